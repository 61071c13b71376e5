import { leastSquares } from "../numerics/qr.ts";
import { randomStream } from "../numerics/random.ts";
import { infinityNorm } from "../numerics/vector.ts";
import { InputError } from "../problem/input-error.ts";
import { integer, numberBetween } from "../problem/setting.ts";
import { betterBySearch } from "./better-by-search.ts";
import type { Construction } from "./construction.ts";
import {
	cellRadius,
	type NoisyLeaky,
	noisyLeakyFile,
	slopesAt,
	soudryCarmon,
} from "./noisy-leaky-network.ts";

/** Preactivations are about this many times the size of the inputs, so that all are positive. */
const lift = 6;

/**
 * Without noise the guarantee of Soudry & Carmon (2016) fails at any width: with a constant coordinate among the inputs
 * all preactivations can be made positive, where the network is linear; with sum_i z_i w_i the least-squares
 * regression it is a differentiable local minimum whose MSE is that of linear regression.
 */
export const noNoise: Construction = {
	id: "soudry-2016/no-noise",
	title: "Without noise: a network stuck at linear regression",
	citation: soudryCarmon,
	claim:
		"Leaky ReLU without noise, inputs with a constant coordinate, at least 2 units: a differentiable local minimum whose MSE is that of linear regression, at any width, and a point of lower loss.",
	settings: [
		integer("inputs", 5, "d0, the input dimension, one coordinate of them constant", 2, 20),
		integer("width", 4, "d1, the hidden units", 2, 40),
		integer("samples", 20, "N, more than d0", 4, 300),
		numberBetween("slope", 0.1, "slope of the leaky ReLU for negative arguments, not 0", 0, 1),
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const { inputs: d, width, samples: n } = values as Record<string, number>;
		if (n <= d)
			throw new InputError(
				`${n} samples in ${d} dimensions are fitted by linear regression exactly: that minimum is global.`,
				{ field: "samples" },
				`Take at least ${d + 1}.`,
			);
		const random = randomStream(seed, "no-noise");
		const x = Array.from({ length: n }, () => [...Array.from({ length: d - 1 }, () => random.normal()), 1]);
		const y = Float64Array.from({ length: n }, () => random.normal());
		const fit = leastSquares(Float64Array.from(x.flat()), n, d, y);
		const reach = Math.max(...x.map((row) => Math.sqrt(row.reduce((sum, v) => sum + v * v, 0))));

		const weights = new Float64Array(width * d);
		const z = Float64Array.from({ length: width }, (_, i) =>
			i === 0 ? 1 : -(0.5 + random.uniform()) / width,
		);
		for (let i = 1; i < width; i++) {
			for (let k = 0; k < d - 1; k++) weights[i * d + k] = 0.5 * random.normal();
			weights[i * d + d - 1] = lift * reach;
		}
		for (let k = 0; k < d; k++) {
			let others = 0;
			for (let i = 1; i < width; i++) others += z[i] * weights[i * d + k];
			weights[k] = fit.solution[k] - others;
		}
		const network: NoisyLeaky = { x, width, slope: Number(values.slope), sigma: 0, seed };
		const { preactivations } = slopesAt(network, new Float64Array(width * n).fill(1), weights);

		const least = preactivations.reduce((a, b) => Math.min(a, b));
		const loss = (fit.residual * fit.residual) / (2 * n);
		const theta = Float64Array.from([...weights, ...z]);
		const file = noisyLeakyFile(network, y);
		return {
			file,
			theta,
			claim: {
				kind: "local-minimum",
				loss,
				trainingError: null,
				nullity: width * (d + 1) - d,
				kinked: false,
				radius: Math.min(0.05, cellRadius(x, preactivations) / (1 + infinityNorm(theta))),
			},
			sentence: `All ${width * n} preactivations are positive, the least ${least.toPrecision(3)}: nearby the network is linear, and no linear map is below the MSE ${loss.toPrecision(6)} of the regression, whatever the width.`,
			better: await betterBySearch(file, loss, seed),
			path: null,
			ownChecks: [{ what: "smallest preactivation, claimed positive", value: least, passed: least > 0 }],
		};
	},
};
