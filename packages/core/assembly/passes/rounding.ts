import { backward, firstTrained } from "./backward";
import { blockLoss, forward } from "./forward";
import { blockLength, Branch, branchAt, inputOf, Layer, layerAt, Network } from "./network";

// @ts-ignore: decorator
@inline
function at(base: usize, index: i32): f64 {
	return load<f64>(base + (<usize>index << 3));
}

// @ts-ignore: decorator
@inline
function put(base: usize, index: i32, value: f64): void {
	store<f64>(base + (<usize>index << 3), value);
}

/** dz := error of z, da := error of a, for one branch, in units of the last place. */
function forwardErrors(net: Network, branch: Branch, from: i32, n: i32): void {
	for (let l = 0; l < branch.count; l++) {
		const layer = layerAt(branch, l);
		const input = inputOf(net, branch, l, from);
		const inputError: usize = l > 0 ? layerAt(branch, l - 1).da : 0;
		for (let j = 0; j < layer.width; j++) {
			const bias = layer.bias ? abs(at(layer.biases, j)) : 0;
			for (let s = 0; s < n; s++) {
				let error = bias;
				for (let k = 0; k < layer.inputs; k++) {
					const cell = k * n + s;
					const size = abs(at(input, cell)) + (inputError ? at(inputError, cell) : 0);
					error += abs(at(layer.weights, j * layer.inputs + k)) * size;
				}
				const cell = j * n + s;
				put(layer.dz, cell, error);
				put(layer.da, cell, abs(at(layer.d1, cell)) * error + abs(at(layer.a, cell)));
			}
		}
	}
}

/** de := error of dL/da, ddelta := error of dL/dz, for one branch. */
function backwardErrors(net: Network, branch: Branch, n: i32): void {
	const stop = firstTrained(branch);
	for (let l = branch.count - 1; l >= stop; l--) {
		const layer = layerAt(branch, l);
		for (let j = 0; j < layer.width; j++) {
			for (let s = 0; s < n; s++) {
				const cell = j * n + s;
				let error: f64 = 0;
				if (l == branch.count - 1) {
					error = at(net.dr, cell);
				} else {
					const above = layerAt(branch, l + 1);
					for (let i = 0; i < above.width; i++) {
						const up = i * n + s;
						error += abs(at(above.weights, i * above.inputs + j)) * (abs(at(above.delta, up)) + at(above.ddelta, up));
					}
				}
				put(layer.de, cell, error);
				const bend = abs(at(layer.e, cell) * at(layer.d2, cell)) * at(layer.dz, cell);
				put(layer.ddelta, cell, abs(at(layer.d1, cell)) * error + bend + abs(at(layer.delta, cell)));
			}
		}
	}
}

/** out += sum_s (|delta| + ddelta) |input| + |delta| (error of input), for one layer. */
function addErrors(net: Network, layer: Layer, input: usize, inputError: usize, out: usize, n: i32): void {
	for (let j = 0; j < layer.width; j++) {
		let biasSum: f64 = 0;
		for (let s = 0; s < n; s++) biasSum += abs(at(layer.delta, j * n + s)) + at(layer.ddelta, j * n + s);
		for (let k = 0; k < layer.inputs; k++) {
			let sum: f64 = 0;
			for (let s = 0; s < n; s++) {
				const left = abs(at(layer.delta, j * n + s));
				sum += (left + at(layer.ddelta, j * n + s)) * abs(at(input, k * n + s));
				if (inputError) sum += left * at(inputError, k * n + s);
			}
			const p = layer.offset + j * layer.inputs + k;
			put(out, p, at(out, p) + sum);
		}
		if (layer.bias) {
			const p = layer.offset + layer.width * layer.inputs + j;
			put(out, p, at(out, p) + biasSum);
		}
	}
}

/**
 * First-order bound of the rounding error of every gradient component, in units of 2^-53, into
 * net.product: a running error analysis of the forward and backward pass, long sums counted once.
 */
export function gradientRounding(net: Network, coupled: bool): void {
	memory.fill(net.product, 0, <usize>net.parameters << 3);
	for (let from = 0; from < net.samples; from += net.block) {
		const n = blockLength(net, from);
		forward(net, from, 2);
		blockLoss(net, from, 2);
		for (let b = 0; b < net.branches; b++) {
			const branch = branchAt(net, b);
			backward(net, branch, net.r, n);
			forwardErrors(net, branch, from, n);
		}
		outputErrors(net, from, coupled, n);
		for (let b = 0; b < net.branches; b++) {
			const branch = branchAt(net, b);
			backwardErrors(net, branch, n);
			for (let l = 0; l < branch.count; l++) {
				const layer = layerAt(branch, l);
				if (!layer.trained) continue;
				const inputError: usize = l > 0 ? layerAt(branch, l - 1).da : 0;
				addErrors(net, layer, inputOf(net, branch, l, from), inputError, net.product, n);
			}
		}
	}
	if (!net.ridge) return;
	for (let p = 0; p < net.parameters; p++) {
		put(net.product, p, at(net.product, p) + abs(at(net.ridge, p) * at(net.theta, p)));
	}
}

/** dr := error of w dl/df: curvature times the error of f, and the rounding of dl/df itself. */
function outputErrors(net: Network, from: i32, coupled: bool, n: i32): void {
	for (let s = 0; s < n; s++) {
		const weight = at(net.weights, from + s);
		let mixed: f64 = 0;
		for (let o = 0; o < net.outputs; o++) {
			const cell = o * n + s;
			let error = abs(at(net.f, cell));
			for (let b = 0; b < net.branches; b++) {
				const branch = branchAt(net, b);
				error += at(layerAt(branch, branch.count - 1).da, cell);
			}
			put(net.df, cell, error);
			mixed += at(net.curvature, cell) * error;
		}
		for (let o = 0; o < net.outputs; o++) {
			const cell = o * n + s;
			const spread = at(net.df, cell) + (coupled ? mixed : 0);
			put(net.dr, cell, weight * at(net.curvature, cell) * spread + abs(at(net.r, cell)));
		}
	}
}
