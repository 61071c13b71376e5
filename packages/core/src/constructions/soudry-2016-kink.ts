import { orthonormalComplement, pivotedQr } from "../numerics/qr.ts";
import { randomStream } from "../numerics/random.ts";
import { InputError } from "../problem/input-error.ts";
import { integer, numberBetween } from "../problem/setting.ts";
import { betterBySearch } from "./better-by-search.ts";
import type { Construction } from "./construction.ts";
import {
	factorsOf,
	type NoisyLeaky,
	noisyLeakyFile,
	sigmaSetting,
	soudryCarmon,
} from "./noisy-leaky-network.ts";

/** Draws of data and noise that are tried until every h_i is positive. */
const attempts = 200;
const rayLimit = 20000;

/**
 * Differentiability is needed: a bad local minimum on kinks, for an open set of data and noise.
 *
 * y = -1, W = 0, z_i > 0. Near it -<y, f> = sum_i (z_i + dz_i) h_i(w_i) with h_i(w) = sum_n eps_in psi(w.x_n), which
 * is positively homogeneous and linear on the cells of the hyperplanes w.x_n = 0; where every h_i is positive on the
 * unit sphere (decided on the finitely many rays of these cells), MSE = 1/2 + (sum_i (z_i + dz_i) h_i + |f|^2/2)/N >=
 * 1/2 with equality only at W = 0. With z_i < 0 and small W the MSE is lower.
 */
export const atKink: Construction = {
	id: "soudry-2016/kink",
	title: "A bad local minimum on kinks, at any width",
	citation: soudryCarmon,
	claim:
		"Leaky ReLU with noise factors, all targets -1, W = 0, z > 0: a local minimum with MSE 1/2 where the loss is not differentiable, at any width, and a point of lower loss.",
	settings: [
		integer("inputs", 2, "d0, the input dimension", 1, 4),
		integer("width", 6, "d1, the hidden units", 1, 200),
		integer("samples", 12, "N, enough that h > 0 can hold", 2, 60),
		numberBetween("slope", 0.1, "slope of the leaky ReLU for negative arguments, below 1 and not 0", 0, 1),
		sigmaSetting,
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const { inputs: d, width, samples: n } = values as Record<string, number>;
		for (let attempt = 0; attempt < attempts; attempt++) {
			const random = randomStream(seed, "kink", attempt);
			const network: NoisyLeaky = {
				x: Array.from({ length: n }, () => Array.from({ length: d }, () => random.normal())),
				width,
				slope: Number(values.slope),
				sigma: Number(values.sigma),
				seed: seed * attempts + attempt,
			};
			const factors = await factorsOf(network);
			const rays = cellRays(network.x);
			if (rays === null) continue;
			const least = leastOnRays(network, factors, rays);
			if (!(least > 0)) continue;
			const theta = new Float64Array(width * (d + 1));
			for (let i = 0; i < width; i++) theta[width * d + i] = 0.5 + random.uniform();
			const file = noisyLeakyFile(network, new Float64Array(n).fill(-1));
			return {
				file,
				theta,
				claim: {
					kind: "local-minimum",
					loss: 0.5,
					trainingError: null,
					nullity: null,
					kinked: true,
					radius: 0.1,
				},
				sentence: `All ${width * n} preactivations are 0. h_i is positive on all ${rays.length} rays of the cells, the least value on a unit ray ${least.toPrecision(4)}, so the MSE is 1/2 here and more around it.`,
				better: await betterBySearch(file, 0.5, seed),
				path: null,
				ownChecks: [
					{
						what: "least h_i over the unit rays of all cells, claimed positive",
						value: least,
						passed: least > 0,
					},
				],
			};
		}
		throw new InputError(
			`No draw of ${n} samples in ${d} dimensions with noise ${values.sigma} made every h_i positive.`,
			{ field: "samples" },
			"Take more samples, fewer units or less noise.",
		);
	},
};

/**
 * Unit vectors along the rays of the cells of the hyperplanes w.x_n = 0: both directions of the null line of every d - 1
 * independent samples. Null when the samples do not span the space or there are too many subsets.
 */
function cellRays(x: NoisyLeaky["x"]): Float64Array[] | null {
	const n = x.length;
	const d = x[0].length;
	if (pivotedQr(Float64Array.from(x.flat()), n, d).rank < d) return null;
	if (d === 1) return [Float64Array.of(1), Float64Array.of(-1)];
	const rays: Float64Array[] = [];
	const choose = (from: number, chosen: number[]): boolean => {
		if (chosen.length === d - 1) {
			const rows = Float64Array.from(chosen.flatMap((k) => x[k]));
			if (pivotedQr(rows, d - 1, d).rank < d - 1) return true;
			const line = orthonormalComplement(rows, d - 1, d);
			rays.push(
				line,
				line.map((value) => -value),
			);
			return rays.length <= rayLimit;
		}
		for (let k = from; k < n; k++) if (!choose(k + 1, [...chosen, k])) return false;
		return true;
	};
	return choose(0, []) ? rays : null;
}

function leastOnRays(
	{ x, width, slope }: NoisyLeaky,
	factors: Float64Array,
	rays: readonly Float64Array[],
): number {
	const n = x.length;
	let least = Infinity;
	for (const ray of rays) {
		const values = x.map((row) => {
			const u = row.reduce((sum, v, k) => sum + v * ray[k], 0);
			return u >= 0 ? u : slope * u;
		});
		for (let i = 0; i < width; i++) {
			let h = 0;
			for (let s = 0; s < n; s++) h += factors[i * n + s] * values[s];
			least = Math.min(least, h);
		}
	}
	return least;
}
