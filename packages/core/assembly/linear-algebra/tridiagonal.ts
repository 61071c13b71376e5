import { multiplyAdd } from "../multiply-add";

/**
 * Householder reduction of a symmetric matrix to tridiagonal form, A = Q T Q^T, and the rows of Q^T.
 *
 * Row i of the lower triangle becomes the reflector v_i (i entries, the last one 1), for i from n-1
 * down to 1. The rank-two update of one step and the product A v of the next are one pass over the
 * remaining triangle, so that it is read and written once per step.
 */

/** Numbers below this are scaled up before they are squared. */
const TINY: f64 = 1e-100;
const UP: f64 = 4.149515568880993e180; // 2^600

/**
 * a: n x n, `leading` (even) numbers a row, lower triangle; d: n diagonal entries out; e: n, e[i]
 * couples i and i+1; tau: n factors of the reflectors; work: 4 n + 8 numbers.
 */
export function tridiagonalise(n: i32, a: usize, leading: i32, d: usize, e: usize, tau: usize, work: usize): void {
	const down = <usize>leading << 3;
	const line = <usize>(n + 2) << 3;
	memory.fill(work, 0, 3 * line);
	let previousV = work; // zeros: nothing is pending at the first step
	let previousW = work + line;
	let p = work + 2 * line;
	for (let i = n - 1; i >= 0; i--) {
		const row = a + <usize>i * down;
		updateRow(row, i + 1, previousV, previousW);
		store<f64>(d + (<usize>i << 3), load<f64>(row + (<usize>i << 3)));
		store<f64>(row + (<usize>i << 3), 0);
		if (i == 0) break;
		const factor = reflector(row, i, e + (<usize>(i - 1) << 3));
		store<f64>(tau + (<usize>i << 3), factor);
		memory.fill(p, 0, <usize>i << 3);
		updateAndMultiply(a, down, i, previousV, previousW, row, p);
		finishW(p, row, i, factor);
		const free = previousW;
		previousV = row;
		previousW = p;
		p = free;
	}
}

/** row -= v[last] w + w[last] v, `count` entries. */
function updateRow(row: usize, count: i32, v: usize, w: usize): void {
	const last = <usize>(count - 1) << 3;
	const vl = load<f64>(v + last), wl = load<f64>(w + last);
	for (let j: usize = 0, end = <usize>count << 3; j < end; j += 8) {
		store<f64>(row + j, load<f64>(row + j) - (vl * load<f64>(w + j) + wl * load<f64>(v + j)));
	}
}

/** Turns x (count entries) into v with (I - factor v v^T) x = beta e_last; returns factor, stores beta. */
function reflector(x: usize, count: i32, beta: usize): f64 {
	const end = <usize>(count - 1) << 3;
	let largest: f64 = 0;
	for (let j: usize = 0; j < end; j += 8) largest = max(largest, abs(load<f64>(x + j)));
	const corner = load<f64>(x + end);
	if (largest == 0) {
		store<f64>(beta, corner);
		memory.fill(x, 0, <usize>count << 3);
		return 0;
	}
	const scale: f64 = max(largest, abs(corner)) < TINY ? UP : 1;
	let squares: f64 = 0;
	for (let j: usize = 0; j < end; j += 8) {
		const t = load<f64>(x + j) * scale;
		store<f64>(x + j, t);
		squares += t * t;
	}
	const alpha = corner * scale;
	const length = sqrt(squares + alpha * alpha);
	const signed = alpha > 0 ? -length : length;
	const pivot = alpha - signed;
	for (let j: usize = 0; j < end; j += 8) store<f64>(x + j, load<f64>(x + j) / pivot);
	store<f64>(x + end, 1);
	store<f64>(beta, signed / scale);
	return -pivot / signed;
}

/** p (= A v) becomes w = factor (p - factor/2 (p.v) v). */
function finishW(p: usize, v: usize, count: i32, factor: f64): void {
	let along: f64 = 0;
	const end = <usize>count << 3;
	for (let j: usize = 0; j < end; j += 8) along += load<f64>(p + j) * load<f64>(v + j);
	const half = 0.5 * factor * along;
	for (let j: usize = 0; j < end; j += 8) {
		store<f64>(p + j, factor * (load<f64>(p + j) - half * load<f64>(v + j)));
	}
}

/** Leading `size` rows of the triangle: A -= v' w'^T + w' v'^T, then p += A v. Two rows at a time. */
function updateAndMultiply(a: usize, down: usize, size: i32, v1: usize, w1: usize, v: usize, p: usize): void {
	let r = 0;
	for (; r + 2 <= size; r += 2) {
		const row0 = a + <usize>r * down, row1 = row0 + down;
		const end = <usize>r << 3;
		const x0 = load<f64>(v1 + end), x1 = load<f64>(v1 + end, 8);
		const y0 = load<f64>(w1 + end), y1 = load<f64>(w1 + end, 8);
		const z0 = load<f64>(v + end), z1 = load<f64>(v + end, 8);
		const x0s = f64x2.splat(x0), x1s = f64x2.splat(x1);
		const y0s = f64x2.splat(y0), y1s = f64x2.splat(y1);
		const z0s = f64x2.splat(z0), z1s = f64x2.splat(z1);
		let s0 = f64x2.splat(0), s1 = s0;
		for (let j: usize = 0; j < end; j += 16) {
			const vj = v128.load(v1 + j), wj = v128.load(w1 + j), zj = v128.load(v + j);
			const a0 = f64x2.sub(v128.load(row0 + j), f64x2.add(f64x2.mul(x0s, wj), f64x2.mul(y0s, vj)));
			v128.store(row0 + j, a0);
			const a1 = f64x2.sub(v128.load(row1 + j), f64x2.add(f64x2.mul(x1s, wj), f64x2.mul(y1s, vj)));
			v128.store(row1 + j, a1);
			s0 = multiplyAdd(a0, zj, s0);
			s1 = multiplyAdd(a1, zj, s1);
			v128.store(p + j, f64x2.add(multiplyAdd(a0, z0s, v128.load(p + j)), f64x2.mul(a1, z1s)));
		}
		const d0 = load<f64>(row0 + end) - (x0 * y0 + y0 * x0);
		const c = load<f64>(row1 + end) - (x1 * y0 + y1 * x0);
		const d1 = load<f64>(row1 + end, 8) - (x1 * y1 + y1 * x1);
		store<f64>(row0 + end, d0);
		store<f64>(row1 + end, c);
		store<f64>(row1 + end, d1, 8);
		store<f64>(p + end, load<f64>(p + end) + sum(s0) + d0 * z0 + c * z1);
		store<f64>(p + end, load<f64>(p + end, 8) + sum(s1) + c * z0 + d1 * z1, 8);
	}
	if (r < size) {
		const row0 = a + <usize>r * down;
		const end = <usize>r << 3;
		const x0 = load<f64>(v1 + end), y0 = load<f64>(w1 + end), z0 = load<f64>(v + end);
		const x0s = f64x2.splat(x0), y0s = f64x2.splat(y0), z0s = f64x2.splat(z0);
		let s0 = f64x2.splat(0);
		for (let j: usize = 0; j < end; j += 16) {
			const vj = v128.load(v1 + j), wj = v128.load(w1 + j), zj = v128.load(v + j);
			const a0 = f64x2.sub(v128.load(row0 + j), f64x2.add(f64x2.mul(x0s, wj), f64x2.mul(y0s, vj)));
			v128.store(row0 + j, a0);
			s0 = multiplyAdd(a0, zj, s0);
			v128.store(p + j, multiplyAdd(a0, z0s, v128.load(p + j)));
		}
		const d0 = load<f64>(row0 + end) - (x0 * y0 + y0 * x0);
		store<f64>(row0 + end, d0);
		store<f64>(p + end, load<f64>(p + end) + sum(s0) + d0 * z0);
	}
}

// @ts-ignore: decorator
@inline
function sum(v: v128): f64 {
	return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/**
 * Q^T, row r = e_r^T H_1 ... H_{n-1}, into panels of 8 columns (panel q holds n rows of 8 numbers).
 * rows: room for four rows of `width` numbers, width = n rounded up to 8.
 */
export function orthogonalPanels(n: i32, a: usize, leading: i32, tau: usize, rows: usize, panels: usize): void {
	const down = <usize>leading << 3;
	const width = (n + 7) & ~7;
	const line = <usize>width << 3;
	const r0 = rows, r1 = r0 + line, r2 = r1 + line, r3 = r2 + line;
	for (let r = 0; r < n; r += 4) {
		memory.fill(rows, 0, 4 * line);
		for (let i = 0; i < 4 && r + i < n; i++) store<f64>(rows + <usize>i * line + (<usize>(r + i) << 3), 1);
		for (let i = r + 1; i < n; i++) {
			const factor = load<f64>(tau + (<usize>i << 3));
			if (factor == 0) continue;
			const v = a + <usize>i * down;
			const end = <usize>i << 3;
			let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
			for (let j: usize = 0; j < end; j += 16) {
				const vj = v128.load(v + j);
				s0 = multiplyAdd(v128.load(r0 + j), vj, s0);
				s1 = multiplyAdd(v128.load(r1 + j), vj, s1);
				s2 = multiplyAdd(v128.load(r2 + j), vj, s2);
				s3 = multiplyAdd(v128.load(r3 + j), vj, s3);
			}
			s0 = f64x2.splat(factor * sum(s0));
			s1 = f64x2.splat(factor * sum(s1));
			s2 = f64x2.splat(factor * sum(s2));
			s3 = f64x2.splat(factor * sum(s3));
			for (let j: usize = 0; j < end; j += 16) {
				const vj = v128.load(v + j);
				v128.store(r0 + j, f64x2.sub(v128.load(r0 + j), f64x2.mul(s0, vj)));
				v128.store(r1 + j, f64x2.sub(v128.load(r1 + j), f64x2.mul(s1, vj)));
				v128.store(r2 + j, f64x2.sub(v128.load(r2 + j), f64x2.mul(s2, vj)));
				v128.store(r3 + j, f64x2.sub(v128.load(r3 + j), f64x2.mul(s3, vj)));
			}
		}
		for (let i = 0; i < 4 && r + i < n; i++) {
			for (let q = 0; q < width; q += 8) {
				memory.copy(panels + ((<usize>(q * n + (r + i) * 8)) << 3), rows + <usize>i * line + (<usize>q << 3), 64);
			}
		}
	}
}
