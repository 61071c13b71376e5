/**
 * LU factorisation with partial pivoting, P A = L U in place, in column blocks of 32.
 *
 * a: n x n, `leading` (even, >= n, padding zero) numbers a row; pivots: n row numbers (i32), the row
 * swapped with row k at step k. Returns 0, or 1 + the first column without a nonzero pivot.
 */
const BLOCK: i32 = 32;

export function factorLu(n: i32, a: usize, leading: i32, pivots: usize): i32 {
	const down = <usize>leading << 3;
	for (let start = 0; start < n; start += BLOCK) {
		const stop = min(start + BLOCK, n);
		const failed = factorPanel(n, a, down, pivots, start, stop);
		if (failed) return failed;
		if (stop == n) break;
		// U12 = L11^-1 A12, then A22 -= L21 U12; `stop` is even here.
		for (let i = start + 1; i < stop; i++) {
			subtractRows(a + <usize>i * down, a, down, start, i, stop, leading);
		}
		let i = stop;
		for (; i + 4 <= n; i += 4) subtractTiles(a + <usize>i * down, a, down, start, stop, leading);
		for (; i < n; i++) subtractRows(a + <usize>i * down, a, down, start, stop, stop, leading);
	}
	return 0;
}

function factorPanel(n: i32, a: usize, down: usize, pivots: usize, start: i32, stop: i32): i32 {
	for (let k = start; k < stop; k++) {
		const column = a + (<usize>k << 3);
		let best = k;
		let largest: f64 = abs(load<f64>(column + <usize>k * down));
		for (let i = k + 1; i < n; i++) {
			const t = abs(load<f64>(column + <usize>i * down));
			if (t > largest) {
				largest = t;
				best = i;
			}
		}
		store<i32>(pivots + (<usize>k << 2), best);
		if (!(largest > 0) || largest == Infinity) return k + 1;
		if (best != k) swapRows(a + <usize>k * down, a + <usize>best * down, down);
		const row = a + <usize>k * down;
		const pivot = load<f64>(row + (<usize>k << 3));
		for (let i = k + 1; i < n; i++) {
			const other = a + <usize>i * down;
			const factor = load<f64>(other + (<usize>k << 3)) / pivot;
			store<f64>(other + (<usize>k << 3), factor);
			if (factor == 0) continue;
			for (let j = k + 1; j < stop; j++) {
				const at = <usize>j << 3;
				store<f64>(other + at, load<f64>(other + at) - factor * load<f64>(row + at));
			}
		}
	}
	return 0;
}

function swapRows(x: usize, y: usize, bytes: usize): void {
	for (let k: usize = 0; k < bytes; k += 16) {
		const t = v128.load(x + k);
		v128.store(x + k, v128.load(y + k));
		v128.store(y + k, t);
	}
}

/** row[from..to) -= sum over k in [start, stop) of row[k] times row k of a. */
function subtractRows(row: usize, a: usize, down: usize, start: i32, stop: i32, from: i32, to: i32): void {
	for (let j = <usize>from << 3, end = <usize>to << 3; j < end; j += 16) {
		let s = v128.load(row + j);
		for (let k = start; k < stop; k++) {
			s = f64x2.sub(s, f64x2.mul(v128.load64_splat(row + (<usize>k << 3)), v128.load(a + <usize>k * down + j)));
		}
		v128.store(row + j, s);
	}
}

/** The same for four rows, four columns at a time. */
function subtractTiles(row0: usize, a: usize, down: usize, start: i32, stop: i32, to: i32): void {
	const row1 = row0 + down, row2 = row1 + down, row3 = row2 + down;
	const end = <usize>to << 3;
	let j = <usize>stop << 3;
	for (; j + 32 <= end; j += 32) {
		let s00 = v128.load(row0 + j), s01 = v128.load(row0 + j, 16);
		let s10 = v128.load(row1 + j), s11 = v128.load(row1 + j, 16);
		let s20 = v128.load(row2 + j), s21 = v128.load(row2 + j, 16);
		let s30 = v128.load(row3 + j), s31 = v128.load(row3 + j, 16);
		for (let k = start; k < stop; k++) {
			const at = <usize>k << 3;
			const line = a + <usize>k * down + j;
			const y0 = v128.load(line), y1 = v128.load(line, 16);
			let c = v128.load64_splat(row0 + at);
			s00 = f64x2.sub(s00, f64x2.mul(c, y0));
			s01 = f64x2.sub(s01, f64x2.mul(c, y1));
			c = v128.load64_splat(row1 + at);
			s10 = f64x2.sub(s10, f64x2.mul(c, y0));
			s11 = f64x2.sub(s11, f64x2.mul(c, y1));
			c = v128.load64_splat(row2 + at);
			s20 = f64x2.sub(s20, f64x2.mul(c, y0));
			s21 = f64x2.sub(s21, f64x2.mul(c, y1));
			c = v128.load64_splat(row3 + at);
			s30 = f64x2.sub(s30, f64x2.mul(c, y0));
			s31 = f64x2.sub(s31, f64x2.mul(c, y1));
		}
		v128.store(row0 + j, s00);
		v128.store(row0 + j, s01, 16);
		v128.store(row1 + j, s10);
		v128.store(row1 + j, s11, 16);
		v128.store(row2 + j, s20);
		v128.store(row2 + j, s21, 16);
		v128.store(row3 + j, s30);
		v128.store(row3 + j, s31, 16);
	}
	if (j < end) {
		const from = <i32>(j >> 3);
		subtractRows(row0, a, down, start, stop, from, to);
		subtractRows(row1, a, down, start, stop, from, to);
		subtractRows(row2, a, down, start, stop, from, to);
		subtractRows(row3, a, down, start, stop, from, to);
	}
}
