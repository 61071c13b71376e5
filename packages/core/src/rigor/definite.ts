import { addDown, addUp, divideUp, multiplyUp } from "./directed.ts";
import { gamma } from "./matrix-enclosure.ts";

/** Entries between which the bounds hold without a word about overflow. */
const largestEntry = 3.273390607896142e150; // 2^500
const smallestEntry = 3.054936363499605e-151; // 2^-500

/**
 * A lower bound of the smallest eigenvalue of a symmetric matrix A (n x n, row by row; the lower triangle is read) above
 * `shift` > 0, or null where none was shown: A - shift I, its diagonal rounded down, has a float64 Cholesky factor.
 *
 * Proof. Let B be the matrix stored. If the loop completes, R^T R = B + E with |E| <= gamma_(n+1) |R^T||R| + underflow and
 * ||R||_F^2 <= tr B / (1 - gamma_(n+1)) + underflow (Higham 2002, theorem 10.3; Rump 2006), so
 * lambda_min(B) >= -(gamma_(n+1) tr B + nu) / (1 - gamma_(n+1)), nu = 2 n (n + max_i r_ii) 2^-1074.
 * The loop below is the textbook one with true divisions; its order of summation is of no account.
 */
export function smallestEigenvalueAbove(a: Float64Array, n: number, shift: number): number | null {
	if (n === 0) return shift;
	const r = new Float64Array(n * n);
	let trace = 0;
	let largestPivot = 0;
	for (let i = 0; i < n; i++) {
		for (let j = 0; j < i; j++) r[i * n + j] = a[i * n + j];
		const d = addDown(a[i * n + i], -shift);
		if (!(d >= smallestEntry && d <= largestEntry)) return null;
		r[i * n + i] = d;
		trace = addUp(trace, d);
	}
	for (let i = 0; i < n; i++) {
		const rowI = i * n;
		for (let j = 0; j < i; j++) {
			const rowJ = j * n;
			let sum = r[rowI + j];
			for (let k = 0; k < j; k++) sum -= r[rowI + k] * r[rowJ + k];
			r[rowI + j] = sum / r[rowJ + j];
		}
		let pivot = r[rowI + i];
		for (let k = 0; k < i; k++) pivot -= r[rowI + k] * r[rowI + k];
		if (!(pivot > 0)) return null;
		const root = Math.sqrt(pivot);
		r[rowI + i] = root;
		largestPivot = Math.max(largestPivot, root);
	}
	const g = gamma(n + 1);
	const nu = 2 * n * (n + largestPivot + 1) * 5e-324;
	const error = divideUp(addUp(multiplyUp(g, trace), nu), addDown(1, -g));
	const bound = addDown(shift, -error);
	return bound > 0 ? bound : null;
}
