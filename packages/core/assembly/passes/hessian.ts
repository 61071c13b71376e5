import { lossTangent } from "../losses/registry";
import { backward, firstTrained } from "./backward";
import { blockLoss, forward, weigh } from "./forward";
import { addProducts, multiply, times, timesPlusTriple } from "./matrix";
import { blockLength, Branch, branchAt, inputOf, Layer, layerAt, Network } from "./network";

/** Tangents of everything above unit `unit` of layer `l` when its preactivation moves by 1. */
function forwardFromUnit(branch: Branch, l: i32, unit: i32, ones: usize, n: i32): void {
	const line = <usize>n << 3;
	const layer = layerAt(branch, l);
	const size = <usize>layer.width * line;
	memory.fill(layer.dz, 0, size);
	memory.fill(layer.da, 0, size);
	const row = <usize>unit * line;
	memory.copy(layer.dz + row, ones, line);
	memory.copy(layer.da + row, layer.d1 + row, line);
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
}

/** ddelta of a branch down to layer `stop`; without the second derivatives of the network if `linear`. */
function backwardFromOutputs(net: Network, branch: Branch, stop: i32, linear: bool, n: i32): void {
	for (let l = branch.count - 1; l >= stop; l--) {
		const layer = layerAt(branch, l);
		const count = layer.width * n;
		if (l == branch.count - 1) {
			memory.copy(layer.de, net.dr, <usize>count << 3);
		} else {
			const above = layerAt(branch, l + 1);
			multiply(above.weights, 1, above.inputs, 0, false, above.ddelta, layer.de, layer.width, above.width, n);
		}
		if (linear) times(layer.de, layer.d1, layer.ddelta, count);
		else timesPlusTriple(layer.de, layer.d1, layer.e, layer.d2, layer.dz, layer.ddelta, count);
	}
}

/** Rows of unit (rowLayer, row) times the columns of every unit of `layer` from `first` on. */
function addUnitRows(
	net: Network, hessian: usize, rowLayer: Layer, row: i32, rowInput: usize,
	layer: Layer, first: i32, input: usize, tangent: usize, n: i32,
): void {
	const p = net.parameters;
	const line = <usize>n << 3;
	const weightRow = hessian + 8 * <usize>(rowLayer.offset + row * rowLayer.inputs) * <usize>p;
	const biasRow = hessian + 8 * <usize>(rowLayer.offset + rowLayer.width * rowLayer.inputs + row) * <usize>p;
	for (let j = first; j < layer.width; j++) {
		const ddelta = layer.ddelta + <usize>j * line;
		const delta = layer.delta + <usize>j * line;
		for (let k = 0; k < layer.inputs; k++) {
			const at = <usize>k * line;
			if (tangent) {
				for (let s: usize = 0; s < line; s += 16) {
					const moved = f64x2.mul(v128.load(delta + s), v128.load(tangent + at + s));
					v128.store(net.panel + at + s, f64x2.add(f64x2.mul(v128.load(ddelta + s), v128.load(input + at + s)), moved));
				}
			} else {
				times(ddelta, input + at, net.panel + at, n);
			}
		}
		const columns: usize = 8 * <usize>(layer.offset + j * layer.inputs);
		const bias: usize = 8 * <usize>(layer.offset + layer.width * layer.inputs + j);
		addProducts(rowInput, rowLayer.inputs, net.panel, layer.inputs, n, weightRow + columns, p);
		if (layer.bias) addProducts(rowInput, rowLayer.inputs, ddelta, 1, n, weightRow + bias, p);
		if (rowLayer.bias) {
			addProducts(net.ones, 1, net.panel, layer.inputs, n, biasRow + columns, p);
			if (layer.bias) addProducts(net.ones, 1, ddelta, 1, n, biasRow + bias, p);
		}
	}
}

/**
 * The Hessian (or, if `linear`, the generalised Gauss-Newton matrix) of the objective, P x P.
 *
 * One tangent pass for each unit u = (l, j): with dz_u = 1, the rows of u's weights are
 * a_(l-1)[k] ( ddelta_m[j'] a_(m-1)[k'] + delta_m[j'] da_(m-1)[k'] ), summed over samples as a
 * matrix product. Only units from u on are paired with u; the rest follows by symmetry.
 */
export function objectiveHessian(net: Network, hessian: usize, linear: bool): void {
	const p = net.parameters;
	memory.fill(hessian, 0, 8 * <usize>p * <usize>p);
	for (let from = 0; from < net.samples; from += net.block) {
		const n = blockLength(net, from);
		const weights = net.weights + 8 * <usize>from;
		forward(net, from, 2);
		blockLoss(net, from, 2);
		for (let b = 0; b < net.branches; b++) backward(net, branchAt(net, b), net.r, n);
		for (let b = 0; b < net.branches; b++) {
			const branch = branchAt(net, b);
			for (let l = 0; l < branch.count; l++) {
				const layer = layerAt(branch, l);
				if (!layer.trained) continue;
				const rowInput = inputOf(net, branch, l, from);
				for (let unit = 0; unit < layer.width; unit++) {
					forwardFromUnit(branch, l, unit, net.ones, n);
					const df = layerAt(branch, branch.count - 1).da;
					lossTangent(net.loss, n, n, net.outputs, net.lossParameters, net.curvature, df, net.dr);
					weigh(net.dr, weights, net.outputs, n);
					backwardFromOutputs(net, branch, l, linear, n);
					addUnitRows(net, hessian, layer, unit, rowInput, layer, unit, rowInput, 0, n);
					for (let m = l + 1; m < branch.count; m++) {
						const above = layerAt(branch, m);
						if (!above.trained) continue;
						const below = layerAt(branch, m - 1);
						addUnitRows(net, hessian, layer, unit, rowInput, above, 0, below.a, linear ? 0 : below.da, n);
					}
					for (let c = b + 1; c < net.branches; c++) {
						const other = branchAt(net, c);
						const stop = firstTrained(other);
						backwardFromOutputs(net, other, stop, true, n);
						for (let m = stop; m < other.count; m++) {
							const target = layerAt(other, m);
							if (target.trained) {
								addUnitRows(net, hessian, layer, unit, rowInput, target, 0, inputOf(net, other, m, from), 0, n);
							}
						}
					}
				}
			}
		}
	}
	completeLayers(net, hessian);
	mirror(net, hessian);
}

/** Inside a layer, pairs (weights of unit j, bias of unit i < j) were summed in the bias's row: copy them up. */
function completeLayers(net: Network, hessian: usize): void {
	const p = <usize>net.parameters;
	for (let b = 0; b < net.branches; b++) {
		const branch = branchAt(net, b);
		for (let l = 0; l < branch.count; l++) {
			const layer = layerAt(branch, l);
			if (!layer.trained || !layer.bias) continue;
			const biases = layer.offset + layer.width * layer.inputs;
			for (let j = 1; j < layer.width; j++) {
				for (let i = 0; i < j; i++) {
					const bias = <usize>(biases + i);
					for (let k = 0; k < layer.inputs; k++) {
						const weight = <usize>(layer.offset + j * layer.inputs + k);
						store<f64>(hessian + 8 * (weight * p + bias), load<f64>(hessian + 8 * (bias * p + weight)));
					}
				}
			}
		}
	}
}

/** Copies the upper triangle down and adds the regulariser to the diagonal. */
function mirror(net: Network, hessian: usize): void {
	const p = <usize>net.parameters;
	for (let i: usize = 0; i < p; i++) {
		if (net.ridge) {
			const at = hessian + 8 * (i * p + i);
			store<f64>(at, load<f64>(at) + load<f64>(net.ridge + 8 * i));
		}
		for (let j: usize = i + 1; j < p; j++) {
			store<f64>(hessian + 8 * (j * p + i), load<f64>(hessian + 8 * (i * p + j)));
		}
	}
}
