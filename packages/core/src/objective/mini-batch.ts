import { floats, kernel } from "../numerics/kernels.ts";
import type { Problem } from "../problem/problem.ts";
import { type KernelNetwork, layOut, reducedWeights } from "./kernel-network.ts";

/** The objective on a part of the samples, in a layout of its own for each size of a batch. */
export interface MiniBatches {
	/** L_B(theta), and its gradient into `out`. */
	valueAndGradient(theta: Float64Array, samples: ArrayLike<number>, out: Float64Array): number;
	release(): void;
}

/**
 * L_B(theta) = N/|B| sum_{i in B} w_i l(f(x_i; theta), y_i) / (sum of all w_i, or 1) + regularisers: its mean over batches drawn
 * evenly is L. Without weights, and with the reduction `mean`, it is the mean over the batch.
 */
export function miniBatches(problem: Problem): MiniBatches {
	const networks = new Map<number, KernelNetwork>();
	const weights = reducedWeights(problem);
	const total = problem.data.samples;
	return {
		valueAndGradient(theta, samples, out) {
			const n = samples.length;
			let network = networks.get(n);
			if (network === undefined) {
				network = layOut(problem, n);
				networks.set(n, network);
			}
			fill(network, samples);
			const factor = total / n;
			const into = floats(network.weights, network.samples).fill(0);
			for (let s = 0; s < n; s++) into[s] = factor * weights[samples[s]];
			floats(network.theta, theta.length).set(theta);
			const value = kernel("gradient")(network.address);
			out.set(floats(network.gradient, theta.length));
			return value;
		},
		release() {
			for (const network of networks.values()) network.release();
			networks.clear();
		},
	};
}

/** Brings the inputs, targets and noise of some samples into the layout's blocks; the padding repeats the last one. */
function fill({ samples: padded, block, perSample }: KernelNetwork, samples: ArrayLike<number>): void {
	const last = samples.length - 1;
	for (const { address, rows, at } of perSample) {
		const into = floats(address, rows * padded);
		for (let from = 0; from < padded; from += block) {
			const n = Math.min(block, padded - from);
			for (let s = 0; s < n; s++) {
				const sample = samples[Math.min(from + s, last)];
				for (let row = 0; row < rows; row++) into[rows * from + row * n + s] = at(row, sample);
			}
		}
	}
}
