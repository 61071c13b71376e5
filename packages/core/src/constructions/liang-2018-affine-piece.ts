import { randomStream } from "../numerics/random.ts";
import { activation } from "../problem/formula/activations.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { liangBinary } from "../theory/theorems/liang-2018.ts";
import { slopedPiece } from "../theory/witnesses/affine-carrier.ts";
import { betterBySearch } from "./better-by-search.ts";
import { affineClassifier, binaryFile, marginLossOf } from "./binary-classifier.ts";
import type { Construction } from "./construction.ts";

/** Two classes on the two axes: not separable by a line, each outside the affine hull of the other. */
const points = [
	[1, 0],
	[-1.2, 0],
	[0.9, 0],
	[0, 1],
	[0, -1.1],
	[0, -0.8],
	[0, 1.3],
];
const labels = [1, 1, 1, -1, -1, -1, -1];
/** All preactivations are about this large: inside the piece t > 0 of every activation offered. */
const lift = 5;

/**
 * Every unit on an affine piece of its activation: near the point the network is affine in x, and the best affine
 * classifier is chosen (the loss is convex), so it is a differentiable local minimum, which errs where affine
 * classifiers do. Strict convexity of the activation is what the guarantee for different subspaces needs.
 */
export const affineClassifierPoint: Construction = {
	id: "liang-2018/affine-piece",
	title: "A classifier stuck at the best affine one",
	citation: liangBinary,
	claim:
		"One hidden layer of units with an affine piece (ReLU, leaky ReLU, ELU, SELU), classes in different subspaces that no line separates: a bad differentiable local minimum with training error 1/7, at any width.",
	settings: [
		integer("width", 4, "hidden units", 1, 200),
		oneOf("activation", ["relu", "leaky-relu", "elu", "selu"], "the activation"),
		oneOf("loss", ["hinge-power-3", "hinge-power-4", "logistic", "exponential"], "the loss"),
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const width = Number(values.width);
		const random = randomStream(seed, "affine-piece");
		const shares = Array.from({ length: width }, () => 0.5 + random.uniform());
		const file = binaryFile({
			x: points,
			y: labels,
			width,
			activation: values.activation,
			innerBiases: true,
			loss: marginLossOf(values.loss),
		});
		const { coefficients, loss } = await affineClassifier(file);
		const slope = slopedPiece(activation(String(values.activation)))?.slope ?? 1;
		const total = shares.reduce((sum, share) => sum + share, 0);
		const theta = new Float64Array(width * 4 + 1);
		let level = 0;
		for (let j = 0; j < width; j++) {
			const outgoing = shares[j] / total;
			theta[2 * j] = coefficients[0] / slope;
			theta[2 * j + 1] = coefficients[1] / slope;
			theta[2 * width + j] = lift;
			theta[3 * width + j] = outgoing;
			level += outgoing * slope * lift;
		}
		theta[4 * width] = coefficients[2] - level;
		return {
			file,
			theta,
			claim: {
				kind: "local-minimum",
				loss,
				trainingError: 1 / 7,
				nullity: 4 * width - 2,
				kinked: false,
				radius: 0.05,
			},
			sentence: `All preactivations are positive: nearby the network is affine, and it computes the best affine classifier, loss ${loss.toPrecision(6)}, which misclassifies one sample of seven.`,
			better: await betterBySearch(file, loss, seed),
			path: null,
		};
	},
};
