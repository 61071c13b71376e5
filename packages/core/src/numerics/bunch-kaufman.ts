import { allocateBytes, floats, integers, kernel, release } from "./kernels.ts";
import { isFiniteVector } from "./vector.ts";

/** P A P^T = L D L^T: L unit lower triangular, D symmetric with blocks of size 1 and 2 on its diagonal. */
export interface SymmetricFactors {
	readonly n: number;
	/** n x n, row by row: L with its ones and zeros; L[k+1][k] = 0 within a block of size 2. */
	readonly lower: Float64Array;
	/** D[k][k]. */
	readonly diagonal: Float64Array;
	/** D[k+1][k]: not 0 where a block of size 2 begins, 0 elsewhere. */
	readonly below: Float64Array;
	/** Row and column k of P A P^T are row and column order[k] of A. */
	readonly order: Int32Array;
	/** Numbers of eigenvalues of D above, below and exactly 0; by Sylvester's law those of L D L^T. */
	readonly inertia: { readonly positive: number; readonly negative: number; readonly zero: number };
}

/**
 * Factors of a symmetric, possibly indefinite or singular matrix by diagonal pivoting, P A P^T = L D L^T, with the inertia
 * of D (Bunch & Kaufman 1977, partial pivoting; n^3 / 3 operations).
 *
 * `matrix` is n x n, row by row, and unchanged; only its lower triangle is read. The factors are those of A + E with
 * |E| in practice below n 2^-53 |A| (Higham 1997), so that signs of eigenvalues of A below this say nothing; a zero pivot is
 * counted only where it and its column are exactly 0. Entries of L may be large.
 * @throws RangeError if the length is not n n, an entry is not finite, or the factors overflow.
 *
 * @example
 * factorSymmetric(Float64Array.of(0, 1, 1, 0), 2).inertia; // { positive: 1, negative: 1, zero: 0 }
 */
export function factorSymmetric(matrix: Float64Array, n: number): SymmetricFactors {
	if (!Number.isInteger(n) || n < 0 || matrix.length !== n * n)
		throw new RangeError(`A symmetric ${n} x ${n} matrix has ${n * n} entries; ${matrix.length} were given.`);
	if (!isFiniteVector(matrix)) {
		const k = matrix.findIndex((x) => !Number.isFinite(x));
		throw new RangeError(
			`A factorisation needs finite entries; row ${Math.floor(k / n)}, column ${k % n} is ${matrix[k]}.`,
		);
	}
	const leading = n + (n & 1);
	const at = { diagonal: n * leading, below: n * (leading + 1), work: n * (leading + 2) };
	const end = at.work + 34 * n;
	const base = allocateBytes(8 * end + 4 * n);
	try {
		const memory = floats(base, end);
		for (let i = 0; i < n; i++) memory.set(matrix.subarray(i * n, i * n + i + 1), i * leading);
		const failed = kernel("factorBunchKaufman")(
			n,
			base,
			leading,
			base + 8 * at.diagonal,
			base + 8 * at.below,
			base + 8 * end,
			base + 8 * at.work,
		);
		if (failed !== 0)
			throw new RangeError(
				`The factors overflow at step ${failed}: entries are too large, or too far apart.`,
			);
		const lower = new Float64Array(n * n);
		for (let i = 0; i < n; i++) {
			lower.set(memory.subarray(i * leading, i * leading + i), i * n);
			lower[i * n + i] = 1;
		}
		const diagonal = memory.slice(at.diagonal, at.diagonal + n);
		const below = memory.slice(at.below, at.below + n);
		const order = integers(base + 8 * end, n).slice();
		return { n, lower, diagonal, below, order, inertia: inertiaOfBlocks(diagonal, below) };
	} finally {
		release(base);
	}
}

/** Pivoting takes a block [p q; q t] only where |p t| < 0.42 q^2: its eigenvalues have opposite signs. */
function inertiaOfBlocks(diagonal: Float64Array, below: Float64Array): SymmetricFactors["inertia"] {
	let positive = 0;
	let negative = 0;
	const n = diagonal.length;
	for (let k = 0; k < n; k++) {
		if (below[k] !== 0) {
			positive++;
			negative++;
			k++;
		} else if (diagonal[k] > 0) positive++;
		else if (diagonal[k] < 0) negative++;
	}
	return { positive, negative, zero: n - positive - negative };
}

/**
 * x with A x = b from the factors of A, x = P^T L^-T D^-1 L^-1 P b (Bunch & Kaufman 1977); null where a pivot is 0, so
 * that A is singular.
 *
 * `b` has n entries and is unchanged.
 * @throws RangeError if b has not n entries.
 *
 * @example
 * solveSymmetric(factorSymmetric(Float64Array.of(0, 2, 2, 0), 2), Float64Array.of(4, 6)); // 3, 2
 */
export function solveSymmetric(factors: SymmetricFactors, b: Float64Array): Float64Array | null {
	const { n, lower, diagonal, below, order, inertia } = factors;
	if (b.length !== n)
		throw new RangeError(`The right-hand side has ${b.length} entries; the matrix has ${n} rows.`);
	if (inertia.zero > 0) return null;
	const y = new Float64Array(n);
	for (let i = 0; i < n; i++) {
		let sum = b[order[i]];
		for (let j = 0; j < i; j++) sum -= lower[i * n + j] * y[j];
		y[i] = sum;
	}
	for (let k = 0; k < n; k++) {
		const q = below[k];
		if (q === 0) {
			y[k] /= diagonal[k];
			continue;
		}
		const first = diagonal[k] / q;
		const second = diagonal[k + 1] / q;
		const denominator = first * second - 1;
		const u = y[k] / q;
		const v = y[k + 1] / q;
		y[k] = (second * u - v) / denominator;
		y[k + 1] = (first * v - u) / denominator;
		k++;
	}
	const x = new Float64Array(n);
	for (let i = n - 1; i >= 0; i--) {
		for (let j = 0; j < i; j++) y[j] -= lower[i * n + j] * y[i];
		x[order[i]] = y[i];
	}
	return x;
}
