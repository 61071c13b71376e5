import { randomStream } from "../numerics/random.ts";
import { integer } from "../problem/setting.ts";
import type { Construction } from "./construction.ts";
import { reluFile, unitVectors, zhouLiang } from "./zhou-2018.ts";

/**
 * A spurious local minimum of a ReLU network on kinks.
 *
 * Inputs e_1, ..., e_d, targets y_1 > 0 and -y_k < 0 for k > 1, one output. Unit 1 has weights e_1 and outgoing weight
 * y_1: its preactivation is 0 on every sample but the first. The other units have all weights -1: dead on all samples,
 * outgoing weights 0. Nearby out_k = c relu(.) with c near y_1 > 0, so out_k >= 0 and (out_k + y_k)^2 >= y_k^2: no
 * nearby loss is below 1/2d sum_{k>1} y_k^2.
 */
export const reluBoundary: Construction = {
	id: "zhou-2018/relu-boundary",
	title: "A local minimum of a ReLU network on kinks",
	citation: zhouLiang,
	claim:
		"One hidden ReLU layer without biases, one output: a spurious local minimum at which preactivations are 0, at any width of at least 2.",
	settings: [
		integer("dimension", 2, "d, inputs and samples", 2, 20),
		integer("width", 2, "hidden units", 2, 60),
	],
	takes: { problem: "no", point: "no" },
	build(values, seed) {
		const { dimension: d, width } = values as Record<string, number>;
		const random = randomStream(seed, "relu-boundary");
		const size = Array.from({ length: d }, () => 0.5 + 2 * random.uniform());
		const x = unitVectors(d);
		const targets = size.map((value, k) => (k === 0 ? value : -value));
		const theta = new Float64Array(width * (d + 1));
		const better = new Float64Array(width * (d + 1));
		for (let j = 0; j < width; j++)
			for (let k = 0; k < d; k++) {
				theta[j * d + k] = j === 0 ? x[0][k] : -1;
				better[j * d + k] = j < d ? x[j][k] : -1;
			}
		theta[width * d] = size[0];
		for (let j = 0; j < Math.min(d, width); j++) better[width * d + j] = targets[j];
		let lost = 0;
		for (const value of size.slice(1)) lost += value * value;
		const loss = lost / (2 * d);
		return {
			file: reluFile(x, targets, width, false),
			theta,
			claim: {
				kind: "local-minimum",
				loss,
				trainingError: null,
				nullity: null,
				kinked: true,
				radius: 0.1,
			},
			sentence: `Unit 1 is at its kink on all samples but the first; with an outgoing weight near ${size[0].toPrecision(3)} > 0 it can only raise their outputs, away from their negative targets: no nearby loss is below ${loss.toPrecision(6)}.`,
			better,
			path: null,
		};
	},
};
