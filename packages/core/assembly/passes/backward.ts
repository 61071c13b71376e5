import { blockLoss, forward, ridgeValue } from "./forward";
import { multiply, times } from "./matrix";
import { blockLength, Branch, branchAt, inputOf, Layer, layerAt, Network } from "./network";
import { addProducts } from "./products";

/** The lowest layer of a branch that is trained; `count` if none is. */
export function firstTrained(branch: Branch): i32 {
	for (let l = 0; l < branch.count; l++) if (layerAt(branch, l).trained) return l;
	return branch.count;
}

/** e_l = W_(l+1)^T delta_(l+1), delta_l = e_l * sigma'(z_l), down to the lowest trained layer; `seed` is dL/df. */
export function backward(net: Network, branch: Branch, seed: usize, n: i32): void {
	const stop = firstTrained(branch);
	for (let l = branch.count - 1; l >= stop; l--) {
		const layer = layerAt(branch, l);
		if (l == branch.count - 1) {
			memory.copy(layer.e, seed, <usize>(layer.width * n) << 3);
		} else {
			const above = layerAt(branch, l + 1);
			multiply(above.weights, 1, above.inputs, 0, false, above.delta, layer.e, layer.width, above.width, n);
		}
		times(layer.e, layer.d1, layer.delta, layer.width * n);
	}
}

/** out (width x inputs, then width) += sum_s left[j][s] (input[k][s], 1). */
export function addLayerProducts(net: Network, layer: Layer, left: usize, input: usize, out: usize, n: i32): void {
	const at = out + 8 * <usize>layer.offset;
	addProducts(left, layer.width, input, layer.inputs, n, at, layer.inputs);
	if (layer.bias) {
		addProducts(left, layer.width, net.ones, 1, n, at + 8 * <usize>(layer.width * layer.inputs), 1);
	}
}

/** All samples are one block: the buffers of a pass then hold everything, for the next one at the same theta. */
// @ts-ignore: decorator
@inline
function isOneBlock(net: Network): bool {
	return net.samples <= net.block;
}

/** Forward and backward pass of one block with second derivatives, unless the buffers hold them already (`ready`). */
export function preparePass(net: Network, from: i32, ready: bool, n: i32): void {
	if (ready && isOneBlock(net)) return;
	forward(net, from, 2);
	blockLoss(net, from, 2);
	for (let b = 0; b < net.branches; b++) backward(net, branchAt(net, b), net.r, n);
}

/**
 * L(theta), with its gradient in net.gradient. Where all samples are one block, second derivatives are taken along: a
 * Hessian or a product with it at the same theta is then `ready`.
 */
export function objectiveGradient(net: Network): f64 {
	const order = isOneBlock(net) ? 2 : 1;
	memory.fill(net.gradient, 0, <usize>net.parameters << 3);
	let sum: f64 = 0;
	for (let from = 0; from < net.samples; from += net.block) {
		const n = blockLength(net, from);
		forward(net, from, order);
		sum += blockLoss(net, from, order);
		for (let b = 0; b < net.branches; b++) {
			const branch = branchAt(net, b);
			backward(net, branch, net.r, n);
			for (let l = 0; l < branch.count; l++) {
				const layer = layerAt(branch, l);
				if (layer.trained) addLayerProducts(net, layer, layer.delta, inputOf(net, branch, l, from), net.gradient, n);
			}
		}
	}
	addRidge(net, net.theta, net.gradient);
	return sum + ridgeValue(net);
}

/** out += ridge * vector. */
export function addRidge(net: Network, vector: usize, out: usize): void {
	if (!net.ridge) return;
	for (let p: usize = 0, end = <usize>net.parameters << 3; p < end; p += 8) {
		store<f64>(out + p, load<f64>(out + p) + load<f64>(net.ridge + p) * load<f64>(vector + p));
	}
}
