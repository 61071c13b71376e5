/**
 * out[j][s] = start + sum_k w(j, k) in[k][s] for `rows` rows of n samples (n even).
 *
 * w(j, k) lies at w + 8 (j rowStride + k columnStride): both a matrix and its transpose are read in
 * place. `start` is out[j][s] itself if `accumulate`, else bias[j], or 0 without a bias. The sum
 * runs over k in order for every element, whatever the tile, so the bits do not depend on the shape.
 */
export function multiply(
	w: usize, rowStride: usize, columnStride: usize, bias: usize, accumulate: bool,
	input: usize, out: usize, rows: i32, columns: i32, n: i32,
): void {
	const line = <usize>n << 3;
	const down = rowStride << 3;
	const across = columnStride << 3;
	let j = 0;
	for (; j + 4 <= rows; j += 4) {
		const w0 = w + <usize>j * down;
		const o0 = out + <usize>j * line;
		const o1 = o0 + line, o2 = o1 + line, o3 = o2 + line;
		let s: usize = 0;
		for (; s + 32 <= line; s += 32) {
			let a00: v128, a01: v128, a10: v128, a11: v128, a20: v128, a21: v128, a30: v128, a31: v128;
			if (accumulate) {
				a00 = v128.load(o0 + s); a01 = v128.load(o0 + s, 16);
				a10 = v128.load(o1 + s); a11 = v128.load(o1 + s, 16);
				a20 = v128.load(o2 + s); a21 = v128.load(o2 + s, 16);
				a30 = v128.load(o3 + s); a31 = v128.load(o3 + s, 16);
			} else {
				const b = bias + (<usize>j << 3);
				a00 = bias ? v128.load64_splat(b) : f64x2.splat(0); a01 = a00;
				a10 = bias ? v128.load64_splat(b, 8) : f64x2.splat(0); a11 = a10;
				a20 = bias ? v128.load64_splat(b, 16) : f64x2.splat(0); a21 = a20;
				a30 = bias ? v128.load64_splat(b, 24) : f64x2.splat(0); a31 = a30;
			}
			let p = input + s;
			let q0 = w0, q1 = w0 + down, q2 = w0 + 2 * down, q3 = w0 + 3 * down;
			for (let k = 0; k < columns; k++) {
				const x0 = v128.load(p), x1 = v128.load(p, 16);
				let c = v128.load64_splat(q0);
				a00 = f64x2.add(a00, f64x2.mul(c, x0)); a01 = f64x2.add(a01, f64x2.mul(c, x1));
				c = v128.load64_splat(q1);
				a10 = f64x2.add(a10, f64x2.mul(c, x0)); a11 = f64x2.add(a11, f64x2.mul(c, x1));
				c = v128.load64_splat(q2);
				a20 = f64x2.add(a20, f64x2.mul(c, x0)); a21 = f64x2.add(a21, f64x2.mul(c, x1));
				c = v128.load64_splat(q3);
				a30 = f64x2.add(a30, f64x2.mul(c, x0)); a31 = f64x2.add(a31, f64x2.mul(c, x1));
				p += line; q0 += across; q1 += across; q2 += across; q3 += across;
			}
			v128.store(o0 + s, a00); v128.store(o0 + s, a01, 16);
			v128.store(o1 + s, a10); v128.store(o1 + s, a11, 16);
			v128.store(o2 + s, a20); v128.store(o2 + s, a21, 16);
			v128.store(o3 + s, a30); v128.store(o3 + s, a31, 16);
		}
		for (; s < line; s += 16) {
			for (let i = 0; i < 4; i++) {
				multiplyPair(
					w0 + <usize>i * down, across, bias ? bias + (<usize>(j + i) << 3) : 0, accumulate,
					input + s, line, out + <usize>(j + i) * line + s, columns,
				);
			}
		}
	}
	for (; j < rows; j++) {
		const wj = w + <usize>j * down;
		const b: usize = bias ? bias + (<usize>j << 3) : 0;
		const o = out + <usize>j * line;
		let s: usize = 0;
		for (; s + 64 <= line; s += 64) {
			let a0: v128, a1: v128, a2: v128, a3: v128;
			if (accumulate) {
				a0 = v128.load(o + s); a1 = v128.load(o + s, 16);
				a2 = v128.load(o + s, 32); a3 = v128.load(o + s, 48);
			} else {
				a0 = b ? v128.load64_splat(b) : f64x2.splat(0);
				a1 = a0; a2 = a0; a3 = a0;
			}
			let p = input + s;
			let q = wj;
			for (let k = 0; k < columns; k++) {
				const c = v128.load64_splat(q);
				a0 = f64x2.add(a0, f64x2.mul(c, v128.load(p)));
				a1 = f64x2.add(a1, f64x2.mul(c, v128.load(p, 16)));
				a2 = f64x2.add(a2, f64x2.mul(c, v128.load(p, 32)));
				a3 = f64x2.add(a3, f64x2.mul(c, v128.load(p, 48)));
				p += line; q += across;
			}
			v128.store(o + s, a0); v128.store(o + s, a1, 16);
			v128.store(o + s, a2, 32); v128.store(o + s, a3, 48);
		}
		for (; s < line; s += 16) {
			multiplyPair(wj, across, b, accumulate, input + s, line, o + s, columns);
		}
	}
}

/** One row, two samples of `multiply`. */
function multiplyPair(
	w: usize, across: usize, bias: usize, accumulate: bool,
	input: usize, line: usize, out: usize, columns: i32,
): void {
	let sum = accumulate ? v128.load(out) : bias ? v128.load64_splat(bias) : f64x2.splat(0);
	for (let k = 0; k < columns; k++) {
		sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(w), v128.load(input)));
		w += across;
		input += line;
	}
	v128.store(out, sum);
}

// @ts-ignore: decorator
@inline
function lanes(v: v128): f64 {
	return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

// @ts-ignore: decorator
@inline
function add(address: usize, v: v128): void {
	store<f64>(address, load<f64>(address) + lanes(v));
}

/**
 * c[i][j] += sum_s a[i][s] b[j][s] for rows i of a and j of b, n samples each (n even); c has
 * `leading` numbers a row. Even and odd samples are summed apart, then together.
 */
export function addProducts(
	a: usize, rows: i32, b: usize, columns: i32, n: i32, c: usize, leading: i32,
): void {
	const line = <usize>n << 3;
	const down = <usize>leading << 3;
	let i = 0;
	for (; i + 4 <= rows; i += 4) {
		const a0 = a + <usize>i * line, a1 = a0 + line, a2 = a1 + line, a3 = a2 + line;
		let cell = c + <usize>i * down;
		let j = 0;
		for (; j + 2 <= columns; j += 2) {
			const b0 = b + <usize>j * line, b1 = b0 + line;
			let s00 = f64x2.splat(0), s01 = s00, s10 = s00, s11 = s00;
			let s20 = s00, s21 = s00, s30 = s00, s31 = s00;
			for (let s: usize = 0; s < line; s += 16) {
				const y0 = v128.load(b0 + s), y1 = v128.load(b1 + s);
				let x = v128.load(a0 + s);
				s00 = f64x2.add(s00, f64x2.mul(x, y0)); s01 = f64x2.add(s01, f64x2.mul(x, y1));
				x = v128.load(a1 + s);
				s10 = f64x2.add(s10, f64x2.mul(x, y0)); s11 = f64x2.add(s11, f64x2.mul(x, y1));
				x = v128.load(a2 + s);
				s20 = f64x2.add(s20, f64x2.mul(x, y0)); s21 = f64x2.add(s21, f64x2.mul(x, y1));
				x = v128.load(a3 + s);
				s30 = f64x2.add(s30, f64x2.mul(x, y0)); s31 = f64x2.add(s31, f64x2.mul(x, y1));
			}
			add(cell, s00); add(cell + 8, s01);
			add(cell + down, s10); add(cell + down + 8, s11);
			add(cell + 2 * down, s20); add(cell + 2 * down + 8, s21);
			add(cell + 3 * down, s30); add(cell + 3 * down + 8, s31);
			cell += 16;
		}
		if (j < columns) {
			const b0 = b + <usize>j * line;
			let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
			for (let s: usize = 0; s < line; s += 16) {
				const y = v128.load(b0 + s);
				s0 = f64x2.add(s0, f64x2.mul(v128.load(a0 + s), y));
				s1 = f64x2.add(s1, f64x2.mul(v128.load(a1 + s), y));
				s2 = f64x2.add(s2, f64x2.mul(v128.load(a2 + s), y));
				s3 = f64x2.add(s3, f64x2.mul(v128.load(a3 + s), y));
			}
			add(cell, s0); add(cell + down, s1); add(cell + 2 * down, s2); add(cell + 3 * down, s3);
		}
	}
	for (; i < rows; i++) {
		const a0 = a + <usize>i * line;
		let cell = c + <usize>i * down;
		let j = 0;
		for (; j + 4 <= columns; j += 4) {
			const b0 = b + <usize>j * line, b1 = b0 + line, b2 = b1 + line, b3 = b2 + line;
			let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
			for (let s: usize = 0; s < line; s += 16) {
				const x = v128.load(a0 + s);
				s0 = f64x2.add(s0, f64x2.mul(x, v128.load(b0 + s)));
				s1 = f64x2.add(s1, f64x2.mul(x, v128.load(b1 + s)));
				s2 = f64x2.add(s2, f64x2.mul(x, v128.load(b2 + s)));
				s3 = f64x2.add(s3, f64x2.mul(x, v128.load(b3 + s)));
			}
			add(cell, s0); add(cell + 8, s1); add(cell + 16, s2); add(cell + 24, s3);
			cell += 32;
		}
		for (; j < columns; j++) {
			const b0 = b + <usize>j * line;
			let sum = f64x2.splat(0);
			for (let s: usize = 0; s < line; s += 16) {
				sum = f64x2.add(sum, f64x2.mul(v128.load(a0 + s), v128.load(b0 + s)));
			}
			add(cell, sum);
			cell += 8;
		}
	}
}

/** out = a * b, element by element, `count` numbers (even). */
export function times(a: usize, b: usize, out: usize, count: i32): void {
	for (let s: usize = 0, end = <usize>count << 3; s < end; s += 16) {
		v128.store(out + s, f64x2.mul(v128.load(a + s), v128.load(b + s)));
	}
}

/** out = a * b + c * d * e, element by element. */
export function timesPlusTriple(a: usize, b: usize, c: usize, d: usize, e: usize, out: usize, count: i32): void {
	for (let s: usize = 0, end = <usize>count << 3; s < end; s += 16) {
		const second = f64x2.mul(f64x2.mul(v128.load(c + s), v128.load(d + s)), v128.load(e + s));
		v128.store(out + s, f64x2.add(f64x2.mul(v128.load(a + s), v128.load(b + s)), second));
	}
}
