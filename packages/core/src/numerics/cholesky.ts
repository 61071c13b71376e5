import { allocateFloats, floats, kernel, type NativeLibrary, nativeLibrary, release } from "./kernels.ts";
import { leastNativeSize } from "./native/lapack.ts";

/**
 * Lower factor of a symmetric positive definite matrix, A + shift I = L L^T; null when a pivot is not positive
 * and finite (not positive definite to working precision, or not finite).
 *
 * `matrix` is n x n, row by row, unchanged; only its lower triangle is read. The factor is n x n with
 * zeros above the diagonal; it is written into `out` where that is given, an earlier factor or zeros.
 * @throws RangeError if the length is not n n.
 */
export function cholesky(
	matrix: Float64Array,
	n: number,
	shift = 0,
	out?: Float64Array,
): Float64Array | null {
	if (matrix.length !== n * n)
		throw new RangeError(`A symmetric ${n} x ${n} matrix has ${n * n} entries; ${matrix.length} were given.`);
	const library = nativeLibrary();
	if (library !== null && n >= leastNativeSize) return nativeFactor(library, matrix, n);
	const leading = n + (n & 1);
	const base = allocateFloats(n * leading);
	try {
		const rows = floats(base, n * leading);
		for (let i = 0; i < n; i++) {
			for (let j = 0; j < i; j++) rows[i * leading + j] = matrix[i * n + j];
			rows[i * leading + i] = matrix[i * n + i] + shift;
		}
		if (kernel("factorCholesky")(n, base, leading) !== 0) return null;
		const factor = out ?? new Float64Array(n * n);
		for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) factor[i * n + j] = rows[i * leading + j];
		return factor;
	} finally {
		release(base);
	}
}

function nativeFactor({ lapack }: NativeLibrary, matrix: Float64Array, n: number): Float64Array | null {
	const factor = new Float64Array(n * n);
	for (let i = 0; i < n; i++) factor.set(matrix.subarray(i * n, i * n + i + 1), i * n);
	return lapack.cholesky(factor, n) ? factor : null;
}

/** x with L L^T x = b, from the factor (n x n) that `cholesky` returned; b is unchanged. */
export function choleskySolve(factor: Float64Array, n: number, b: Float64Array): Float64Array {
	const x = b.slice();
	for (let i = 0; i < n; i++) {
		let sum = x[i];
		for (let j = 0; j < i; j++) sum -= factor[i * n + j] * x[j];
		x[i] = sum / factor[i * n + i];
	}
	for (let i = n - 1; i >= 0; i--) {
		x[i] /= factor[i * n + i];
		for (let j = 0; j < i; j++) x[j] -= factor[i * n + j] * x[i];
	}
	return x;
}

/** Pivots that differ by more than this have lost too many digits to speak of the smallest eigenvalue. */
const leastPivotShare = 1e-8;

/** Whether the smallest pivot of a Cholesky factor (n x n) is at least 1e-8 of the largest. */
export function isWellConditioned(factor: Float64Array, n: number): boolean {
	let smallest = Infinity;
	let largest = 0;
	for (let i = 0; i < n; i++) {
		const pivot = factor[i * n + i] * factor[i * n + i];
		smallest = Math.min(smallest, pivot);
		largest = Math.max(largest, pivot);
	}
	return smallest >= leastPivotShare * largest && largest < Infinity;
}
