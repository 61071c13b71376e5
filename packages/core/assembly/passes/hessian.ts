import { preparePass } from "./backward";
import {
	addCrossBlocks, addOwnBlocks, crossBlocks, fanOf, formProducts, mirror, ownBlocks, packedSize, placeCrossBlocks, placeOwnBlocks,
	scratchRows,
} from "./hessian-blocks";
import { blockLength, Branch, branchAt, layerAt, Network } from "./network";
import { isShallow, shallowHessian, shallowWork } from "./shallow-hessian";
import { backwardThroughOutputs, backwardToUnit, forwardFromUnit } from "./unit-tangent";

/** Bytes that `objectiveHessian` needs beside the matrix. */
export function hessianWork(net: Network): usize {
	if (isShallow(net)) return shallowWork(net);
	let rows = 0;
	for (let b = 0; b < net.branches; b++) {
		const branch = branchAt(net, b);
		for (let l = 0; l < branch.count; l++) rows = max(rows, scratchRows(layerAt(branch, l)));
	}
	return 8 * (<usize>packedSize(net) + <usize>((rows + net.inputs + 1) * net.block));
}

/**
 * The Hessian (or, if `linear`, the generalised Gauss-Newton matrix) of the objective, P x P.
 *
 * One tangent pass for each unit u = (l, i): with dz_u = 1, q_uv = ddelta_v for the units v of its layer and of the layers
 * above. The block of (u, v) is then sum_s a_(l-1)[k] ( q_uv a_(m-1)[k'] + delta_v da_(m-1)[k'] ), a matrix product over
 * the samples; the rest follows by symmetry. `work` holds the bytes of `hessianWork`;
 * `ready`: the buffers hold the passes of this theta.
 */
export function objectiveHessian(net: Network, hessian: usize, linear: bool, work: usize, ready: bool): void {
	if (isShallow(net)) {
		shallowHessian(net, hessian, linear, work, ready);
		return;
	}
	const packed = work;
	const packedBytes = 8 * <usize>packedSize(net);
	const data = packed + packedBytes;
	const scratch = data + 8 * <usize>((net.inputs + 1) * net.block);
	memory.fill(packed, 0, packedBytes);
	for (let from = 0; from < net.samples; from += net.block) {
		const n = blockLength(net, from);
		preparePass(net, from, ready, n);
		appendOnes(net, from, data, n);
		let at = packed;
		for (let b = 0; b < net.branches; b++) at = addBranch(net, b, from, linear, data, scratch, at, n);
	}
	place(net, packed, hessian);
	mirror(net, hessian);
}

/** A row of ones behind the inputs of every layer; the data are copied for it. */
function appendOnes(net: Network, from: i32, data: usize, n: i32): void {
	const line = <usize>n << 3;
	memory.copy(data, net.x + 8 * <usize>(from * net.inputs), <usize>net.inputs * line);
	memory.copy(data + <usize>net.inputs * line, net.ones, line);
	for (let b = 0; b < net.branches; b++) {
		const branch = branchAt(net, b);
		for (let l = 0; l < branch.count; l++) {
			const layer = layerAt(branch, l);
			memory.copy(layer.a + <usize>layer.width * line, net.ones, line);
		}
	}
}

// @ts-ignore: decorator
@inline
function extendedInput(branch: Branch, l: i32, data: usize): usize {
	return l == 0 ? data : layerAt(branch, l - 1).a;
}

/** Adds what a block of samples gives to all blocks whose first unit is in branch b; returns where the next branch begins. */
function addBranch(
	net: Network, b: i32, from: i32, linear: bool, data: usize, scratch: usize, packed: usize, n: i32,
): usize {
	const weights = net.weights + 8 * <usize>from;
	const line = <usize>n << 3;
	const branch = branchAt(net, b);
	for (let l = 0; l < branch.count; l++) {
		const layer = layerAt(branch, l);
		if (!layer.trained) continue;
		const input = extendedInput(branch, l, data);
		const panel = scratch;
		const products = scratch + <usize>fanOf(layer) * line;
		formProducts(layer, input, products, n);
		let next = packed;
		for (let unit = 0; unit < layer.width; unit++) {
			forwardFromUnit(net, branch, l, unit, weights, n);
			backwardToUnit(net, branch, l, unit, linear, n);
			addOwnBlocks(layer, unit, input, products, panel, packed, n);
			next = packed + 8 * <usize>ownBlocks(layer);
			for (let m = l + 1; m < branch.count; m++) {
				const above = layerAt(branch, m);
				if (!above.trained) continue;
				const below = layerAt(branch, m - 1);
				const moved = m == l + 1 ? unit : -1;
				addCrossBlocks(layer, unit, input, above, below.a, linear ? 0 : below.da, moved, panel, next, n);
				next += 8 * <usize>crossBlocks(layer, above);
			}
			for (let c = b + 1; c < net.branches; c++) {
				const other = branchAt(net, c);
				backwardThroughOutputs(net, other, n);
				for (let m = 0; m < other.count; m++) {
					const target = layerAt(other, m);
					if (!target.trained) continue;
					addCrossBlocks(layer, unit, input, target, extendedInput(other, m, data), 0, -1, panel, next, n);
					next += 8 * <usize>crossBlocks(layer, target);
				}
			}
		}
		packed = next;
	}
	return packed;
}

/** Puts all blocks into the upper triangle. */
function place(net: Network, packed: usize, hessian: usize): void {
	const p = net.parameters;
	for (let b = 0; b < net.branches; b++) {
		const branch = branchAt(net, b);
		for (let l = 0; l < branch.count; l++) {
			const layer = layerAt(branch, l);
			if (!layer.trained) continue;
			packed = placeOwnBlocks(layer, packed, hessian, p);
			for (let m = l + 1; m < branch.count; m++) {
				if (layerAt(branch, m).trained) packed = placeCrossBlocks(layer, layerAt(branch, m), packed, hessian, p);
			}
			for (let c = b + 1; c < net.branches; c++) {
				const other = branchAt(net, c);
				for (let m = 0; m < other.count; m++) {
					if (layerAt(other, m).trained) packed = placeCrossBlocks(layer, layerAt(other, m), packed, hessian, p);
				}
			}
		}
	}
}
