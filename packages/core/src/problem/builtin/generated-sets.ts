import { cos, floatField, sin } from "../../numerics/elementary.ts";
import { randomStream } from "../../numerics/random.ts";
import { bindActivation } from "../build-network.ts";
import type { RawSamples } from "../raw-samples.ts";
import type { ProblemFile } from "../specification.ts";

type Builtin = NonNullable<ProblemFile["data"]["builtin"]>;
type Parameters<Name extends Builtin["name"]> = Extract<Builtin, { name: Name }>;

function plain(x: number[][], y: number[][]): RawSamples {
	return { x, y, weights: null, groups: null, place: () => ({ field: "data.builtin" }), inputNames: null, notes: [] };
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

/** Standard normal inputs, targets by a one-hidden-layer network with weights drawn as 1/sqrt(fan-in) normals. */
export function teacher(parameters: Parameters<"teacher">): RawSamples {
	const { samples, inputs, width, outputs, noise, seed } = parameters;
	const random = randomStream(seed, "teacher");
	const sigma = bindActivation(parameters.activation, "data.builtin.activation");
	const draw = (rows: number, columns: number, scale: number) =>
		Array.from({ length: rows }, () => Array.from({ length: columns }, () => scale * random.normal()));
	const w = draw(width, inputs, 1 / Math.sqrt(inputs));
	const b = draw(1, width, 1)[0];
	const v = draw(outputs, width, 1 / Math.sqrt(width));
	const x = draw(samples, inputs, 1);
	const dot = (p: number[], q: number[]) => p.reduce((sum, value, k) => sum + value * q[k], 0);
	const y = x.map((row) => {
		const hidden = w.map(
			(weights, j) =>
				sigma.definition.derivatives(floatField, dot(weights, row) + b[j], 0, sigma.parameters)[0],
		);
		return v.map((weights) => dot(weights, hidden) + noise * random.normal());
	});
	return plain(x, y);
}
