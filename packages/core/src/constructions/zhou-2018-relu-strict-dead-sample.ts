import { randomStream } from "../numerics/random.ts";
import { integer } from "../problem/setting.ts";
import type { Construction } from "./construction.ts";
import { reluFile, unitVectors, zhouLiang } from "./zhou-2018.ts";

/**
 * A spurious local minimum of a ReLU network in an open cone: all samples but the first activate no unit.
 *
 * Inputs e_1, ..., e_d, targets y_k e_k. Unit 1 has weights e_1 - sum_{k>1} e_k and outgoing weights y_1 e_1, the other
 * units -sum_k e_k: only (unit 1, sample 1) is active, all other preactivations are -1. Nearby the other samples
 * still activate nothing, so the loss is at least 1/2d sum_{k>1} y_k^2, with equality here. Units e_1, e_2 fit two
 * samples exactly: better.
 */
export const reluStrictDeadSample: Construction = {
	id: "zhou-2018/relu-strict-dead-sample",
	title: "A ReLU network blind to all samples but one",
	citation: zhouLiang,
	claim:
		"One hidden ReLU layer without biases, vector targets: a spurious local minimum in an open cone of activation patterns, all samples but the first dead, at any width of at least 2.",
	settings: [
		integer("dimension", 2, "d, inputs, outputs and samples", 2, 20),
		integer("width", 2, "hidden units", 2, 60),
	],
	takes: { problem: "no", point: "no" },
	build(values, seed) {
		const { dimension: d, width } = values as Record<string, number>;
		const random = randomStream(seed, "relu-strict-dead-sample");
		const scale = Array.from({ length: d }, () => 0.5 + 2 * random.uniform());
		const x = unitVectors(d);
		const y = x.map((row, k) => row.map((v) => v * scale[k]));
		const theta = new Float64Array(2 * width * d);
		const better = new Float64Array(2 * width * d);
		for (let j = 0; j < width; j++)
			for (let k = 0; k < d; k++) {
				theta[j * d + k] = j === 0 && k === 0 ? 1 : -1;
				better[j * d + k] = j < d && j === k ? 1 : j < d ? 0 : -1;
			}
		theta[width * d] = scale[0];
		for (let k = 0; k < Math.min(d, width); k++) better[width * d + k * width + k] = scale[k];
		let lost = 0;
		for (const value of scale.slice(1)) lost += value * value;
		const loss = lost / (2 * d);
		return {
			file: reluFile(x, y, width, false),
			theta,
			claim: {
				kind: "local-minimum",
				loss,
				trainingError: null,
				nullity: 2 * width * d - d,
				kinked: false,
				radius: 0.1,
			},
			sentence: `Sample 1 alone is active, in unit 1, and fitted exactly; the others (${d - 1}) give output 0 here and nearby, which costs ${loss.toPrecision(6)}. The units e_1, e_2, ... fit ${Math.min(d, width)} samples exactly.`,
			better,
			path: null,
		};
	},
};
