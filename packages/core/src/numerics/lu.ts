import { allocateBytes, floats, integers, kernel, release } from "./kernels.ts";
import { isFiniteVector } from "./vector.ts";

/** P A = L U: L (unit diagonal) below, U on and above the diagonal of `factors` (n x n). */
export interface LuFactors {
	readonly n: number;
	readonly factors: Float64Array;
	/** The row exchanged with row k at step k. */
	readonly pivots: Int32Array;
}

/**
 * LU factorisation with partial pivoting, P A = L U; null when a pivot is exactly 0 or an entry is
 * not finite. `matrix` is n x n, row by row, unchanged.
 * @throws RangeError if the length is not n n.
 */
export function luFactor(matrix: Float64Array, n: number): LuFactors | null {
	if (matrix.length !== n * n)
		throw new RangeError(`A ${n} x ${n} matrix has ${n * n} entries; ${matrix.length} were given.`);
	if (!isFiniteVector(matrix)) return null;
	const leading = n + (n & 1);
	const base = allocateBytes(8 * n * leading + 4 * n);
	try {
		const rows = floats(base, n * leading).fill(0);
		for (let i = 0; i < n; i++) rows.set(matrix.subarray(i * n, (i + 1) * n), i * leading);
		const pivots = base + 8 * n * leading;
		if (kernel("factorLu")(n, base, leading, pivots) !== 0) return null;
		const factors = new Float64Array(n * n);
		for (let i = 0; i < n; i++) factors.set(rows.subarray(i * leading, i * leading + n), i * n);
		return { n, factors, pivots: integers(pivots, n).slice() };
	} finally {
		release(base);
	}
}

/** x with A x = b, from the factors of A; b is unchanged. */
export function luSolveFactored({ n, factors, pivots }: LuFactors, b: Float64Array): Float64Array {
	const x = b.slice();
	for (let k = 0; k < n; k++) {
		const other = pivots[k];
		const held = x[k];
		x[k] = x[other];
		x[other] = held;
	}
	for (let i = 0; i < n; i++) {
		let sum = x[i];
		for (let j = 0; j < i; j++) sum -= factors[i * n + j] * x[j];
		x[i] = sum;
	}
	for (let i = n - 1; i >= 0; i--) {
		let sum = x[i];
		for (let j = i + 1; j < n; j++) sum -= factors[i * n + j] * x[j];
		x[i] = sum / factors[i * n + i];
	}
	return x;
}

/** x with A x = b (A is n x n, row by row); null when A is exactly singular or not finite. */
export function luSolve(matrix: Float64Array, n: number, b: Float64Array): Float64Array | null {
	const factors = luFactor(matrix, n);
	return factors === null ? null : luSolveFactored(factors, b);
}
