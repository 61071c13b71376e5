import { multiplyAdd } from "../multiply-add";

/**
 * Symmetric indefinite factorisation P A P^T = L D L^T with pivots of size 1 and 2 (Bunch & Kaufman 1977), in panels
 * of up to 32 columns: within a panel columns are brought up to date one by one, behind it all at once.
 */
const PANEL: i32 = 32;
const ALPHA: f64 = 0.6403882032022076; // (1 + sqrt 17) / 8

// The matrix in work: rows `down` bytes apart, and L D of the panel, PANEL numbers a row.
let size: i32 = 0;
let matrix: usize = 0;
let down: usize = 0;
let scaled: usize = 0;
let column: usize = 0;
let other: usize = 0;
let places: usize = 0;

/**
 * a: n x n, `leading` (even, >= n) numbers a row; the lower triangle in, the strict lower triangle of L out, what is above is
 * not read. diagonal, below: n numbers each, D[k][k] and D[k+1][k], which is 0 behind a pivot of size 1. order: n row
 * numbers (i32), row k of P A P^T is row order[k] of A. work: 34 n numbers. Returns 0, or 1 + the first column that
 * is not finite.
 */
export function factorBunchKaufman(
	n: i32, a: usize, leading: i32, diagonal: usize, below: usize, order: usize, work: usize,
): i32 {
	size = n;
	matrix = a;
	down = <usize>leading << 3;
	scaled = work;
	column = work + <usize>n * (PANEL << 3);
	other = column + (<usize>n << 3);
	places = order;
	for (let i = 0; i < n; i++) store<i32>(order + (<usize>i << 2), i);
	for (let start = 0; start < n; ) {
		let k = start;
		while (k < n && k - start < PANEL - 1) {
			const taken = choosePivot(start, k);
			if (taken < 0) return k + 1;
			const at = <usize>k << 3;
			if (taken == 1) {
				store<f64>(diagonal + at, get(column, k));
				store<f64>(below + at, 0);
				eliminateOne(start, k);
			} else {
				store<f64>(diagonal + at, get(column, k));
				store<f64>(diagonal + at, get(other, k + 1), 8);
				store<f64>(below + at, get(column, k + 1));
				store<f64>(below + at, 0, 8);
				eliminateTwo(start, k);
			}
			k += taken;
		}
		updateBehind(start, k);
		start = k;
	}
	return 0;
}

/**
 * Brings the pivot to row k, its column into `column` (of size 2: columns k and k + 1 into `column` and `other`);
 * returns its size, or -1 where a number is not finite.
 */
function choosePivot(start: i32, k: i32): i32 {
	if (!upToDate(start, k, k, column)) return -1;
	const own = abs(get(column, k));
	const r = largest(column, k + 1, -1);
	const lambda = r < 0 ? 0 : abs(get(column, r));
	if (own >= ALPHA * lambda) return 1;
	if (!upToDate(start, k, r, other)) return -1;
	set(other, k, get(column, r));
	const sigma = abs(get(other, largest(other, k, r)));
	if (own > 0 && own >= ALPHA * lambda * (lambda / sigma)) return 1;
	if (abs(get(other, r)) >= ALPHA * sigma) {
		exchange(start, k, k, r);
		const held = column;
		column = other;
		other = held;
		return 1;
	}
	exchange(start, k, k + 1, r);
	return 2;
}

// @ts-ignore: decorator
@inline
function get(vector: usize, i: i32): f64 {
	return load<f64>(vector + (<usize>i << 3));
}

// @ts-ignore: decorator
@inline
function set(vector: usize, i: i32, value: f64): void {
	store<f64>(vector + (<usize>i << 3), value);
}

// @ts-ignore: decorator
@inline
function entry(i: i32, j: i32): usize {
	return matrix + <usize>i * down + (<usize>j << 3);
}

// @ts-ignore: decorator
@inline
function scaledRow(i: i32): usize {
	return scaled + <usize>i * (PANEL << 3);
}

/** Column j of what is left of the matrix at step k, rows k, k + 1, ...; false where it is not finite. */
function upToDate(start: i32, k: i32, j: i32, into: usize): bool {
	let finite = true;
	for (let i = k; i < size; i++) {
		const raw = load<f64>(i < j ? entry(j, i) : entry(i, j));
		const x = raw - product(entry(i, start), scaledRow(j), k - start);
		if (!(abs(x) < Infinity)) finite = false;
		set(into, i, x);
	}
	return finite;
}

/** Where |x_i| is largest for i >= from, i != but; -1 where there is none above 0. */
function largest(vector: usize, from: i32, but: i32): i32 {
	let best = -1;
	let most: f64 = 0;
	for (let i = from; i < size; i++) {
		const t = abs(get(vector, i));
		if (t > most && i != but) {
			most = t;
			best = i;
		}
	}
	return best;
}

/** Rows and columns p < q change places, in everything; columns before k are done. */
function exchange(start: i32, k: i32, p: i32, q: i32): void {
	if (p == q) return;
	for (let j = 0; j < p; j++) swap(entry(p, j), entry(q, j));
	for (let j = p + 1; j < q; j++) swap(entry(j, p), entry(q, j));
	for (let i = q + 1; i < size; i++) swap(entry(i, p), entry(i, q));
	swap(entry(p, p), entry(q, q));
	for (let t = 0; t < k - start; t++) swap(scaledRow(p) + (<usize>t << 3), scaledRow(q) + (<usize>t << 3));
	swap(column + (<usize>p << 3), column + (<usize>q << 3));
	swap(other + (<usize>p << 3), other + (<usize>q << 3));
	const x = places + (<usize>p << 2), y = places + (<usize>q << 2);
	const held = load<i32>(x);
	store<i32>(x, load<i32>(y));
	store<i32>(y, held);
}

// @ts-ignore: decorator
@inline
function swap(x: usize, y: usize): void {
	const held = load<f64>(x);
	store<f64>(x, load<f64>(y));
	store<f64>(y, held);
}

/** A pivot of size 1; where it is 0 its whole column is. */
function eliminateOne(start: i32, k: i32): void {
	const pivot = get(column, k);
	for (let i = k + 1; i < size; i++) {
		const x = get(column, i);
		store<f64>(entry(i, k), pivot == 0 ? 0 : x / pivot);
		set(scaledRow(i), k - start, x);
	}
}

/** A pivot [p q; q t] of size 2: its inverse is [t/q, -1; -1, p/q] / (q (p/q t/q - 1)), and |p t| < 0.42 q^2. */
function eliminateTwo(start: i32, k: i32): void {
	const q = get(column, k + 1);
	const first = get(column, k) / q, second = get(other, k + 1) / q;
	const inverse = 1 / (first * second - 1);
	store<f64>(entry(k + 1, k), 0);
	for (let i = k + 2; i < size; i++) {
		const x = get(column, i), y = get(other, i);
		store<f64>(entry(i, k), inverse * ((second * x - y) / q));
		store<f64>(entry(i, k + 1), inverse * ((first * y - x) / q));
		set(scaledRow(i), k - start, x);
		set(scaledRow(i), k - start + 1, y);
	}
}

/** First `count` entries of two rows: inner product, even and odd entries apart. */
function product(x: usize, y: usize, count: i32): f64 {
	let s = f64x2.splat(0);
	const end = <usize>(count & ~1) << 3;
	for (let k: usize = 0; k < end; k += 16) s = multiplyAdd(v128.load(x + k), v128.load(y + k), s);
	return count & 1 ? sum(s) + load<f64>(x + end) * load<f64>(y + end) : sum(s);
}

// @ts-ignore: decorator
@inline
function sum(v: v128): f64 {
	return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** A -= L (L D)^T of a panel in the lower triangle from row and column `stop` on, in tiles of 4 x 2. */
function updateBehind(start: i32, stop: i32): void {
	const count = stop - start;
	// An odd last column of the panel is paired with zeros.
	if (count & 1) for (let j = stop; j < size; j++) set(scaledRow(j), count, 0);
	const end = <usize>(count + (count & 1)) << 3;
	let i = stop;
	for (; i + 4 <= size; i += 4) {
		let j = stop;
		for (; j < i; j += 2) tile(entry(i, start), scaledRow(j), end, entry(i, j));
		for (let r = i; r < i + 4; r++) for (let c = j; c <= r; c++) subtract(r, c, start, count);
	}
	for (; i < size; i++) for (let j = stop; j <= i; j++) subtract(i, j, start, count);
}

// @ts-ignore: decorator
@inline
function subtract(i: i32, j: i32, start: i32, count: i32): void {
	const at = entry(i, j);
	store<f64>(at, load<f64>(at) - product(entry(i, start), scaledRow(j), count));
}

/** Columns j, j + 1 of four rows. */
function tile(row0: usize, other0: usize, end: usize, target: usize): void {
	const row1 = row0 + down, row2 = row1 + down, row3 = row2 + down;
	const other1 = other0 + (PANEL << 3);
	let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00;
	let s20 = s00, s21 = s00, s30 = s00, s31 = s00;
	for (let k: usize = 0; k < end; k += 16) {
		const y0 = v128.load(other0 + k), y1 = v128.load(other1 + k);
		let x = v128.load(row0 + k);
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
	finish(target, s00, s01);
	finish(target + down, s10, s11);
	finish(target + 2 * down, s20, s21);
	finish(target + 3 * down, s30, s31);
}

// @ts-ignore: decorator
@inline
function finish(at: usize, s0: v128, s1: v128): void {
	store<f64>(at, load<f64>(at) - sum(s0));
	store<f64>(at, load<f64>(at, 8) - sum(s1), 8);
}
