/**
 * Products of matrices by a library of the machine, for the engine `native` alone: the host gives `gemm`. The other engines
 * are compiled with NATIVE = 0 and import nothing.
 */
// @ts-ignore: decorator
@external("native", "gemm")
declare function gemm(
	transposeA: bool, transposeB: bool, rows: i32, columns: i32, depth: i32,
	a: usize, leadingA: i32, b: usize, leadingB: i32, accumulate: bool, c: usize, leadingC: i32,
): void;

/** Multiply-adds from which a call of the library is worth its start. */
const WORTH: i64 = 20000;

/** Whether a product is the library's: it must be large, and thin in no direction. */
export function isWorthACall(rows: i32, columns: i32, depth: i32): bool {
	return rows >= 4 && columns >= 4 && depth >= 4 && <i64>rows * <i64>columns * <i64>depth >= WORTH;
}

/** out[j][s] (+)= sum_k w(j, k) in[k][s], strides as for `multiply`. */
export function nativeMultiply(
	w: usize, rowStride: usize, columnStride: usize, bias: usize, accumulate: bool,
	input: usize, out: usize, rows: i32, columns: i32, n: i32,
): void {
	if (bias) {
		const line = <usize>n << 3;
		for (let j: usize = 0; j < <usize>rows; j++) {
			const b = v128.load64_splat(bias + (j << 3));
			for (let s = out + j * line, end = s + line; s < end; s += 16) v128.store(s, b);
		}
	}
	const transposed = columnStride != 1;
	gemm(
		transposed, false, rows, n, columns,
		w, <i32>(transposed ? columnStride : rowStride), input, n, accumulate || bias != 0, out, n,
	);
}

/** c[i][j] += sum_s a[i][s] b[j][s], as `addProducts`. */
export function nativeAddProducts(
	a: usize, rows: i32, b: usize, columns: i32, n: i32, c: usize, leading: i32,
): void {
	gemm(false, true, rows, columns, n, a, n, b, n, true, c, leading);
}
