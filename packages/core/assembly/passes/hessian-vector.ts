import { lossTangent } from "../losses/registry";
import { addLayerProducts, addRidge, firstTrained, preparePass } from "./backward";
import { weigh } from "./forward";
import { multiply, times, timesPlusTriple } from "./matrix";
import { blockLength, Branch, branchAt, inputOf, Layer, layerAt, Network } from "./network";
import { addProducts } from "./products";

/** Address of the direction's weights for a trained layer. */
// @ts-ignore: decorator
@inline
function directionOf(net: Network, layer: Layer): usize {
	return net.direction + 8 * <usize>layer.offset;
}

/** dz_l = V_l a_(l-1) + v_l + W_l da_(l-1), da_l = sigma'(z_l) dz_l. */
function forwardTangent(net: Network, branch: Branch, from: i32, n: i32): void {
	for (let l = 0; l < branch.count; l++) {
		const layer = layerAt(branch, l);
		const count = layer.width * n;
		if (layer.trained) {
			const v = directionOf(net, layer);
			const bias: usize = layer.bias ? v + 8 * <usize>(layer.width * layer.inputs) : 0;
			multiply(v, layer.inputs, 1, bias, false, inputOf(net, branch, l, from), layer.dz, layer.width, layer.inputs, n);
		} else {
			memory.fill(layer.dz, 0, <usize>count << 3);
		}
		if (l > 0) {
			const below = layerAt(branch, l - 1);
			multiply(layer.weights, layer.inputs, 1, 0, true, below.da, layer.dz, layer.width, layer.inputs, n);
		}
		times(layer.d1, layer.dz, layer.da, count);
	}
}

/** de_l = W^T ddelta + V^T delta of the layer above, ddelta_l = de_l sigma' + e_l sigma'' dz_l. */
function backwardTangent(net: Network, branch: Branch, n: i32): void {
	const stop = firstTrained(branch);
	for (let l = branch.count - 1; l >= stop; l--) {
		const layer = layerAt(branch, l);
		if (l == branch.count - 1) {
			memory.copy(layer.de, net.dr, <usize>(layer.width * n) << 3);
		} else {
			const above = layerAt(branch, l + 1);
			multiply(above.weights, 1, above.inputs, 0, false, above.ddelta, layer.de, layer.width, above.width, n);
			if (above.trained) {
				multiply(directionOf(net, above), 1, above.inputs, 0, true, above.delta, layer.de, layer.width, above.width, n);
			}
		}
		timesPlusTriple(layer.de, layer.d1, layer.e, layer.d2, layer.dz, layer.ddelta, layer.width * n);
	}
}

/** Hessian times net.direction into net.product; the gradient is not touched. `ready`: as for the Hessian. */
export function objectiveHessianVector(net: Network, ready: bool): void {
	memory.fill(net.product, 0, <usize>net.parameters << 3);
	for (let from = 0; from < net.samples; from += net.block) {
		const n = blockLength(net, from);
		const size = <usize>(net.outputs * n) << 3;
		preparePass(net, from, ready, n);
		memory.fill(net.df, 0, size);
		for (let b = 0; b < net.branches; b++) {
			const branch = branchAt(net, b);
			forwardTangent(net, branch, from, n);
			const last = layerAt(branch, branch.count - 1).da;
			for (let s: usize = 0; s < size; s += 16) {
				v128.store(net.df + s, f64x2.add(v128.load(net.df + s), v128.load(last + s)));
			}
		}
		lossTangent(net.loss, n, n, net.outputs, net.lossParameters, net.curvature, net.df, net.dr);
		weigh(net.dr, net.weights + 8 * <usize>from, net.outputs, n);
		for (let b = 0; b < net.branches; b++) {
			const branch = branchAt(net, b);
			backwardTangent(net, branch, n);
			for (let l = 0; l < branch.count; l++) {
				const layer = layerAt(branch, l);
				if (!layer.trained) continue;
				addLayerProducts(net, layer, layer.ddelta, inputOf(net, branch, l, from), net.product, n);
				if (l == 0) continue;
				const at = net.product + 8 * <usize>layer.offset;
				addProducts(layer.delta, layer.width, layerAt(branch, l - 1).da, layer.inputs, n, at, layer.inputs);
			}
		}
	}
	addRidge(net, net.direction, net.product);
}
