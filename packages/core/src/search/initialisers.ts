import { randomStream } from "../numerics/random.ts";
import type { ParameterBlock, Problem } from "../problem/problem.ts";

/** How starts are drawn. */
export type Init =
	| { readonly kind: "glorot" | "he" | "he-uniform" }
	| { readonly kind: "normal"; readonly scale: number }
	| {
			/** A given point, start 0 exactly there, the others with normal perturbations of `scale`. */
			readonly kind: "point";
			readonly theta: readonly number[];
			readonly scale: number;
	  };

/** An initialiser as it is written on the command line and in documents. */
export function initLabel(init: Init): unknown {
	switch (init.kind) {
		case "normal":
			return `normal:${init.scale}`;
		case "point":
			return { point: init.theta, scale: init.scale };
		default:
			return init.kind;
	}
}

/** Reads `glorot`, `he`, `he-uniform`, `normal` (scale 1), `normal:SCALE`; null for anything else (a file name). @throws RangeError for a scale that is not positive. */
export function parseInit(text: string): Init | null {
	if (text === "glorot" || text === "he" || text === "he-uniform") return { kind: text };
	if (text !== "normal" && !text.startsWith("normal:")) return null;
	const scale = text === "normal" ? 1 : Number(text.slice("normal:".length));
	if (!(scale > 0) || !Number.isFinite(scale))
		throw new RangeError(`The scale of "${text}" must be a positive number, as in normal:0.5.`);
	return { kind: "normal", scale };
}

/** Standard deviation of the entries of a block: glorot sqrt(2 / (in + out)), he and he-uniform sqrt(2 / in); biases get 0. */
function deviation(init: Init, { kind, rows, columns }: ParameterBlock): number {
	switch (init.kind) {
		case "glorot":
			return kind === "bias" ? 0 : Math.sqrt(2 / (rows + columns));
		case "he":
		case "he-uniform":
			return kind === "bias" ? 0 : Math.sqrt(2 / columns);
		default:
			return init.scale;
	}
}

/** Factors on the weights of successive starts in a search for points of every index: saddles of small norm are rarely met otherwise. */
const spread = [1, 0.5, 0.2, 1.5, 0.05];

/** Half the width of the uniform law of deviation 1. */
const rootOf3 = Math.sqrt(3);

/**
 * theta (P numbers) of one start: independent normals (he-uniform: uniform), the standard deviation of each block by the
 * initialiser (biases are 0 for glorot and he, as drawn as weights for normal), from the random stream
 * of (seed, start) alone. With target `all` the drawn weights are multiplied by 1, 0.5, 0.2, 1.5, 0.05
 * in turn.
 */
export function initialPoint(
	problem: Problem,
	init: Init,
	seed: number,
	start: number,
	target: "minima" | "all" = "minima",
): Float64Array {
	const factor = target === "all" ? spread[start % spread.length] : 1;
	const random = randomStream(seed, "start", start);
	const theta = new Float64Array(problem.network.parameters);
	if (init.kind === "point") {
		theta.set(init.theta);
		if (start > 0) for (let k = 0; k < theta.length; k++) theta[k] += init.scale * random.normal();
		return theta;
	}
	for (const block of problem.network.blocks) {
		if (block.offset < 0) continue;
		const sigma = deviation(init, block);
		const end = block.offset + block.rows * block.columns;
		const draw =
			init.kind === "he-uniform" ? () => rootOf3 * (2 * random.uniform() - 1) : () => random.normal();
		for (let k = block.offset; k < end; k++) theta[k] = sigma === 0 ? 0 : factor * sigma * draw();
	}
	return theta;
}
