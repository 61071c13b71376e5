import { randomStream } from "../numerics/random.ts";
import { integer, oneOf } from "../problem/setting.ts";
import { liangBinary } from "../theory/theorems/liang-2018.ts";
import { binaryFile, constantFit, marginLossOf, marginLossSetting } from "./binary-classifier.ts";
import type { Construction } from "./construction.ts";

/**
 * An odd activation without inner biases on data symmetric about 0: f - a_0 is odd, so for every network the loss of f
 * and that of 2 a_0 - f are equal and, by convexity, at least that of the constant a_0: the best constant is the global
 * minimum, at any width, and misclassifies the smaller class.
 */
export const oddActivation: Construction = {
	id: "liang-2018/odd-activation",
	title: "An odd activation on symmetric data can only be constant",
	citation: liangBinary,
	claim:
		"One hidden layer with an odd activation, no inner biases, classes symmetric about 0 in different subspaces: the constant predictor is the global minimum, at any width, with training error 1/3.",
	settings: [
		integer("width", 4, "hidden units", 1, 200),
		oneOf("activation", ["tanh", "arctan", "erf", "sin", "softsign"], "the activation"),
		marginLossSetting,
	],
	takes: { problem: "no", point: "no" },
	async build(values, seed) {
		const width = Number(values.width);
		const random = randomStream(seed, "odd-activation");
		const a = 0.5 + random.uniform();
		const b = 0.5 + random.uniform();
		const file = binaryFile({
			x: [
				[a, 0],
				[-a, 0],
				[0, b],
				[0, -b],
				[0, 2 * b],
				[0, -2 * b],
			],
			y: [1, 1, -1, -1, -1, -1],
			width,
			activation: values.activation,
			innerBiases: false,
			loss: marginLossOf(values.loss),
		});
		const { constant, loss } = await constantFit(file);
		const theta = new Float64Array(3 * width + 1);
		for (let k = 0; k < 2 * width; k++) theta[k] = random.normal();
		theta[3 * width] = constant;
		return {
			file,
			theta,
			claim: {
				kind: "global-minimum",
				loss,
				trainingError: 1 / 3,
				nullity: null,
				kinked: false,
				radius: 0.1,
			},
			sentence: `Every network here is its offset plus an odd function, which cannot help on symmetric data: the constant ${constant.toPrecision(6)} is the global minimum, loss ${loss.toPrecision(6)}.`,
			better: null,
			path: null,
		};
	},
};
