import { randomStream } from "../numerics/random.ts";
import { infinityNorm, norm } from "../numerics/vector.ts";
import { integer } from "../problem/setting.ts";
import { betterBySearch } from "./better-by-search.ts";
import type { Construction } from "./construction.ts";
import {
	cellRadius,
	type NoisyLeaky,
	noisyLeakyFile,
	sigmaSetting,
	slopesAt,
	soudryCarmon,
} from "./noisy-leaky-network.ts";

/**
 * With slope 0 the guarantee of Soudry & Carmon (2016) fails whatever the noise: with a constant coordinate among the
 * inputs every unit can be dead on every sample; the output is 0 there and nearby, a differentiable local minimum with
 * MSE = |y|^2/2N.
 */
export const deadUnits: Construction = {
	id: "soudry-2016/dead-units",
	title: "Slope 0: every unit dead on every sample",
	citation: soudryCarmon,
	claim:
		"ReLU with noise factors and without biases, inputs with a constant coordinate: all units dead, a differentiable local minimum with MSE |y|^2/2N, at any width, and a point of lower loss.",
	settings: [
		integer("inputs", 3, "d0, the input dimension, one coordinate of them constant", 2, 20),
		integer("width", 4, "d1, the hidden units", 1, 100),
		integer("samples", 10, "N", 2, 300),
		sigmaSetting,
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const { inputs: d, width, samples: n } = values as Record<string, number>;
		const random = randomStream(seed, "dead-units");
		const x = Array.from({ length: n }, () => [...Array.from({ length: d - 1 }, () => random.normal()), 1]);
		const y = Float64Array.from({ length: n }, () => 1 + random.normal());
		const network: NoisyLeaky = { x, width, slope: 0, sigma: Number(values.sigma), seed: seed + 1 };
		const reach = Math.max(...x.map((row) => Math.sqrt(row.reduce((sum, v) => sum + v * v, 0))));
		const weights = new Float64Array(width * d);
		for (let i = 0; i < width; i++) {
			let size = 0;
			for (let k = 0; k < d - 1; k++) {
				weights[i * d + k] = random.normal();
				size += weights[i * d + k] * weights[i * d + k];
			}
			weights[i * d + d - 1] = -(Math.sqrt(size) * reach + 0.5);
		}
		const z = Float64Array.from({ length: width }, () => random.normal());
		const { preactivations } = slopesAt(network, new Float64Array(width * n).fill(1), weights);
		const highest = preactivations.reduce((a, b) => Math.max(a, b));
		const theta = Float64Array.from([...weights, ...z]);
		const loss = (norm(y) * norm(y)) / (2 * n);
		const file = noisyLeakyFile(network, y);
		return {
			file,
			theta,
			claim: {
				kind: "local-minimum",
				loss,
				trainingError: null,
				nullity: theta.length,
				kinked: false,
				radius: Math.min(0.1, cellRadius(x, preactivations) / (1 + infinityNorm(theta))),
			},
			sentence: `All preactivations are negative, the highest ${highest.toPrecision(3)}: the output is 0 here and nearby, so the loss is constant, |y|^2/2N = ${loss.toPrecision(6)}.`,
			better: await betterBySearch(file, loss, seed),
			path: null,
			ownChecks: [{ what: "largest preactivation, claimed negative", value: highest, passed: highest < 0 }],
		};
	},
};
