import { multiplyAdd } from "../multiply-add";
import { preparePass } from "./backward";
import { fanOf, formProducts, MOST_INPUTS, positionOf } from "./hessian-blocks";
import { times } from "./matrix";
import { blockLength, branchAt, Layer, layerAt, Network } from "./network";
import { addProducts } from "./products";
import { backwardToUnit, forwardFromUnit } from "./unit-tangent";

/**
 * The Hessian of a network with one hidden layer and one output, f = w . sigma(V x + b) + d, in closed form:
 *
 *     H = sum_s c J J^T  +  sum_s e_u sigma''(z_u) x x^T  (inputs of unit u with themselves)
 *                        +  sum_s delta sigma'(z_u) x      (inputs of unit u with w_u)
 *
 * J = df/dtheta, c the second and delta the first derivative of a sample's loss by the output's preactivation, e_u =
 * w_u delta, x with the bias' 1. J J^T is summed in tiles of four by four parameters, lanes across parameters, so that nothing is
 * added across lanes; J and c J are stored in panels of four parameters, sample by sample.
 */
const PANEL: i32 = 4;
/** Panels of c J that stay in the first cache while those of J pass by. */
const GROUP: i32 = 4;
/**
 * Blocks of units (hessian-blocks.ts) take fewer multiply-adds where units have many inputs. Measured, J J^T is the faster one
 * up to so many inputs to a unit, the bias counted, and for few samples with any number that `formProducts` takes.
 */
const MOST_FAN: i32 = 4;
const FEW_SAMPLES: i32 = 32;

export function isShallow(net: Network): bool {
	if (net.branches != 1) return false;
	const branch = branchAt(net, 0);
	if (branch.count != 2) return false;
	const hidden = layerAt(branch, 0), top = layerAt(branch, 1);
	if (!hidden.trained || !top.trained || top.width != 1) return false;
	return fanOf(hidden) <= (net.samples <= FEW_SAMPLES ? MOST_INPUTS : MOST_FAN);
}

// @ts-ignore: decorator
@inline
function panelsOf(net: Network): i32 {
	return (net.parameters + PANEL - 1) / PANEL;
}

// @ts-ignore: decorator
@inline
function pairsOf(fan: i32): i32 {
	return (fan * (fan + 1)) / 2;
}

/** Bytes that `shallowHessian` needs beside the matrix: tiles, J, c J, two addresses a parameter, own sums, inputs, products. */
export function shallowWork(net: Network): usize {
	const hidden = layerAt(branchAt(net, 0), 0);
	const panels = panelsOf(net), fan = fanOf(hidden);
	const tiles = <usize>((panels * (panels + 1)) / 2) * (PANEL * PANEL);
	const jacobians = 2 * <usize>(panels * PANEL) * <usize>net.block;
	const own = <usize>(hidden.width * (pairsOf(fan) + fan));
	return 8 * (tiles + jacobians + <usize>(panels * PANEL) + own + 1 + <usize>((fan + pairsOf(fan)) * net.block));
}

/** The Hessian, or the Gauss-Newton matrix if `linear`; `ready` as for `objectiveHessian`. */
export function shallowHessian(net: Network, hessian: usize, linear: bool, work: usize, ready: bool): void {
	const branch = branchAt(net, 0);
	const hidden = layerAt(branch, 0), top = layerAt(branch, 1);
	const fan = fanOf(hidden), pairs = pairsOf(fan);
	const panels = panelsOf(net), padded = <usize>(panels * PANEL);
	const tiles = work;
	const jacobian = tiles + 128 * <usize>((panels * (panels + 1)) / 2);
	const scaled = jacobian + 8 * padded * <usize>net.block;
	const inputs = scaled + 8 * padded * <usize>net.block;
	const products = inputs + 8 * <usize>(fan * net.block);
	const factors = products + 8 * <usize>(pairs * net.block);
	const bends = factors + 8 * padded;
	const slopes = bends + 8 * <usize>(hidden.width * pairs);
	memory.fill(bends, 0, 8 * <usize>(hidden.width * (pairs + fan)));
	for (let from = 0; from < net.samples; from += net.block) {
		const n = blockLength(net, from);
		const line = <usize>n << 3;
		preparePass(net, from, ready, n);
		forwardFromUnit(net, branch, 1, 0, net.weights + 8 * <usize>from, n);
		backwardToUnit(net, branch, 1, 0, linear, n);
		outputSlopes(hidden, top.weights, n);
		memory.copy(inputs, net.x + 8 * <usize>(from * net.inputs), <usize>net.inputs * line);
		if (hidden.bias) memory.copy(inputs + <usize>net.inputs * line, net.ones, line);
		nameFactors(net, hidden, top, inputs, factors, n);
		for (let p = 0; p < panels; p++) {
			const at = <usize>(p * PANEL * n) << 3;
			formPanels(factors + 8 * <usize>(p * PANEL), top.ddelta, jacobian + at, scaled + at, n);
		}
		sumTiles(jacobian, scaled, panels, tiles, from > 0, n);
		if (linear) continue;
		formProducts(hidden, inputs, products, n);
		times(hidden.e, hidden.d2, hidden.de, hidden.width * n);
		addProducts(hidden.de, hidden.width, products, pairs, n, bends, pairs);
		for (let u = 0; u < hidden.width; u++) {
			const row = <usize>u * line;
			times(top.delta, hidden.d1 + row, hidden.de + row, n);
		}
		addProducts(hidden.de, hidden.width, inputs, fan, n, slopes, fan);
	}
	placeTiles(tiles, panels, hessian, net.parameters);
	if (!linear) addOwn(hidden, top.offset, bends, slopes, hessian, net.parameters);
	if (!net.ridge) return;
	for (let p = 0; p < net.parameters; p++) {
		const at = hessian + (<usize>(p * net.parameters + p) << 3);
		store<f64>(at, load<f64>(at) + load<f64>(net.ridge + (<usize>p << 3)));
	}
}

/** hidden.ddelta_u = w_u sigma'(z_u), the derivative of the output's preactivation by that of unit u. */
function outputSlopes(hidden: Layer, weights: usize, n: i32): void {
	const line = <usize>n << 3;
	for (let u = 0; u < hidden.width; u++) {
		const w = v128.load64_splat(weights + (<usize>u << 3));
		const from = hidden.d1 + <usize>u * line, to = hidden.ddelta + <usize>u * line;
		for (let s: usize = 0; s < line; s += 16) v128.store(to + s, f64x2.mul(w, v128.load(from + s)));
	}
}

/** The row of J of each parameter is a product of two rows: their addresses, as two 32-bit numbers. */
function nameFactors(net: Network, hidden: Layer, top: Layer, inputs: usize, factors: usize, n: i32): void {
	const line = <usize>n << 3;
	for (let u = 0; u < hidden.width; u++) {
		const slope = <u32>(hidden.ddelta + <usize>u * line);
		let at = factors + 8 * <usize>(hidden.offset + u * hidden.inputs);
		for (let k = 0; k < hidden.inputs; k++, at += 8) {
			store<u32>(at, slope);
			store<u32>(at, <u32>(inputs + <usize>k * line), 4);
		}
		if (hidden.bias) {
			at = factors + 8 * <usize>(hidden.offset + hidden.width * hidden.inputs + u);
			store<u32>(at, slope);
			store<u32>(at, <u32>net.ones, 4);
		}
		at = factors + 8 * <usize>(top.offset + u);
		store<u32>(at, <u32>(hidden.a + <usize>u * line));
		store<u32>(at, <u32>net.ones, 4);
	}
	const ones = <u64>(<u32>net.ones);
	const both = (ones << 32) | ones;
	if (top.bias) store<u64>(factors + 8 * <usize>(top.offset + top.width * top.inputs), both);
	for (let p = net.parameters, end = panelsOf(net) * PANEL; p < end; p++) store<u64>(factors + 8 * <usize>p, both);
}

/** Four rows of J, and c times them, sample by sample. */
function formPanels(factors: usize, c: usize, jacobian: usize, scaled: usize, n: i32): void {
	const a0 = <usize>load<u32>(factors), b0 = <usize>load<u32>(factors, 4);
	const a1 = <usize>load<u32>(factors, 8), b1 = <usize>load<u32>(factors, 12);
	const a2 = <usize>load<u32>(factors, 16), b2 = <usize>load<u32>(factors, 20);
	const a3 = <usize>load<u32>(factors, 24), b3 = <usize>load<u32>(factors, 28);
	for (let s: usize = 0, end = <usize>n << 3; s < end; s += 16) {
		const r0 = f64x2.mul(v128.load(a0 + s), v128.load(b0 + s));
		const r1 = f64x2.mul(v128.load(a1 + s), v128.load(b1 + s));
		const r2 = f64x2.mul(v128.load(a2 + s), v128.load(b2 + s));
		const r3 = f64x2.mul(v128.load(a3 + s), v128.load(b3 + s));
		const even01 = v128.shuffle<f64>(r0, r1, 0, 2), even23 = v128.shuffle<f64>(r2, r3, 0, 2);
		const odd01 = v128.shuffle<f64>(r0, r1, 1, 3), odd23 = v128.shuffle<f64>(r2, r3, 1, 3);
		v128.store(jacobian, even01); v128.store(jacobian, even23, 16);
		v128.store(jacobian, odd01, 32); v128.store(jacobian, odd23, 48);
		const c0 = v128.load64_splat(c + s), c1 = v128.load64_splat(c + s, 8);
		v128.store(scaled, f64x2.mul(c0, even01)); v128.store(scaled, f64x2.mul(c0, even23), 16);
		v128.store(scaled, f64x2.mul(c1, odd01), 32); v128.store(scaled, f64x2.mul(c1, odd23), 48);
		jacobian += 64;
		scaled += 64;
	}
}

/** Tile (i, j), i <= j, of the four parameters of panel i and those of panel j; row i's tiles follow each other. */
// @ts-ignore: decorator
@inline
function tileAt(tiles: usize, i: i32, j: i32, panels: i32): usize {
	return tiles + 128 * <usize>(i * panels - (i * (i - 1)) / 2 + j - i);
}

/** Sums over the block's samples, added to the tiles or in their place. */
function sumTiles(jacobian: usize, scaled: usize, panels: i32, tiles: usize, add: bool, n: i32): void {
	const length = <usize>(n * PANEL) << 3;
	for (let first = 0; first < panels; first += GROUP) {
		const last = min(first + GROUP, panels);
		for (let j = first; j < panels; j++) {
			const columns = jacobian + <usize>j * length;
			for (let i = first, end = min(last, j + 1); i < end; i++) {
				sumTile(scaled + <usize>i * length, columns, length, tileAt(tiles, i, j, panels), add);
			}
		}
	}
}

// @ts-ignore: decorator
@inline
function put(at: usize, sum: v128, add: bool): void {
	v128.store(at, add ? f64x2.add(v128.load(at), sum) : sum);
}

// @ts-ignore: decorator
@inline
function sumTile(rows: usize, columns: usize, length: usize, tile: usize, add: bool): void {
	let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
	for (const end = rows + length; rows < end; rows += 32, columns += 32) {
		const y0 = v128.load(columns), y1 = v128.load(columns, 16);
		let x = v128.load64_splat(rows);
		s00 = multiplyAdd(x, y0, s00); s01 = multiplyAdd(x, y1, s01);
		x = v128.load64_splat(rows, 8);
		s10 = multiplyAdd(x, y0, s10); s11 = multiplyAdd(x, y1, s11);
		x = v128.load64_splat(rows, 16);
		s20 = multiplyAdd(x, y0, s20); s21 = multiplyAdd(x, y1, s21);
		x = v128.load64_splat(rows, 24);
		s30 = multiplyAdd(x, y0, s30); s31 = multiplyAdd(x, y1, s31);
	}
	put(tile, s00, add); put(tile + 16, s01, add);
	put(tile + 32, s10, add); put(tile + 48, s11, add);
	put(tile + 64, s20, add); put(tile + 80, s21, add);
	put(tile + 96, s30, add); put(tile + 112, s31, add);
}

/** Writes the tiles into both triangles. */
function placeTiles(tiles: usize, panels: i32, hessian: usize, parameters: i32): void {
	const line = <usize>parameters << 3;
	for (let i = 0; i < panels; i++) {
		const row = PANEL * i;
		for (let j = i; j < panels; j++, tiles += 128) {
			const column = PANEL * j;
			const above = hessian + <usize>row * line + (<usize>column << 3);
			const below = hessian + <usize>column * line + (<usize>row << 3);
			if (i < j && column + PANEL <= parameters) placeWhole(tiles, above, below, line);
			else placeEdge(tiles, above, below, line, min(PANEL, parameters - row), min(PANEL, parameters - column), i == j);
		}
	}
}

// @ts-ignore: decorator
@inline
function placeWhole(tile: usize, above: usize, below: usize, line: usize): void {
	const a0 = v128.load(tile), b0 = v128.load(tile, 16);
	const a1 = v128.load(tile, 32), b1 = v128.load(tile, 48);
	const a2 = v128.load(tile, 64), b2 = v128.load(tile, 80);
	const a3 = v128.load(tile, 96), b3 = v128.load(tile, 112);
	v128.store(above, a0); v128.store(above, b0, 16);
	v128.store(above + line, a1); v128.store(above + line, b1, 16);
	v128.store(above + 2 * line, a2); v128.store(above + 2 * line, b2, 16);
	v128.store(above + 3 * line, a3); v128.store(above + 3 * line, b3, 16);
	v128.store(below, v128.shuffle<f64>(a0, a1, 0, 2)); v128.store(below, v128.shuffle<f64>(a2, a3, 0, 2), 16);
	below += line;
	v128.store(below, v128.shuffle<f64>(a0, a1, 1, 3)); v128.store(below, v128.shuffle<f64>(a2, a3, 1, 3), 16);
	below += line;
	v128.store(below, v128.shuffle<f64>(b0, b1, 0, 2)); v128.store(below, v128.shuffle<f64>(b2, b3, 0, 2), 16);
	below += line;
	v128.store(below, v128.shuffle<f64>(b0, b1, 1, 3)); v128.store(below, v128.shuffle<f64>(b2, b3, 1, 3), 16);
}

/** A tile on the diagonal, of which the upper triangle counts, or one that reaches beyond the matrix. */
function placeEdge(tile: usize, above: usize, below: usize, line: usize, rows: i32, columns: i32, diagonal: bool): void {
	for (let r = 0; r < rows; r++) {
		for (let c = diagonal ? r : 0; c < columns; c++) {
			const value = load<f64>(tile + (<usize>(PANEL * r + c) << 3));
			store<f64>(above + <usize>r * line + (<usize>c << 3), value);
			store<f64>(below + <usize>c * line + (<usize>r << 3), value);
		}
	}
}

// @ts-ignore: decorator
@inline
function addBoth(hessian: usize, parameters: i32, i: i32, j: i32, value: f64): void {
	const at = hessian + (<usize>(i * parameters + j) << 3);
	const sum = load<f64>(at) + value;
	store<f64>(at, sum);
	store<f64>(hessian + (<usize>(j * parameters + i) << 3), sum);
}

/** Adds the second derivatives of the output: of each unit's inputs with themselves, and with its output weight. */
function addOwn(hidden: Layer, weights: i32, bends: usize, slopes: usize, hessian: usize, parameters: i32): void {
	const fan = fanOf(hidden);
	for (let u = 0; u < hidden.width; u++) {
		for (let k = 0; k < fan; k++) {
			const uk = positionOf(hidden, u, k);
			for (let m = k; m < fan; m++, bends += 8) {
				addBoth(hessian, parameters, uk, positionOf(hidden, u, m), load<f64>(bends));
			}
			addBoth(hessian, parameters, uk, weights + u, load<f64>(slopes));
			slopes += 8;
		}
	}
}
