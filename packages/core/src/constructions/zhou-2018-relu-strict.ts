import { randomStream } from "../numerics/random.ts";
import { integer } from "../problem/setting.ts";
import type { Construction } from "./construction.ts";
import { reluFile, zhouLiang } from "./zhou-2018.ts";

/**
 * A spurious local minimum of a ReLU network in an open cone in which every unit is active on every sample.
 *
 * Inputs x symmetric about 0, targets s |x|, hidden biases, no output bias. Every unit has w_j = 0, b_j = 1 and
 * outgoing weights that sum to the mean of the targets: nearby the network is affine in x, and the best affine fit of
 * an even function on symmetric inputs is its mean. s relu(x) + s relu(-x) fits exactly.
 */
export const reluStrict: Construction = {
	id: "zhou-2018/relu-strict",
	title: "A ReLU network with every unit active, stuck at the mean",
	citation: zhouLiang,
	claim:
		"One hidden ReLU layer with biases, one output without: a spurious local minimum in the open cone where all units are active on all samples, at any width of at least 2; the global minimum is 0.",
	settings: [
		integer("pairs", 1, "pairs of samples x and -x beside the sample 0", 1, 50),
		integer("width", 2, "hidden units", 2, 100),
	],
	takes: { problem: "no", point: "no" },
	build(values, seed) {
		const { pairs, width } = values as Record<string, number>;
		const random = randomStream(seed, "relu-strict");
		const slope = 0.5 + random.uniform();
		const right = Array.from({ length: pairs }, (_, k) => k + 1);
		const inputs = [...right.map((v) => -v), 0, ...right];
		const targets = inputs.map((v) => slope * Math.abs(v));
		const n = inputs.length;
		const mean = targets.reduce((sum, v) => sum + v, 0) / n;
		const shares = Array.from({ length: width }, () => 0.5 + random.uniform());
		const total = shares.reduce((sum, v) => sum + v, 0);
		const theta = new Float64Array(3 * width);
		for (let j = 0; j < width; j++) {
			theta[width + j] = 1;
			theta[2 * width + j] = (mean * shares[j]) / total;
		}
		const better = new Float64Array(3 * width);
		better[0] = 1;
		better[1] = -1;
		for (let j = 2; j < width; j++) better[width + j] = -1;
		better[2 * width] = slope;
		better[2 * width + 1] = slope;
		let sum = 0;
		for (const target of targets) sum += (target - mean) * (target - mean);
		const loss = sum / (2 * n);
		return {
			file: reluFile(
				inputs.map((v) => [v]),
				targets,
				width,
				true,
			),
			theta,
			claim: {
				kind: "local-minimum",
				loss,
				trainingError: null,
				nullity: 3 * width - 2,
				kinked: false,
				radius: 0.1 / (1 + pairs),
			},
			sentence: `All ${n * width} preactivations are 1: nearby the network is affine, and the best affine fit of these even targets is their mean, loss ${loss.toPrecision(6)}. Two units fit exactly.`,
			better,
			path: null,
		};
	},
};
