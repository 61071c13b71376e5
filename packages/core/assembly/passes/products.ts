import { multiplyAdd } from "../multiply-add";
import { isWorthACall, nativeAddProducts } from "../native";

/**
 * Products of rows over the samples, in tiles of at most eight sums: that many fill the processor's adders, and more do not
 * fit its registers. Small tiles take two steps at once; in large ones the compiler would load both steps' numbers
 * first, and run out of registers.
 */

// @ts-ignore: decorator
@inline
function add(address: usize, v: v128): void {
	store<f64>(address, load<f64>(address) + (f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1)));
}

/** Four rows of a, two of b. */
// @ts-ignore: decorator
@inline
function tile4x2(a: usize, b: usize, line: usize, cell: usize, down: usize): void {
	const a0 = a, a1 = a0 + line, a2 = a1 + line, a3 = a2 + line;
	const b0 = b, b1 = b0 + line;
	let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
	for (let s: usize = 0; s < line; s += 16) {
		const y0 = v128.load(b0 + s), y1 = v128.load(b1 + s);
		let x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00); s01 = multiplyAdd(x, y1, s01);
		x = v128.load(a1 + s);
		s10 = multiplyAdd(x, y0, s10); s11 = multiplyAdd(x, y1, s11);
		x = v128.load(a2 + s);
		s20 = multiplyAdd(x, y0, s20); s21 = multiplyAdd(x, y1, s21);
		x = v128.load(a3 + s);
		s30 = multiplyAdd(x, y0, s30); s31 = multiplyAdd(x, y1, s31);
	}
	add(cell, s00); add(cell + 8, s01);
	add(cell + down, s10); add(cell + down + 8, s11);
	add(cell + 2 * down, s20); add(cell + 2 * down + 8, s21);
	add(cell + 3 * down, s30); add(cell + 3 * down + 8, s31);
}

/** Four rows of a, one of b. */
// @ts-ignore: decorator
@inline
function tile4x1(a: usize, b: usize, line: usize, cell: usize, down: usize): void {
	const a0 = a, a1 = a0 + line, a2 = a1 + line, a3 = a2 + line;
	const b0 = b;
	let s00 = f64x2.splat(0), s10 = s00, s20 = s00, s30 = s00;
	for (let s: usize = 0; s < line; s += 16) {
		const y0 = v128.load(b0 + s);
		let x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00);
		x = v128.load(a1 + s);
		s10 = multiplyAdd(x, y0, s10);
		x = v128.load(a2 + s);
		s20 = multiplyAdd(x, y0, s20);
		x = v128.load(a3 + s);
		s30 = multiplyAdd(x, y0, s30);
	}
	add(cell, s00);
	add(cell + down, s10);
	add(cell + 2 * down, s20);
	add(cell + 3 * down, s30);
}

/** Two rows of a, four of b. */
// @ts-ignore: decorator
@inline
function tile2x4(a: usize, b: usize, line: usize, cell: usize, down: usize): void {
	const a0 = a, a1 = a0 + line;
	const b0 = b, b1 = b0 + line, b2 = b1 + line, b3 = b2 + line;
	let s00 = f64x2.splat(0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00;
	for (let s: usize = 0; s < line; s += 16) {
		const y0 = v128.load(b0 + s), y1 = v128.load(b1 + s), y2 = v128.load(b2 + s), y3 = v128.load(b3 + s);
		let x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00); s01 = multiplyAdd(x, y1, s01); s02 = multiplyAdd(x, y2, s02); s03 = multiplyAdd(x, y3, s03);
		x = v128.load(a1 + s);
		s10 = multiplyAdd(x, y0, s10); s11 = multiplyAdd(x, y1, s11); s12 = multiplyAdd(x, y2, s12); s13 = multiplyAdd(x, y3, s13);
	}
	add(cell, s00); add(cell + 8, s01); add(cell + 16, s02); add(cell + 24, s03);
	add(cell + down, s10); add(cell + down + 8, s11); add(cell + down + 16, s12); add(cell + down + 24, s13);
}

/** Two rows of a, two of b. */
// @ts-ignore: decorator
@inline
function tile2x2(a: usize, b: usize, line: usize, cell: usize, down: usize): void {
	const a0 = a, a1 = a0 + line;
	const b0 = b, b1 = b0 + line;
	let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00;
	let s: usize = 0;
	for (; s + 32 <= line; s += 32) {
		let y0 = v128.load(b0 + s), y1 = v128.load(b1 + s);
		let x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00); s01 = multiplyAdd(x, y1, s01);
		x = v128.load(a1 + s);
		s10 = multiplyAdd(x, y0, s10); s11 = multiplyAdd(x, y1, s11);
		y0 = v128.load(b0 + s, 16); y1 = v128.load(b1 + s, 16);
		x = v128.load(a0 + s, 16);
		s00 = multiplyAdd(x, y0, s00); s01 = multiplyAdd(x, y1, s01);
		x = v128.load(a1 + s, 16);
		s10 = multiplyAdd(x, y0, s10); s11 = multiplyAdd(x, y1, s11);
	}
	if (s < line) {
		const y0 = v128.load(b0 + s), y1 = v128.load(b1 + s);
		let x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00); s01 = multiplyAdd(x, y1, s01);
		x = v128.load(a1 + s);
		s10 = multiplyAdd(x, y0, s10); s11 = multiplyAdd(x, y1, s11);
	}
	add(cell, s00); add(cell + 8, s01);
	add(cell + down, s10); add(cell + down + 8, s11);
}

/** Two rows of a, one of b. */
// @ts-ignore: decorator
@inline
function tile2x1(a: usize, b: usize, line: usize, cell: usize, down: usize): void {
	const a0 = a, a1 = a0 + line;
	const b0 = b;
	let s00 = f64x2.splat(0), s10 = s00;
	let s: usize = 0;
	for (; s + 32 <= line; s += 32) {
		let y0 = v128.load(b0 + s);
		let x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00);
		x = v128.load(a1 + s);
		s10 = multiplyAdd(x, y0, s10);
		y0 = v128.load(b0 + s, 16);
		x = v128.load(a0 + s, 16);
		s00 = multiplyAdd(x, y0, s00);
		x = v128.load(a1 + s, 16);
		s10 = multiplyAdd(x, y0, s10);
	}
	if (s < line) {
		const y0 = v128.load(b0 + s);
		let x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00);
		x = v128.load(a1 + s);
		s10 = multiplyAdd(x, y0, s10);
	}
	add(cell, s00);
	add(cell + down, s10);
}

/** One row of a, four of b. */
// @ts-ignore: decorator
@inline
function tile1x4(a: usize, b: usize, line: usize, cell: usize): void {
	const a0 = a;
	const b0 = b, b1 = b0 + line, b2 = b1 + line, b3 = b2 + line;
	let s00 = f64x2.splat(0), s01 = s00, s02 = s00, s03 = s00;
	for (let s: usize = 0; s < line; s += 16) {
		const y0 = v128.load(b0 + s), y1 = v128.load(b1 + s), y2 = v128.load(b2 + s), y3 = v128.load(b3 + s);
		const x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00); s01 = multiplyAdd(x, y1, s01); s02 = multiplyAdd(x, y2, s02); s03 = multiplyAdd(x, y3, s03);
	}
	add(cell, s00); add(cell + 8, s01); add(cell + 16, s02); add(cell + 24, s03);
}

/** One row of a, two of b. */
// @ts-ignore: decorator
@inline
function tile1x2(a: usize, b: usize, line: usize, cell: usize): void {
	const a0 = a;
	const b0 = b, b1 = b0 + line;
	let s00 = f64x2.splat(0), s01 = s00;
	let s: usize = 0;
	for (; s + 32 <= line; s += 32) {
		let y0 = v128.load(b0 + s), y1 = v128.load(b1 + s);
		let x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00); s01 = multiplyAdd(x, y1, s01);
		y0 = v128.load(b0 + s, 16); y1 = v128.load(b1 + s, 16);
		x = v128.load(a0 + s, 16);
		s00 = multiplyAdd(x, y0, s00); s01 = multiplyAdd(x, y1, s01);
	}
	if (s < line) {
		const y0 = v128.load(b0 + s), y1 = v128.load(b1 + s);
		const x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00); s01 = multiplyAdd(x, y1, s01);
	}
	add(cell, s00); add(cell + 8, s01);
}

/** One row of a, one of b. */
// @ts-ignore: decorator
@inline
function tile1x1(a: usize, b: usize, line: usize, cell: usize): void {
	const a0 = a;
	const b0 = b;
	let s00 = f64x2.splat(0);
	let s: usize = 0;
	for (; s + 32 <= line; s += 32) {
		let y0 = v128.load(b0 + s);
		let x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00);
		y0 = v128.load(b0 + s, 16);
		x = v128.load(a0 + s, 16);
		s00 = multiplyAdd(x, y0, s00);
	}
	if (s < line) {
		const y0 = v128.load(b0 + s);
		const x = v128.load(a0 + s);
		s00 = multiplyAdd(x, y0, s00);
	}
	add(cell, s00);
}

/**
 * c[i][j] += sum_s a[i][s] b[j][s] for rows i of a and j of b, n samples each (n even); c has
 * `leading` numbers a row. Even and odd samples are summed apart, then together.
 */
export function addProducts(
	a: usize, rows: i32, b: usize, columns: i32, n: i32, c: usize, leading: i32,
): void {
	if (NATIVE) {
		if (isWorthACall(rows, columns, n)) {
			nativeAddProducts(a, rows, b, columns, n, c, leading);
			return;
		}
	}
	const line = <usize>n << 3;
	const down = <usize>leading << 3;
	let i = 0;
	for (; i + 4 <= rows; i += 4) {
		let cell = c, other = b, j = 0;
		for (; j + 2 <= columns; j += 2) {
			tile4x2(a, other, line, cell, down);
			cell += 16;
			other += 2 * line;
		}
		if (j < columns) tile4x1(a, other, line, cell, down);
		a += 4 * line;
		c += 4 * down;
	}
	if (i + 2 <= rows) {
		let cell = c, other = b, j = 0;
		for (; j + 4 <= columns; j += 4) {
			tile2x4(a, other, line, cell, down);
			cell += 32;
			other += 4 * line;
		}
		if (j + 2 <= columns) {
			tile2x2(a, other, line, cell, down);
			cell += 16;
			other += 2 * line;
			j += 2;
		}
		if (j < columns) tile2x1(a, other, line, cell, down);
		a += 2 * line;
		c += 2 * down;
		i += 2;
	}
	if (i == rows) return;
	let cell = c, other = b, j = 0;
	for (; j + 4 <= columns; j += 4) {
		tile1x4(a, other, line, cell);
		cell += 32;
		other += 4 * line;
	}
	if (j + 2 <= columns) {
		tile1x2(a, other, line, cell);
		cell += 16;
		other += 2 * line;
		j += 2;
	}
	if (j < columns) tile1x1(a, other, line, cell);
}
