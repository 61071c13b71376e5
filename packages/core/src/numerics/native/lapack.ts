import type { OpenBlas } from "./open-blas.ts";

/** Decompositions by the machine's LAPACK. Matrices are row by row; of symmetric ones the lower triangle is read. */
export interface Lapack {
	/**
	 * Eigenvalues in ascending order into `values` (n); `matrix` (n x n) is overwritten, with the unit eigenvector of values[k]
	 * in row k if `vectors` (dsyevd: divide and conquer).
	 * @throws Error if they did not settle.
	 */
	symmetricEigen(matrix: Float64Array, n: number, vectors: boolean, values: Float64Array): void;
	/** Overwrites the lower triangle of `matrix` by L with A = L L^T (dpotrf); false when A is not positive definite. */
	cholesky(matrix: Float64Array, n: number): boolean;
}

/** From this size on the library's start is worth it. */
export const leastNativeSize = 200;

export function lapackOf(blas: OpenBlas): Lapack {
	const dsyevd = blas.func(
		"void dsyevd_(const char *, const char *, const int *, double *, const int *, double *, double *, const int *, int *, const int *, _Out_ int *, size_t, size_t)",
	);
	const dpotrf = blas.func(
		"void dpotrf_(const char *, const int *, double *, const int *, _Out_ int *, size_t)",
	);
	const info = new Int32Array(1);
	// LAPACK counts column by column: the lower triangle of rows is its upper one, and its columns are our rows.
	return {
		symmetricEigen(matrix, n, vectors, values) {
			const size = Int32Array.of(n);
			const job = vectors ? "V" : "N";
			const call = (work: Float64Array, whole: Int32Array, lengths: readonly [number, number]) =>
				dsyevd(
					job,
					"U",
					size,
					matrix,
					size,
					values,
					work,
					Int32Array.of(lengths[0]),
					whole,
					Int32Array.of(lengths[1]),
					info,
					1,
					1,
				);
			const asked = { work: new Float64Array(1), whole: new Int32Array(1) };
			call(asked.work, asked.whole, [-1, -1]);
			const lengths = [Math.max(1, asked.work[0]), Math.max(1, asked.whole[0])] as const;
			call(new Float64Array(lengths[0]), new Int32Array(lengths[1]), lengths);
			if (info[0] !== 0) throw new Error(`The eigenvalues of a ${n} x ${n} matrix did not settle.`);
		},
		cholesky(matrix, n) {
			const size = Int32Array.of(n);
			dpotrf("U", size, matrix, size, info, 1);
			// OpenBLAS does not see a NaN among the pivots.
			for (let i = 0; i < n; i++) if (!(matrix[i * n + i] > 0 && matrix[i * n + i] < Infinity)) return false;
			return info[0] === 0;
		},
	};
}
