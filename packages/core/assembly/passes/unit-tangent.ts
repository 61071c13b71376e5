import { lossTangent } from "../losses/registry";
import { firstTrained } from "./backward";
import { weigh } from "./forward";
import { multiply, times, timesPlusTriple } from "./matrix";
import { Branch, layerAt, Network } from "./network";

/**
 * Everything above unit `unit` of layer `l` when its preactivation moves by 1: dz and da of the layers above, row `unit` of
 * da of its own layer, and the weighted tangent of dl/df in net.dr.
 */
export function forwardFromUnit(net: Network, branch: Branch, l: i32, unit: i32, weights: usize, n: i32): void {
	const line = <usize>n << 3;
	const row = <usize>unit * line;
	const own = layerAt(branch, l);
	if (l == branch.count - 1) memory.fill(own.da, 0, <usize>own.width * line);
	memory.copy(own.da + row, own.d1 + row, line);
	for (let m = l + 1; m < branch.count; m++) {
		const above = layerAt(branch, m);
		const below = layerAt(branch, m - 1);
		if (m == l + 1) {
			multiply(above.weights + 8 * <usize>unit, above.inputs, 1, 0, false, below.da + row, above.dz, above.width, 1, n);
		} else {
			multiply(above.weights, above.inputs, 1, 0, false, below.da, above.dz, above.width, above.inputs, n);
		}
		times(above.d1, above.dz, above.da, above.width * n);
	}
	lossTangent(net.loss, n, n, net.outputs, net.lossParameters, net.curvature, layerAt(branch, branch.count - 1).da, net.dr);
	weigh(net.dr, weights, net.outputs, n);
}

/**
 * ddelta of the layers above `l`, and of the units of layer l from `unit` on: the second derivatives of the objective by
 * the preactivation of `unit` and theirs, sample by sample. `linear`: without those of the network.
 */
export function backwardToUnit(net: Network, branch: Branch, l: i32, unit: i32, linear: bool, n: i32): void {
	const line = <usize>n << 3;
	for (let m = branch.count - 1; m > l; m--) {
		const layer = layerAt(branch, m);
		deOf(net, branch, m, 0, n);
		const count = layer.width * n;
		if (linear) times(layer.de, layer.d1, layer.ddelta, count);
		else timesPlusTriple(layer.de, layer.d1, layer.e, layer.d2, layer.dz, layer.ddelta, count);
	}
	const own = layerAt(branch, l);
	const row = <usize>unit * line;
	deOf(net, branch, l, unit, n);
	times(own.de + row, own.d1 + row, own.ddelta + row, (own.width - unit) * n);
	if (linear) return;
	for (let s: usize = row, end = row + line; s < end; s += 16) {
		const bend = f64x2.mul(v128.load(own.e + s), v128.load(own.d2 + s));
		v128.store(own.ddelta + s, f64x2.add(v128.load(own.ddelta + s), bend));
	}
}

/** The same for another branch, which moves only through the outputs. */
export function backwardThroughOutputs(net: Network, branch: Branch, n: i32): void {
	const stop = firstTrained(branch);
	for (let m = branch.count - 1; m >= stop; m--) {
		const layer = layerAt(branch, m);
		deOf(net, branch, m, 0, n);
		times(layer.de, layer.d1, layer.ddelta, layer.width * n);
	}
}

/** de of layer m, its units from `first` on. */
function deOf(net: Network, branch: Branch, m: i32, first: i32, n: i32): void {
	const layer = layerAt(branch, m);
	const row = <usize>(first * n) << 3;
	const rows = layer.width - first;
	if (m == branch.count - 1) {
		memory.copy(layer.de + row, net.dr + row, <usize>(rows * n) << 3);
		return;
	}
	const above = layerAt(branch, m + 1);
	multiply(above.weights + 8 * <usize>first, 1, above.inputs, 0, false, above.ddelta, layer.de + row, rows, above.width, n);
}
