import { probeNumbers } from "../../src/points/probe-numbers.ts";
import type { Activation } from "../../src/problem/formula/activation.ts";
import { activation } from "../../src/problem/formula/activations.ts";
import { loss } from "../../src/problem/formula/losses.ts";
import type { Branch, Layer, ParameterBlock, Problem } from "../../src/problem/problem.ts";

/** A layer of a test problem: width, activation (a name, or name and parameters), flags. */
export interface LayerSketch {
	readonly width: number;
	readonly activation: string | readonly [string, ...number[]] | Activation;
	readonly bias?: boolean;
	/** Fixed to constants drawn from this seed. */
	readonly fixed?: number;
	readonly noise?: boolean;
}

export interface ProblemSketch {
	readonly x: readonly (readonly number[])[];
	readonly y: readonly (readonly number[])[];
	readonly layers: readonly LayerSketch[];
	readonly shortcut?: LayerSketch;
	readonly exponentialPenalty?: number;
	readonly loss?: string | readonly [string, ...number[]];
	readonly weightDecay?: number;
	readonly labels?: "binary" | "classes" | null;
}

/** A problem written down directly, without the problem file's parser. */
export function buildProblem(sketch: ProblemSketch): Problem {
	const { x, y } = sketch;
	const inputs = x[0].length;
	const samples = x.length;
	const blocks: ParameterBlock[] = [];
	const branches: Branch[] = [];
	let parameters = 0;
	const add = (role: Branch["role"], sketches: readonly LayerSketch[], names: readonly string[][]) => {
		let before = inputs;
		const layers = sketches.map((each, layer): Layer => {
			const count = each.width * before;
			const biased = each.bias ?? true;
			const draw = probeNumbers(each.fixed ?? 1);
			const drawMore = probeNumbers(17 + layer);
			for (const kind of ["weight", "bias"] as const) {
				if (kind === "bias" && !biased) continue;
				const rows = each.width;
				const columns = kind === "weight" ? before : 1;
				blocks.push({
					name: names[layer][kind === "weight" ? 0 : 1],
					branch: branches.length,
					layer,
					kind,
					offset: each.fixed === undefined ? parameters : -1,
					rows,
					columns,
				});
				if (each.fixed === undefined) parameters += rows * columns;
			}
			const made: Layer = {
				width: each.width,
				inputs: before,
				activation: activationOf(each.activation),
				bias: biased,
				fixed:
					each.fixed === undefined
						? null
						: Float64Array.from({ length: count + (biased ? each.width : 0) }, draw),
				noise: each.noise
					? Float64Array.from({ length: each.width * samples }, () => 1 + 0.4 * drawMore())
					: null,
			};
			before = each.width;
			return made;
		});
		branches.push({ role, layers });
	};
	add(
		"main",
		sketch.layers,
		sketch.layers.map((_, l) => [`layers.${l}.weight`, `layers.${l}.bias`]),
	);
	if (sketch.shortcut !== undefined)
		add(
			"shortcut",
			[sketch.shortcut, { width: 1, activation: "identity" }],
			[
				["shortcut.weight", "shortcut.bias"],
				["shortcut.output", "shortcut.offset"],
			],
		);
	if (sketch.exponentialPenalty !== undefined)
		add(
			"exponential",
			[
				{ width: 1, activation: "exp" },
				{ width: 1, activation: "identity", bias: false },
			],
			[["exponential.weight", "exponential.bias"], ["exponential.output"]],
		);
	const [name, ...values] = typeof sketch.loss === "object" ? sketch.loss : [sketch.loss ?? "squared"];
	return {
		name: "sketch",
		data: {
			samples,
			inputs,
			outputs: y[0].length,
			x: Float64Array.from(x.flat()),
			y: Float64Array.from(y.flat()),
			weights: null,
			labels: sketch.labels ?? null,
			classes: null,
		},
		network: { inputs, outputs: y[0].length, branches, parameters, blocks },
		loss: loss(name, values),
		population: null,
		reduction: "mean",
		weightDecay: sketch.weightDecay ?? 0,
		exponentialPenalty: sketch.exponentialPenalty ?? 0,
		canonical: {},
		notes: [],
	};
}

function activationOf(given: LayerSketch["activation"]): Activation {
	if (typeof given === "string") return activation(given);
	if ("definition" in given) return given;
	const [name, ...values] = given;
	return activation(name, values);
}

/** count x width numbers in (-1, 1), in rows. */
export function rows(count: number, width: number, seed: number): number[][] {
	const draw = probeNumbers(seed);
	return Array.from({ length: count }, () => Array.from({ length: width }, () => draw()));
}

/** P numbers in (-size, size). */
export function point(parameters: number, seed: number, size = 1): Float64Array {
	const draw = probeNumbers(seed);
	return Float64Array.from({ length: parameters }, () => size * draw());
}
