import { activate } from "../activations/registry";
import { evaluateLoss } from "../losses/registry";
import { multiply, times } from "./matrix";
import { branchAt, blockLength, inputOf, layerAt, Network } from "./network";
import { multiplyAdd } from "../multiply-add";

/**
 * z_l = W_l a_(l-1) + b_l, a_l = sigma_l(z_l) times noise, for one block; with `order` derivatives
 * of the activations (times noise), and f = sum of the branches' last activations.
 */
export function forward(net: Network, from: i32, order: i32): void {
	const n = blockLength(net, from);
	const size = net.outputs * n;
	for (let b = 0; b < net.branches; b++) {
		const branch = branchAt(net, b);
		for (let l = 0; l < branch.count; l++) {
			const layer = layerAt(branch, l);
			multiply(
				layer.weights, layer.inputs, 1, layer.bias ? layer.biases : 0, false,
				inputOf(net, branch, l, from), layer.z, layer.width, layer.inputs, n,
			);
			const count = layer.width * n;
			activate(layer.activation, order, count, layer.parameters, layer.z, layer.a, layer.d1, layer.d2);
			if (layer.noise) {
				const noise = layer.noise + 8 * <usize>(from * layer.width);
				times(layer.a, noise, layer.a, count);
				if (order > 0) times(layer.d1, noise, layer.d1, count);
				if (order > 1) times(layer.d2, noise, layer.d2, count);
			}
		}
		const last = layerAt(branch, branch.count - 1).a;
		if (b == 0) {
			memory.copy(net.f, last, <usize>size << 3);
		} else {
			for (let s: usize = 0, end = <usize>size << 3; s < end; s += 16) {
				v128.store(net.f + s, f64x2.add(v128.load(net.f + s), v128.load(last + s)));
			}
		}
	}
}

/** Weighted loss of the block; for order >= 1 also r = w dl/df, for order 2 the curvature of the loss. */
export function blockLoss(net: Network, from: i32, order: i32): f64 {
	const n = blockLength(net, from);
	const weights = net.weights + 8 * <usize>from;
	evaluateLoss(
		net.loss, order, n, n, net.outputs, net.lossParameters, net.f,
		net.y + 8 * <usize>(from * net.outputs), net.losses, net.r, net.curvature,
	);
	let sum = f64x2.splat(0);
	const line = <usize>n << 3;
	for (let s: usize = 0; s < line; s += 16) {
		sum = multiplyAdd(v128.load(weights + s), v128.load(net.losses + s), sum);
	}
	if (order > 0) weigh(net.r, weights, net.outputs, n);
	return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** values[o][s] *= weights[s]. */
export function weigh(values: usize, weights: usize, outputs: i32, n: i32): void {
	for (let o = 0; o < outputs; o++) times(values + 8 * <usize>(o * n), weights, values + 8 * <usize>(o * n), n);
}

/** sum_p ridge_p theta_p^2 / 2 */
export function ridgeValue(net: Network): f64 {
	if (!net.ridge) return 0;
	let sum: f64 = 0;
	for (let p = 0; p < net.parameters; p++) {
		const t = load<f64>(net.theta + (<usize>p << 3));
		sum += load<f64>(net.ridge + (<usize>p << 3)) * t * t;
	}
	return 0.5 * sum;
}

/** L(theta). */
export function objectiveValue(net: Network): f64 {
	let sum: f64 = 0;
	for (let from = 0; from < net.samples; from += net.block) {
		forward(net, from, 0);
		sum += blockLoss(net, from, 0);
	}
	return sum + ridgeValue(net);
}

/** Outputs into `out`, outputs x n block by block, and preactivations likewise (units of all layers in order). */
export function networkOutputs(net: Network, out: usize, preactivations: usize): void {
	for (let from = 0; from < net.samples; from += net.block) {
		forward(net, from, 0);
		const n = blockLength(net, from);
		const bytes = <usize>(net.outputs * n) << 3;
		memory.copy(out, net.f, bytes);
		out += bytes;
		for (let b = 0; b < net.branches; b++) {
			const branch = branchAt(net, b);
			for (let l = 0; l < branch.count; l++) {
				const layer = layerAt(branch, l);
				const size = <usize>(layer.width * n) << 3;
				memory.copy(preactivations, layer.z, size);
				preactivations += size;
			}
		}
	}
}
