import { randomStream } from "../numerics/random.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { liangBinary } from "../theory/theorems/liang-2018.ts";
import { betterBySearch } from "./better-by-search.ts";
import { binaryFile, constantFit, marginLossOf } from "./binary-classifier.ts";
import type { Construction } from "./construction.ts";

/** Separable by (1, 1); every positive occurs twice, so that the best constant is no tie. */
const positives = [
	[2, 2],
	[2.5, 1],
	[1.5, 2.2],
];
const negatives = [
	[-0.5, -0.6],
	[-0.7, 0.1],
	[-0.2, -0.8],
];

/**
 * Quadratic units without inner biases: f = a_0 + x^T Q x with Q <= 0 near the point. By convexity the loss changes by at
 * least -<S, Q>, S = sum_i e_i x_i x_i^T, which is positive definite on these data, so -<S, Q> >= 0: a local minimum of
 * constant output on linearly separable data, at any width. Increasing activations are what the guarantee needs.
 */
export const quadraticNeurons: Construction = {
	id: "liang-2018/quadratic-neurons",
	title: "Quadratic units on separable data",
	citation: liangBinary,
	claim:
		"One hidden layer of square units without inner biases, linearly separable data: a bad local minimum of constant output with training error 1/3, at any width.",
	settings: [
		integer("width", 3, "hidden units", 1, 200),
		oneOf("loss", ["hinge-power-3", "hinge-power-4", "logistic", "exponential"], "the loss"),
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const width = Number(values.width);
		const random = randomStream(seed, "quadratic-neurons");
		const x = [...positives, ...positives, ...negatives];
		const file = binaryFile({
			x,
			y: x.map((_, i) => (i < 6 ? 1 : -1)),
			width,
			activation: "square",
			innerBiases: false,
			loss: marginLossOf(values.loss),
		});
		const { constant, loss } = await constantFit(file);
		const theta = new Float64Array(3 * width + 1);
		for (let j = 0; j < width; j++) theta[2 * width + j] = -(0.5 + random.uniform());
		theta[3 * width] = constant;
		return {
			file,
			theta,
			claim: {
				kind: "local-minimum",
				loss,
				trainingError: 1 / 3,
				nullity: width,
				kinked: false,
				radius: 0.05,
			},
			sentence: `All incoming weights are 0 and all outgoing ones negative: nearby the network is ${constant.toPrecision(6)} minus a positive semidefinite form, which the data do not reward; loss ${loss.toPrecision(6)}.`,
			better: await betterBySearch(file, loss, seed),
			path: null,
		};
	},
};
