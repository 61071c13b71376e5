import { multiplyAdd } from "../multiply-add";

/**
 * Cholesky factor A = L L^T in place, row by row in tiles of 4 x 2 inner products.
 *
 * a: n x n, `leading` (even) numbers a row, lower triangle in, L out; the strict upper triangle is
 * not touched. Returns 0, or 1 + the row whose pivot is not positive.
 */
export function factorCholesky(n: i32, a: usize, leading: i32): i32 {
	const down = <usize>leading << 3;
	for (let i = 0; i < n; i += 4) {
		const rows = min(4, n - i);
		const base = a + <usize>i * down;
		let j = 0;
		if (rows == 4) {
			for (; j < i; j += 2) tile(base, down, a + <usize>j * down, j);
		} else {
			for (; j < i; j += 2) {
				for (let r = 0; r < rows; r++) {
					const row = base + <usize>r * down;
					entry(row, a + <usize>j * down, j);
					entry(row, a + <usize>(j + 1) * down, j + 1);
				}
			}
		}
		for (let r = 0; r < rows; r++) {
			const row = base + <usize>r * down;
			for (let k = i; k < i + r; k++) entry(row, a + <usize>k * down, k);
			const at = row + (<usize>(i + r) << 3);
			const pivot = load<f64>(at) - product(row, row, i + r);
			if (!(pivot > 0) || pivot == Infinity) return i + r + 1;
			store<f64>(at, sqrt(pivot));
		}
	}
	return 0;
}

// @ts-ignore: decorator
@inline
function sum(v: v128): f64 {
	return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** First `count` entries of two rows: inner product, even and odd entries apart. */
function product(x: usize, y: usize, count: i32): f64 {
	let s = f64x2.splat(0);
	const end = <usize>(count & ~1) << 3;
	for (let k: usize = 0; k < end; k += 16) s = multiplyAdd(v128.load(x + k), v128.load(y + k), s);
	return count & 1 ? sum(s) + load<f64>(x + end) * load<f64>(y + end) : sum(s);
}

/** L[row][j] from the finished row j. */
function entry(row: usize, other: usize, j: i32): void {
	const at = <usize>j << 3;
	store<f64>(row + at, (load<f64>(row + at) - product(row, other, j)) / load<f64>(other + at));
}

/** Columns j, j + 1 (j even) of four rows. */
function tile(base: usize, down: usize, other0: usize, j: i32): void {
	const row1 = base + down, row2 = row1 + down, row3 = row2 + down;
	const other1 = other0 + down;
	let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00;
	let s20 = s00, s21 = s00, s30 = s00, s31 = s00;
	const end = <usize>j << 3;
	for (let k: usize = 0; k < end; k += 16) {
		const y0 = v128.load(other0 + k), y1 = v128.load(other1 + k);
		let x = v128.load(base + k);
		s00 = multiplyAdd(x, y0, s00);
		s01 = multiplyAdd(x, y1, s01);
		x = v128.load(row1 + k);
		s10 = multiplyAdd(x, y0, s10);
		s11 = multiplyAdd(x, y1, s11);
		x = v128.load(row2 + k);
		s20 = multiplyAdd(x, y0, s20);
		s21 = multiplyAdd(x, y1, s21);
		x = v128.load(row3 + k);
		s30 = multiplyAdd(x, y0, s30);
		s31 = multiplyAdd(x, y1, s31);
	}
	const d0 = load<f64>(other0 + end), c = load<f64>(other1 + end), d1 = load<f64>(other1 + end, 8);
	finish(base + end, sum(s00), sum(s01), d0, c, d1);
	finish(row1 + end, sum(s10), sum(s11), d0, c, d1);
	finish(row2 + end, sum(s20), sum(s21), d0, c, d1);
	finish(row3 + end, sum(s30), sum(s31), d0, c, d1);
}

// @ts-ignore: decorator
@inline
function finish(at: usize, s0: f64, s1: f64, d0: f64, c: f64, d1: f64): void {
	const x = (load<f64>(at) - s0) / d0;
	store<f64>(at, x);
	store<f64>(at, (load<f64>(at, 8) - (s1 + x * c)) / d1, 8);
}
