import { symmetricEigen } from "./symmetric-eigen.ts";
import { axpy, dot, norm, scale } from "./vector.ts";

/** Extreme eigenvalues of a symmetric matrix, as far as the Krylov space shows them. */
export interface LanczosExtremes {
	/** An upper bound of the smallest eigenvalue (up to rounding). */
	readonly smallest: number;
	/** A lower bound of the largest eigenvalue (up to rounding). */
	readonly largest: number;
	/** Unit vector x with x^T A x = smallest. */
	readonly smallestVector: Float64Array;
	/** |A x - lambda x| of both: an eigenvalue lies within this distance. */
	readonly residuals: { readonly smallest: number; readonly largest: number };
	/** Products with A that were used. */
	readonly steps: number;
}

/**
 * Extreme eigenvalues of a symmetric n x n matrix A known by its products, `multiply(v, out)` writes
 * A v, by Lanczos with full reorthogonalisation from a start vector fixed by `seed`.
 *
 * Where the Krylov space closes before `steps`, it is continued with a fresh vector, so that steps >= n
 * gives the extremes whatever the start. Memory: steps * n numbers.
 * @throws RangeError if n or steps is below 1, or a product is not finite.
 */
export function lanczosExtremes(
	multiply: (v: Float64Array, out: Float64Array) => void,
	n: number,
	options: { readonly steps: number; readonly seed: number },
): LanczosExtremes {
	const limit = Math.min(options.steps, n);
	if (!(limit >= 1))
		throw new RangeError(
			`Lanczos needs n and steps of at least 1; found n = ${n}, steps = ${options.steps}.`,
		);
	const basis: Float64Array[] = [];
	const diagonal: number[] = [];
	const couplings: number[] = [];
	const q = new Float64Array(n);
	let next = freshVector(n, options.seed, basis);
	let size = 0;
	let last = 0;
	while (basis.length < limit) {
		const v = next;
		basis.push(v);
		multiply(v, q);
		const alpha = dot(v, q);
		const length = norm(q);
		if (!Number.isFinite(length))
			throw new RangeError(`Product ${basis.length} with the matrix is not finite.`);
		diagonal.push(alpha);
		size = Math.max(size, length);
		orthogonalise(q, basis);
		last = norm(q);
		if (last <= 1e-14 * size) {
			last = 0;
			if (basis.length < limit) next = freshVector(n, options.seed + basis.length, basis);
		} else next = scale(1 / last, q.slice());
		couplings.push(last);
	}
	return extremes(basis, diagonal, couplings, last);
}

/** The Rayleigh-Ritz pairs of T = V^T A V at both ends. */
function extremes(
	basis: readonly Float64Array[],
	diagonal: readonly number[],
	couplings: readonly number[],
	last: number,
): LanczosExtremes {
	const k = basis.length;
	const projected = new Float64Array(k * k);
	for (let i = 0; i < k; i++) {
		projected[i * k + i] = diagonal[i];
		if (i > 0) projected[i * k + i - 1] = couplings[i - 1];
	}
	const { values, vectors } = symmetricEigen(projected, k, true);
	const weights = vectors as Float64Array;
	const smallestVector = new Float64Array(basis[0].length);
	for (let i = 0; i < k; i++) axpy(weights[i], basis[i], smallestVector);
	scale(1 / norm(smallestVector), smallestVector);
	return {
		smallest: values[0],
		largest: values[k - 1],
		smallestVector,
		residuals: {
			smallest: Math.abs(last * weights[k - 1]),
			largest: Math.abs(last * weights[k * k - 1]),
		},
		steps: k,
	};
}

/** q minus its components along the basis, twice. */
function orthogonalise(q: Float64Array, basis: readonly Float64Array[]): void {
	for (let pass = 0; pass < 2; pass++) for (const v of basis) axpy(-dot(v, q), v, q);
}

/** A unit vector orthogonal to the basis, fixed by the seed: a 32-bit hash of (seed, place). */
function freshVector(n: number, seed: number, basis: readonly Float64Array[]): Float64Array {
	for (let attempt = 0; ; attempt++) {
		const v = new Float64Array(n);
		for (let i = 0; i < n; i++) {
			let h = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
			h = Math.imul(h ^ (h >>> 16) ^ attempt, 0x21f0aaad);
			h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
			v[i] = (h ^ (h >>> 15)) / 2147483648;
		}
		scale(1 / norm(v), v);
		orthogonalise(v, basis);
		const left = norm(v);
		if (left > 1e-8 || attempt === 20) {
			scale(1 / left, v);
			orthogonalise(v, basis);
			return scale(1 / norm(v), v);
		}
	}
}
