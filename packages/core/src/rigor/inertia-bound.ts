import { addDown, addUp } from "./directed.ts";
import { gamma, largestRowSum, unitRoundoff } from "./matrix-enclosure.ts";

/** P A P^T = L D L^T in float64: unit lower L, D of blocks of size 1 and 2 (Bunch & Kaufman 1977). */
interface Factors {
	readonly order: Int32Array;
	/** Strictly lower triangle, row by row; the diagonal is 1. */
	readonly l: Float64Array;
	readonly diagonal: Float64Array;
	/** below[k] couples k and k + 1; 0 for blocks of size 1. */
	readonly below: Float64Array;
}

/** The eigenvalues of a symmetric matrix on both sides of a gap around 0. */
export interface SpectralGap {
	/** How many eigenvalues are <= -gap; all others are >= gap. */
	readonly negative: number;
	readonly gap: number;
}

/**
 * Shows that no eigenvalue of a symmetric matrix A (n x n) lies in (-g, g) for some g near `shift`, and counts those below;
 * null where that was not shown.
 *
 * Proof. For s = shift and s = -shift let A - s I = L D L^T + R, L unit lower triangular (after a permutation), R enclosed entry by
 * entry, ||R|| <= eta. By Sylvester's law L D L^T has as many negative eigenvalues as D, which has blocks of
 * size 1 and 2. By Weyl's inequality the k-th eigenvalues of A - s I and of L D L^T differ by at most eta. So if D has k
 * negative and no zero eigenvalue for both shifts, the k-th eigenvalue of A is at most -shift + eta and the (k+1)-th at
 * least shift - eta.
 */
export function spectralGap(a: Float64Array, n: number, shift: number): SpectralGap | null {
	const upper = negativeAndError(a, n, shift);
	if (upper === null) return null;
	const lower = negativeAndError(a, n, -shift);
	if (lower === null || lower.negative !== upper.negative) return null;
	const gap = addDown(shift, -Math.max(upper.error, lower.error));
	return gap > 0 ? { negative: upper.negative, gap } : null;
}

function negativeAndError(
	a: Float64Array,
	n: number,
	s: number,
): { readonly negative: number; readonly error: number } | null {
	const shifted = new Float64Array(n * n);
	let rounding = 0;
	for (let i = 0; i < n; i++) {
		for (let j = 0; j <= i; j++) shifted[i * n + j] = shifted[j * n + i] = a[i * n + j];
		const d = a[i * n + i] - s;
		shifted[i * n + i] = d;
		rounding = Math.max(rounding, Math.abs(d) * 2 * unitRoundoff + 5e-324);
	}
	const factors = factorise(shifted, n);
	if (factors === null) return null;
	const negative = negativeOf(factors, n);
	if (negative === null) return null;
	const error = addUp(residual(shifted, factors, n), rounding);
	return Number.isFinite(error) ? { negative, error } : null;
}

const bunchKaufman = 0.6403882032022076; // (1 + sqrt 17) / 8

function factorise(a: Float64Array, n: number): Factors | null {
	const w = a.slice();
	const order = Int32Array.from({ length: n }, (_, i) => i);
	const below = new Float64Array(n);
	const swap = (p: number, q: number) => {
		if (p === q) return;
		for (let j = 0; j < n; j++) {
			const t = w[p * n + j];
			w[p * n + j] = w[q * n + j];
			w[q * n + j] = t;
		}
		for (let i = 0; i < n; i++) {
			const t = w[i * n + p];
			w[i * n + p] = w[i * n + q];
			w[i * n + q] = t;
		}
		const t = order[p];
		order[p] = order[q];
		order[q] = t;
	};
	const largestBelow = (column: number, from: number, but: number): [number, number] => {
		let size = 0;
		let at = from;
		for (let i = from; i < n; i++) {
			const v = i === but ? 0 : Math.abs(w[i * n + column]);
			if (v > size) [size, at] = [v, i];
		}
		return [size, at];
	};
	const ratio = new Float64Array(n);
	const ratio2 = new Float64Array(n);
	for (let k = 0; k < n; ) {
		const here = Math.abs(w[k * n + k]);
		const [lambda, r] = largestBelow(k, k + 1, -1);
		let size = 1;
		if (Math.max(here, lambda) === 0) return null;
		if (here < bunchKaufman * lambda) {
			const [sigma] = largestBelow(r, k, r);
			if (here * sigma < bunchKaufman * lambda * lambda) {
				if (Math.abs(w[r * n + r]) >= bunchKaufman * sigma) swap(k, r);
				else {
					swap(k + 1, r);
					size = 2;
				}
			}
		}
		if (size === 1) {
			const d = w[k * n + k];
			for (let i = k + 1; i < n; i++) ratio[i] = w[i * n + k] / d;
			for (let i = k + 1; i < n; i++) {
				const factor = ratio[i];
				if (factor !== 0) for (let j = k + 1; j <= i; j++) w[i * n + j] -= factor * w[j * n + k];
			}
			for (let i = k + 1; i < n; i++) w[i * n + k] = ratio[i];
		} else {
			const p = w[k * n + k];
			const q = w[(k + 1) * n + k];
			const t = w[(k + 1) * n + k + 1];
			const determinant = p * t - q * q;
			if (determinant === 0) return null;
			for (let i = k + 2; i < n; i++) {
				const x = w[i * n + k];
				const y = w[i * n + k + 1];
				ratio[i] = (x * t - y * q) / determinant;
				ratio2[i] = (y * p - x * q) / determinant;
			}
			for (let i = k + 2; i < n; i++)
				for (let j = k + 2; j <= i; j++)
					w[i * n + j] -= ratio[i] * w[j * n + k] + ratio2[i] * w[j * n + k + 1];
			for (let i = k + 2; i < n; i++) {
				w[i * n + k] = ratio[i];
				w[i * n + k + 1] = ratio2[i];
			}
			below[k] = q;
			w[(k + 1) * n + k] = 0;
		}
		// The upper triangle mirrors the lower one, for the swaps to come.
		for (let i = k + size; i < n; i++) for (let j = k + size; j < i; j++) w[j * n + i] = w[i * n + j];
		k += size;
	}
	const diagonal = Float64Array.from({ length: n }, (_, i) => w[i * n + i]);
	for (let i = 0; i < n; i++) for (let j = i; j < n; j++) w[i * n + j] = 0;
	return { order, l: w, diagonal, below };
}

/** Negative eigenvalues of D; null where one may be 0. A block of size 2 is indefinite iff p t < q^2. */
function negativeOf({ diagonal, below }: Factors, n: number): number | null {
	let negative = 0;
	for (let k = 0; k < n; k++) {
		if (!Number.isFinite(diagonal[k])) return null;
		if (below[k] === 0) {
			if (diagonal[k] === 0) return null;
			if (diagonal[k] < 0) negative++;
			continue;
		}
		const product = diagonal[k] * diagonal[k + 1];
		const square = below[k] * below[k];
		if (!(product < square * (1 - 8 * unitRoundoff) - 1e-300)) return null;
		negative++;
		k++;
	}
	return negative;
}

/** An upper bound of || A - L D L^T ||, A permuted. */
function residual(a: Float64Array, { order, l, diagonal, below }: Factors, n: number): number {
	// M = D L^T, with the rounding of each entry: column j of M is D times row j of L.
	const error = new Float64Array(n * n);
	const m = new Float64Array(n * n); // row j: D times (row j of L, with its unit)
	const slack = new Float64Array(n * n);
	const u = unitRoundoff;
	for (let j = 0; j < n; j++) {
		const row = j * n;
		const at = (k: number) => (k === j ? 1 : k < j ? l[row + k] : 0);
		for (let k = 0; k <= Math.min(j + 1, n - 1); k++) {
			const x = at(k);
			const down = below[k] !== 0 ? below[k] * at(k + 1) : 0;
			const up = k > 0 && below[k - 1] !== 0 ? below[k - 1] * at(k - 1) : 0;
			const own = diagonal[k] * x;
			m[row + k] = own + (down + up); // one of the two is 0
			slack[row + k] = 4 * u * (Math.abs(own) + Math.abs(down) + Math.abs(up)) + 1e-322;
		}
	}
	const g = gamma(n + 4);
	const grow = 1 + 8 * gamma(n + 8);
	for (let i = 0; i < n; i++) {
		const left = i * n;
		for (let j = 0; j <= i; j++) {
			const right = j * n;
			const end = Math.min(i, j + 1);
			let sum = 0;
			let bound = 0;
			for (let k = 0; k <= end; k++) {
				const x = k === i ? 1 : l[left + k];
				sum += x * m[right + k];
				bound += Math.abs(x) * (g * Math.abs(m[right + k]) + slack[right + k]);
			}
			const entry = a[order[i] * n + order[j]];
			const rest = entry - sum;
			const total = (Math.abs(rest) * (1 + 2 * u) + bound) * grow + (n + 4) * 5e-324;
			error[left + j] = error[right + i] = total;
		}
	}
	return largestRowSum(error, n);
}
