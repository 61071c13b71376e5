import { symmetricEigen } from "../numerics/symmetric-eigen.ts";

/** Numbers of negative, zero and positive eigenvalues of a Hessian, with the cut-offs that were used. */
export interface Inertia {
	readonly index: number;
	readonly nullity: number;
	/** Ascending. */
	readonly eigenvalues: Float64Array;
	/** |eigenvalue| <= cut counts as 0. */
	readonly cut: number;
	/** Eigenvalues whose sign is not certain: within a factor 100 above the cut. */
	readonly doubtful: number;
}

const unitRoundoff = 1 / 9007199254740992; // 2^-53
const doubtFactor = 100;

/**
 * Signs of the eigenvalues of a symmetric matrix (n x n, row by row) computed in float64. The
 * relative cut-off is the rounding of entries and of the eigensolver, 64 sqrt(n) 2^-53 times the
 * largest absolute eigenvalue; `noise` (absolute) adds what is known of the error of the entries,
 * e.g. of theta itself.
 */
export function inertia(hessian: Float64Array, n: number, noise: number): Inertia {
	return inertiaOf(symmetricEigen(hessian, n, false).values, noise);
}

/** The same from the eigenvalues, ascending. */
export function inertiaOf(eigenvalues: Float64Array, noise: number): Inertia {
	const n = eigenvalues.length;
	const largest = Math.max(Math.abs(eigenvalues[0]), Math.abs(eigenvalues[n - 1]));
	const cut = Math.max(64 * Math.sqrt(n) * unitRoundoff * largest, noise);
	let index = 0;
	let nullity = 0;
	let doubtful = 0;
	for (const value of eigenvalues) {
		const size = Math.abs(value);
		if (size <= cut) nullity++;
		else if (value < 0) index++;
		if (size > cut && size <= doubtFactor * cut) doubtful++;
	}
	return { index, nullity, eigenvalues, cut, doubtful };
}
