import { smallestEigenvalueAbove } from "./definite.ts";
import { addDown, addUp, divideUp, multiplyUp, sqrtUp } from "./directed.ts";
import { spectralGap } from "./inertia-bound.ts";
import { type Interval, magnitude } from "./interval.ts";
import { largestRowSum, type MatrixEnclosure } from "./matrix-enclosure.ts";

/** What is known of the eigenvalues of all symmetric matrices in an enclosure: `negative` are <= -gap, all others >= gap. */
export interface EnclosedSpectrum {
	readonly negative: number;
	readonly gap: number;
	/** || A ||_inf of each of them is at most this. */
	readonly norm: number;
}

/**
 * The eigenvalues of all symmetric matrices with |a_ij - middle_ij| <= radius_ij (n x n, the middle symmetric); a sentence where no gap around
 * 0 was shown. `shift` is tried as the gap of the middle.
 *
 * Proof. By Weyl's inequality eigenvalues move by at most ||R||_2 <= ||R||_inf from those of the middle.
 */
export function enclosedSpectrum(
	{ middle, radius, rows: n }: MatrixEnclosure,
	shift: number,
): EnclosedSpectrum | string {
	for (let i = 0; i < n; i++)
		for (let j = 0; j < i; j++)
			if (middle[i * n + j] !== middle[j * n + i]) return "The middle of the enclosure is not symmetric.";
	const eps = radius === null ? 0 : largestRowSum(radius, n);
	const spectrum = definiteOrGap(middle, n, shift);
	if (spectrum === null)
		return `That the Hessian has no eigenvalue between -${shift.toExponential(3)} and ${shift.toExponential(3)} was not shown.`;
	const gap = addDown(spectrum.gap, -eps);
	if (!(gap > 0))
		return `Over the box the Hessian varies by ${eps.toExponential(3)}, more than its smallest eigenvalue, at least ${spectrum.gap.toExponential(3)}.`;
	const norm = addUp(largestRowSum(middle.map(Math.abs), n), eps);
	return { negative: spectrum.negative, gap, norm };
}

function definiteOrGap(a: Float64Array, n: number, shift: number): { negative: number; gap: number } | null {
	const positive = smallestEigenvalueAbove(a, n, shift);
	if (positive !== null) return { negative: 0, gap: positive };
	const negative = smallestEigenvalueAbove(
		a.map((x) => -x),
		n,
		shift,
	);
	return negative !== null ? { negative: n, gap: negative } : spectralGap(a, n, shift);
}

/**
 * A bound of |theta* - m|_2 for the zero of a gradient g near m: |g(m)|_2 / gap, Infinity where it is not known.
 *
 * Proof. Let A be the middle of an enclosure of the derivative of g over X = m + [-r, r]^n with |A^-1| <= 1 / sigma, eps the radius,
 * gap = sigma - eps. theta -> theta - A^-1 g(theta) has the Lipschitz constant eps / sigma on X and moves m by at most |g(m)| / sigma, so
 * it maps the ball of radius |g(m)| / gap into itself where that is in X: one zero there, and one in X, as two would differ by a
 * null vector of a mean of the derivative over X.
 */
export function distanceToZero(gradient: readonly Interval[], gap: number): number {
	let sum = 0;
	for (const g of gradient) sum = addUp(sum, multiplyUp(magnitude(g), magnitude(g)));
	return Number.isNaN(sum) ? Infinity : divideUp(sqrtUp(sum), gap);
}

/** The value at the zero: value(m) +- 1/2 norm r^2, by Taylor at the zero, where the gradient vanishes. */
export function valueAtZero(value: Interval, norm: number, r: number): Interval {
	const away = multiplyUp(0.5, multiplyUp(norm, multiplyUp(r, r)));
	return { lo: addDown(value.lo, -away), hi: addUp(value.hi, away) };
}
