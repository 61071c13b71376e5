import { cos, floatField, sin } from "../../numerics/elementary.ts";
import { randomStream } from "../../numerics/random.ts";
import { bindActivation } from "../build-network.ts";
import type { RawSamples } from "../raw-samples.ts";
import type { ProblemFile } from "../specification.ts";

type Builtin = NonNullable<ProblemFile["data"]["builtin"]>;
type Parameters<Name extends Builtin["name"]> = Extract<Builtin, { name: Name }>;

function plain(x: number[][], y: number[][]): RawSamples {
	return {
		samples: x.length,
		inputs: x[0].length,
		row: (sample) => x[sample],
		y,
		weights: null,
		groups: null,
		place: () => ({ field: "data.builtin" }),
		inputNames: null,
		notes: [],
	};
}

/** The four corners of the unit square; the exclusive or is the high class. */
export function xor({ low, high }: Parameters<"xor">): RawSamples {
	return plain(
		[
			[0, 0],
			[0, 1],
			[1, 0],
			[1, 1],
		],
		[[low], [high], [high], [low]],
	);
}

/** Two interleaved half circles, +1 and -1 in turn, with normal noise. */
export function twoMoons({ samples, noise, seed }: Parameters<"two-moons">): RawSamples {
	const random = randomStream(seed, "two-moons");
	const x: number[][] = [];
	const y: number[][] = [];
	for (let i = 0; i < samples; i++) {
		const angle = Math.PI * random.uniform();
		const upper = i % 2 === 0;
		x.push([
			(upper ? cos(angle) : 1 - cos(angle)) + noise * random.normal(),
			(upper ? sin(angle) : 0.5 - sin(angle)) + noise * random.normal(),
		]);
		y.push([upper ? 1 : -1]);
	}
	return plain(x, y);
}

/** Standard normal inputs with labels or targets that have nothing to do with them. */
export function gaussian({ samples, inputs, outputs, targets, seed }: Parameters<"gaussian">): RawSamples {
	const random = randomStream(seed, "gaussian");
	const draw = (count: number) => Array.from({ length: count }, () => random.normal());
	const x = Array.from({ length: samples }, () => draw(inputs));
	const y = Array.from({ length: samples }, () =>
		targets === "normal"
			? draw(outputs)
			: Array.from({ length: outputs }, () => (random.uniform() < 0.5 ? -1 : 1)),
	);
	return plain(x, y);
}

/**
 * Standard normal inputs, targets by a network with linear output whose weights are normals of deviation
 * 1/sqrt(fan-in) and whose hidden biases are standard normals, plus normal noise.
 */
export function teacher(parameters: Parameters<"teacher">): RawSamples {
	const { samples, inputs, width, outputs, noise, seed } = parameters;
	const random = randomStream(seed, "teacher");
	const { definition, parameters: constants } = bindActivation(
		parameters.activation,
		"data.builtin.activation",
	);
	const sigma = (t: number) => definition.derivatives(floatField, t, 0, constants)[0];
	const draw = (rows: number, columns: number, scale: number) =>
		Array.from({ length: rows }, () => Array.from({ length: columns }, () => scale * random.normal()));
	const layer = (units: number, fanIn: number, biases: boolean) => ({
		w: draw(units, fanIn, 1 / Math.sqrt(fanIn)),
		b: biases ? draw(1, units, 1)[0] : new Array<number>(units).fill(0),
	});
	const widths = typeof width === "number" ? [width] : width;
	const hidden = widths.map((units, l) => layer(units, l === 0 ? inputs : widths[l - 1], true));
	const output = layer(outputs, widths[widths.length - 1], false);
	const x = draw(samples, inputs, 1);
	const y = x.map((row) => {
		const features = hidden.reduce((from, { w, b }) => affine(w, b, from).map(sigma), row);
		return affine(output.w, output.b, features).map((value) => value + noise * random.normal());
	});
	return plain(x, y);
}

/** W x + b */
function affine(w: readonly number[][], b: readonly number[], x: readonly number[]): number[] {
	return w.map((weights, j) => weights.reduce((sum, weight, k) => sum + weight * x[k], b[j]));
}
