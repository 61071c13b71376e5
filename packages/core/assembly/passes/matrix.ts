import { multiplyAdd } from "../multiply-add";
import { isWorthACall, nativeMultiply } from "../native";

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
	if (NATIVE) {
		if (isWorthACall(rows, columns, n)) {
			nativeMultiply(w, rowStride, columnStride, bias, accumulate, input, out, rows, columns, n);
			return;
		}
	}
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
				a00 = multiplyAdd(c, x0, a00); a01 = multiplyAdd(c, x1, a01);
				c = v128.load64_splat(q1);
				a10 = multiplyAdd(c, x0, a10); a11 = multiplyAdd(c, x1, a11);
				c = v128.load64_splat(q2);
				a20 = multiplyAdd(c, x0, a20); a21 = multiplyAdd(c, x1, a21);
				c = v128.load64_splat(q3);
				a30 = multiplyAdd(c, x0, a30); a31 = multiplyAdd(c, x1, a31);
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
				a0 = multiplyAdd(c, v128.load(p), a0);
				a1 = multiplyAdd(c, v128.load(p, 16), a1);
				a2 = multiplyAdd(c, v128.load(p, 32), a2);
				a3 = multiplyAdd(c, v128.load(p, 48), a3);
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
		sum = multiplyAdd(v128.load64_splat(w), v128.load(input), sum);
		w += across;
		input += line;
	}
	v128.store(out, sum);
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
