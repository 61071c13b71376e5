import { matrixProduct, transposed } from "../numerics/matrix-product.ts";
import { orthonormalComplement } from "../numerics/qr.ts";
import { singularValues } from "../numerics/singular-values.ts";

/** A matrix, row by row, that knows its shape; either side may be 0. */
export interface SizedMatrix {
	readonly rows: number;
	readonly columns: number;
	readonly entries: Float64Array;
}

/** The matrix of zeros. */
export function zeroMatrix(rows: number, columns: number): SizedMatrix {
	return { rows, columns, entries: new Float64Array(rows * columns) };
}

/** I, n x n */
export function identity(n: number): SizedMatrix {
	const one = zeroMatrix(n, n);
	for (let k = 0; k < n; k++) one.entries[k * n + k] = 1;
	return one;
}

/** A B */
export function times(a: SizedMatrix, b: SizedMatrix): SizedMatrix {
	return {
		rows: a.rows,
		columns: b.columns,
		entries: matrixProduct(a.entries, b.entries, a.rows, a.columns, b.columns),
	};
}

/** A^T */
export function flip(a: SizedMatrix): SizedMatrix {
	return { rows: a.columns, columns: a.rows, entries: transposed(a.entries, a.rows, a.columns) };
}

/** Orthonormal rows that span what is orthogonal to the first r orthonormal rows of length n. */
export function complement(rows: Float64Array, r: number, n: number): SizedMatrix {
	return { rows: n - r, columns: n, entries: orthonormalComplement(rows, r, n) };
}

/**
 * Orthonormal bases, as rows, of the row space and of the kernel of a matrix. Singular values below 1e-9 times the
 * largest, or below `least`, count as 0.
 */
export function rowSpaceAndKernel(a: SizedMatrix, least = 0): { space: SizedMatrix; kernel: SizedMatrix } {
	const n = a.columns;
	if (a.rows === 0 || n === 0) return { space: zeroMatrix(0, n), kernel: identity(n) };
	const { values, v } = singularValues(a.entries, a.rows, n);
	const cut = Math.max(1e-9 * values[0], least);
	let rank = 0;
	while (rank < values.length && values[rank] > cut) rank++;
	const rows = v.slice(0, rank * n);
	return { space: { rows: rank, columns: n, entries: rows }, kernel: complement(rows, rank, n) };
}
