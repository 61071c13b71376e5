import { randomStream } from "../numerics/random.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { liangBinary } from "../theory/theorems/liang-2018.ts";
import { betterBySearch } from "./better-by-search.ts";
import { binaryFile } from "./binary-classifier.ts";
import type { Construction } from "./construction.ts";

const x = [
	[1, 0],
	[-1, 0],
	[0, 1],
	[0, -1],
	[0, 1],
	[0, -1],
	[0, 4],
	[0, -4],
];

/**
 * The squared loss of labels is not monotone in the margin, and the guarantees fail although the activation is strictly
 * convex and the width large: f = a_0 + x^T Q x with Q <= 0 near the point, the loss is convex in (a_0, Q), sum e = 0, S =
 * sum_i e_i x_i x_i^T = diag(positive, 0) and <S, Q> = 0, so the loss changes by at least -<S, Q'> >= 0 for every nearby
 * Q' <= 0.
 */
export const squaredLossPoint: Construction = {
	id: "liang-2018/squared-loss",
	title: "The squared loss on labels: a bad local minimum of square units",
	citation: liangBinary,
	claim:
		"One hidden layer of square units, with or without inner biases, the squared loss of labels +1 and -1: a bad local minimum with loss 75/236 and training error 1/4, at any width.",
	settings: [
		integer("width", 4, "hidden units", 1, 200),
		oneOf("biases", ["without", "with"], "inner biases"),
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const width = Number(values.width);
		const innerBiases = values.biases === "with";
		const random = randomStream(seed, "squared-loss");
		const file = binaryFile({
			x,
			y: [1, 1, -1, -1, -1, -1, -1, -1],
			width,
			activation: "square",
			innerBiases,
			loss: { name: "squared" },
		});
		const outgoing = 2 * width + (innerBiases ? width : 0);
		const theta = new Float64Array(outgoing + width + 1);
		const shares = Array.from({ length: width }, () => 0.5 + random.uniform());
		const total = shares.reduce((sum, share) => sum + share, 0);
		for (let j = 0; j < width; j++) {
			// a_j w_j^2 sum to -3/59.
			theta[outgoing + j] = -1;
			theta[2 * j + 1] = (random.uniform() < 0.5 ? -1 : 1) * Math.sqrt((3 * shares[j]) / (59 * total));
		}
		theta[outgoing + width] = -16 / 59;
		const loss = 75 / 236;
		return {
			file,
			theta,
			claim: {
				kind: "local-minimum",
				loss,
				trainingError: 1 / 4,
				nullity: null,
				kinked: false,
				radius: 0.02,
			},
			sentence: `f = -16/59 - 3/59 x_2^2, loss 75/236 = ${loss.toPrecision(6)}: all outgoing weights are negative, and no negative semidefinite form does better.`,
			better: await betterBySearch(file, loss, seed),
			path: null,
		};
	},
};
