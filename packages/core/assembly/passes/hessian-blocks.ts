import { times } from "./matrix";
import { Branch, branchAt, Layer, layerAt, Network } from "./network";
import { addProducts } from "./products";

/**
 * The Hessian by blocks: one for each pair of units (u, v), rows for the inputs of u, columns for those of v, a bias being
 * one more input that is always 1. Blocks are summed in a packed store and put in their places at the end.
 *
 * Inside a layer the block of (u, v) is sum_s q_uv(s) x_k(s) x_k'(s): symmetric, so that it is a product of the row q_uv with
 * the products x_k x_k', k <= k', of two inputs, formed once per block of samples. Layers with more inputs than
 * `MOST_INPUTS` would need too many of these: there q_uv x_k is formed for each pair of units.
 */
export const MOST_INPUTS: i32 = 24;

/** Inputs of a layer, the bias counted. */
// @ts-ignore: decorator
@inline
export function fanOf(layer: Layer): i32 {
	return layer.inputs + (layer.bias ? 1 : 0);
}

/** Numbers of the block of two units of one layer. */
function ownBlock(layer: Layer): i32 {
	const fan = fanOf(layer);
	return fan > MOST_INPUTS ? fan * fan : (fan * (fan + 1)) / 2;
}

/** Numbers of all blocks of one layer, and of one layer with another. */
export function ownBlocks(layer: Layer): i32 {
	return ((layer.width * (layer.width + 1)) / 2) * ownBlock(layer);
}
export function crossBlocks(layer: Layer, other: Layer): i32 {
	return layer.width * other.width * fanOf(layer) * fanOf(other);
}

/** Rows of `products` and `panel` that a layer needs. */
export function scratchRows(layer: Layer): i32 {
	const fan = fanOf(layer);
	return fan + (fan > MOST_INPUTS ? 0 : ownBlock(layer));
}

/** Numbers of the packed store. */
export function packedSize(net: Network): i32 {
	let size = 0;
	for (let b = 0; b < net.branches; b++) {
		const branch = branchAt(net, b);
		for (let l = 0; l < branch.count; l++) {
			const layer = layerAt(branch, l);
			if (!layer.trained) continue;
			size += ownBlocks(layer);
			for (let m = l + 1; m < branch.count; m++) {
				if (layerAt(branch, m).trained) size += crossBlocks(layer, layerAt(branch, m));
			}
			for (let c = b + 1; c < net.branches; c++) {
				const other = branchAt(net, c);
				for (let m = 0; m < other.count; m++) {
					if (layerAt(other, m).trained) size += crossBlocks(layer, layerAt(other, m));
				}
			}
		}
	}
	return size;
}

/** x_k x_k' for k <= k' of the inputs (the last one 1 if there is a bias), into `products`. */
export function formProducts(layer: Layer, input: usize, products: usize, n: i32): void {
	const fan = fanOf(layer);
	if (fan > MOST_INPUTS) return;
	const line = <usize>n << 3;
	for (let k = 0; k < fan; k++) {
		for (let m = k; m < fan; m++) {
			times(input + <usize>k * line, input + <usize>m * line, products, n);
			products += line;
		}
	}
}

/** Adds the blocks of unit u and the units of its layer from u on; ddelta holds q_uv. */
export function addOwnBlocks(layer: Layer, u: i32, input: usize, products: usize, panel: usize, packed: usize, n: i32): void {
	const line = <usize>n << 3;
	const fan = fanOf(layer);
	const size = ownBlock(layer);
	const q = layer.ddelta + <usize>u * line;
	const rows = layer.width - u;
	let at = packed + 8 * <usize>(u * layer.width - (u * (u - 1)) / 2) * <usize>size;
	if (fan <= MOST_INPUTS) {
		addProducts(q, rows, products, size, n, at, size);
		return;
	}
	for (let v = 0; v < rows; v++) {
		formPanel(q + <usize>v * line, input, fan, panel, n);
		for (let k = 0; k < fan; k += 8) {
			const rest = <usize>k * line;
			addProducts(input + rest, min(8, fan - k), panel + rest, fan - k, n, at + 8 * <usize>(k * fan + k), fan);
		}
		at += 8 * <usize>size;
	}
}

/** panel_k = q x_k */
function formPanel(q: usize, input: usize, fan: i32, panel: usize, n: i32): void {
	const line = <usize>n << 3;
	for (let k = 0; k < fan; k++) times(q, input + <usize>k * line, panel + <usize>k * line, n);
}

/**
 * Adds the blocks of unit u of `layer` and all units v of `other`: q_uv x_k y_k' with the inputs y of `other`; where
 * those move with u by `tangent`, also delta_v x_k dy_k'. A block has a row for each y_k', the fan of `layer` long.
 * `moved`: the only input of `other` that moves, or -1 for all.
 */
export function addCrossBlocks(
	layer: Layer, u: i32, input: usize, other: Layer, otherInput: usize, tangent: usize, moved: i32, panel: usize, packed: usize, n: i32,
): void {
	const line = <usize>n << 3;
	const fan = fanOf(layer);
	const size = 8 * <usize>(fan * fanOf(other));
	let at = packed + <usize>(u * other.width) * size;
	for (let v = 0; v < other.width; v++) {
		const row = <usize>v * line;
		formPanel(other.ddelta + row, input, fan, panel, n);
		addProducts(otherInput, fanOf(other), panel, fan, n, at, fan);
		if (tangent) {
			if (moved >= 0) {
				times(other.delta + row, tangent + <usize>moved * line, panel, n);
				addProducts(panel, 1, input, fan, n, at + 8 * <usize>(moved * fan), fan);
			} else {
				formPanel(other.delta + row, input, fan, panel, n);
				addProducts(tangent, other.inputs, panel, fan, n, at, fan);
			}
		}
		at += size;
	}
}

/** Position in theta of input k of a unit (its bias for k = inputs). */
// @ts-ignore: decorator
@inline
export function positionOf(layer: Layer, unit: i32, k: i32): i32 {
	return k < layer.inputs ? layer.offset + unit * layer.inputs + k : layer.offset + layer.width * layer.inputs + unit;
}

/** Stores an entry above the diagonal. */
// @ts-ignore: decorator
@inline
function put(hessian: usize, parameters: i32, i: i32, j: i32, value: f64): void {
	store<f64>(hessian + ((<usize>min(i, j) * <usize>parameters + <usize>max(i, j)) << 3), value);
}

/** Puts the blocks of one layer into the upper triangle; returns where the next blocks begin. */
export function placeOwnBlocks(layer: Layer, packed: usize, hessian: usize, parameters: i32): usize {
	const fan = fanOf(layer);
	const square = fan > MOST_INPUTS;
	for (let u = 0; u < layer.width; u++) {
		for (let v = u; v < layer.width; v++) {
			for (let k = 0; k < fan; k++) {
				if (square) packed += 8 * <usize>k;
				const uk = positionOf(layer, u, k), vk = positionOf(layer, v, k);
				for (let m = k; m < fan; m++) {
					const value = load<f64>(packed);
					packed += 8;
					put(hessian, parameters, uk, positionOf(layer, v, m), value);
					put(hessian, parameters, positionOf(layer, u, m), vk, value);
				}
			}
		}
	}
	return packed;
}

/** The same for the blocks of two layers. */
export function placeCrossBlocks(layer: Layer, other: Layer, packed: usize, hessian: usize, parameters: i32): usize {
	const fan = fanOf(layer), otherFan = fanOf(other);
	for (let u = 0; u < layer.width; u++) {
		for (let v = 0; v < other.width; v++) {
			for (let m = 0; m < otherFan; m++) {
				const vm = positionOf(other, v, m);
				for (let k = 0; k < fan; k++) {
					put(hessian, parameters, positionOf(layer, u, k), vm, load<f64>(packed));
					packed += 8;
				}
			}
		}
	}
	return packed;
}

/** Copies the upper triangle down, in squares that stay in the first cache, and adds the regulariser to the diagonal. */
export function mirror(net: Network, hessian: usize): void {
	const p = net.parameters;
	const line = <usize>p << 3;
	for (let from = 0; from < p; from += 16) {
		const end = min(p, from + 16);
		for (let across = from; across < p; across += 16) {
			const stop = min(p, across + 16);
			for (let i = from; i < end; i++) {
				const row = hessian + <usize>i * line;
				for (let j = max(i + 1, across); j < stop; j++) {
					store<f64>(hessian + <usize>j * line + (<usize>i << 3), load<f64>(row + (<usize>j << 3)));
				}
			}
		}
		if (!net.ridge) continue;
		for (let i = from; i < end; i++) {
			const at = hessian + <usize>i * line + (<usize>i << 3);
			store<f64>(at, load<f64>(at) + load<f64>(net.ridge + (<usize>i << 3)));
		}
	}
}
