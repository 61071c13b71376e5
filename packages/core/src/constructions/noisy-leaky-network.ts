import { parseProblem } from "../problem/parse.ts";
import { numberBetween, type Setting } from "../problem/setting.ts";
import type { Citation } from "../theory/theorem.ts";

/** The paper of the four constructions of this family. */
export const soudryCarmon: Citation = {
	authors: "Soudry & Carmon",
	year: 2016,
	title: "No bad local minima: Data independent training error guarantees for multilayer neural networks",
	venue: "arXiv 1605.08361",
};

/** One hidden layer of d1 leaky ReLU units without biases, fixed noise factors, squared loss. */
export interface NoisyLeaky {
	readonly x: readonly (readonly number[])[];
	readonly width: number;
	readonly slope: number;
	/** 0: no noise. */
	readonly sigma: number;
	readonly seed: number;
}

/** Its problem file for given targets. */
export function noisyLeakyFile(
	{ x, width, slope, sigma, seed }: NoisyLeaky,
	y: ArrayLike<number>,
): Record<string, unknown> {
	return {
		lossatlas: 1,
		data: { inline: { x, y: Array.from(y) } },
		network: {
			layers: [
				{
					width,
					activation: slope === 0 ? "relu" : { name: "leaky-relu", slope },
					bias: false,
				},
				{ width: 1, activation: "identity", bias: false },
			],
			...(sigma > 0 ? { noise: { law: "normal", sigma, seed } } : {}),
		},
		loss: { name: "squared" },
	};
}

/** The noise factors that the file stands for, width x N; all ones without noise. */
export async function factorsOf(network: NoisyLeaky): Promise<Float64Array> {
	const { x, width } = network;
	const problem = await parseProblem(noisyLeakyFile(network, new Float64Array(x.length)));
	return problem.network.branches[0].layers[0].noise ?? new Float64Array(width * x.length).fill(1);
}

/** Slopes times factors a_in and preactivations u_in (both d1 x N) at weights W (d1 x d0). */
export function slopesAt(
	{ x, width, slope }: NoisyLeaky,
	factors: Float64Array,
	weights: Float64Array,
): { readonly slopes: Float64Array; readonly preactivations: Float64Array } {
	const n = x.length;
	const d = x[0].length;
	const slopes = new Float64Array(width * n);
	const preactivations = new Float64Array(width * n);
	for (let i = 0; i < width; i++)
		for (let s = 0; s < n; s++) {
			let u = 0;
			for (let k = 0; k < d; k++) u += weights[i * d + k] * x[s][k];
			preactivations[i * n + s] = u;
			slopes[i * n + s] = factors[i * n + s] * (u >= 0 ? 1 : slope);
		}
	return { slopes, preactivations };
}

/** Outputs sum_i z_i a_in u_in. */
export function outputsAt(slopes: Float64Array, preactivations: Float64Array, z: Float64Array): Float64Array {
	const n = slopes.length / z.length;
	const f = new Float64Array(n);
	for (let i = 0; i < z.length; i++)
		for (let s = 0; s < n; s++) f[s] += z[i] * slopes[i * n + s] * preactivations[i * n + s];
	return f;
}

/** Half of the largest uniform change of the weights that moves no preactivation across 0. */
export function cellRadius(x: NoisyLeaky["x"], preactivations: Float64Array): number {
	const n = x.length;
	let least = Infinity;
	for (let k = 0; k < preactivations.length; k++) {
		let size = 0;
		for (const entry of x[k % n]) size += Math.abs(entry);
		least = Math.min(least, Math.abs(preactivations[k]) / size);
	}
	return least / 2;
}

/** Standard deviation of the noise factors. */
export const sigmaSetting: Setting = numberBetween(
	"sigma",
	0.3,
	"standard deviation of the noise factors",
	0,
	1,
);
