import type { Field } from "../problem/formula/field.ts";
import { boxAt } from "../rigor/box.ts";
import { type Interval, intervalArithmetic } from "../rigor/interval.ts";
import type { MatrixEnclosure } from "../rigor/matrix-enclosure.ts";
import { OutOfDomain, preciseArithmetic, toInterval } from "../rigor/precise-interval.ts";
import { watchful } from "../rigor/watchful.ts";
import { encloseZero } from "../rigor/zero.ts";
import type { CheckedProblem } from "./embedded-problem.ts";
import type { Generator } from "./gauge.ts";
import { addGauge, requireGauge } from "./gauge-fixing.ts";
import { NotProved, orNotProved } from "./not-proved.ts";
import { gradientOver, hessianEnclosure, smoothEverywhere } from "./objective-enclosure.ts";

/** What a proof of a critical point rests on; everything else is computed from it. */
export interface NewtonProof {
	/** The centre m: the sum of these rows of float64 numbers, exactly. */
	readonly centre: readonly (readonly number[])[];
	/** Binary digits of the arithmetic in which the gradient at m is enclosed; null: float64. */
	readonly bits: number | null;
	/** Half the side of the boxes around m: for the enclosure, and for uniqueness. */
	readonly boxes: readonly [number, number];
	/** sigma: what is tried as a bound of the eigenvalues of the middle matrix, box by box. */
	readonly shifts: readonly [number, number];
	readonly gauge: readonly Generator[];
	/** c of G = H + c B^T B. */
	readonly gaugeWeight: number;
	/** Parameters on which the loss does not depend in the box, ascending. */
	readonly dropped: readonly number[];
}

/** What was proved: a critical point theta* with |theta* - m| <= radius in every component. */
export interface ProvedPoint {
	readonly radius: number;
	/** It is the only critical point within this distance of m, component by component (modulo gauge and dropped parameters). */
	readonly uniqueness: number | null;
	/** Negative eigenvalues of the Hessian. */
	readonly index: number;
	/** Parameters that are neither dropped nor gauge directions: negative plus positive eigenvalues. */
	readonly rank: number;
	/** No eigenvalue of G at theta* is smaller in size than this. */
	readonly smallestEigenvalue: number | null;
	/** A box that contains theta*. */
	readonly box: Interval[];
	/** Bounds of the loss at theta*. */
	readonly loss: Interval;
}

/**
 * Proves a critical point near m and its index.
 *
 * Theorem. Let X = m + [-r, r]^n, L in C^2 on a neighbourhood of X, B a p x n matrix, G = H + c B^T B, |G(theta) - A| <= R entry by
 * entry on X with symmetric A, eps = ||R||_inf, and let A have k eigenvalues <= -sigma, all others >= sigma, sigma > eps. With
 * delta = |grad L(m)|_2 / (sigma - eps) <= r there is one zero theta* of Phi = grad L + c B^T B (theta - m) in X, and
 * |theta* - m|_2 <= delta. If T has p rows, fields along which L is constant near theta*, and T(theta*) B^T is nonsingular, then
 * grad L(theta*) = 0, the Hessian has index k and its null space is spanned by the rows of T; for k = 0 it is a local minimum.
 *
 * Proof. ||G - A||_2 <= eps on X. theta -> theta - A^-1 Phi(theta) has the Lipschitz constant eps / sigma on X and moves m by at most
 * |grad L(m)| / sigma, so it maps the ball of radius delta into itself: one zero there. Two zeros in X differ by a null vector of
 * a mean of G over X, which is nonsingular: one zero in X. L is constant along T, so T grad L = 0; hence T B^T mu = 0 with
 * mu = c B (theta* - m), so mu = 0 and grad L = 0; and H T^T = 0 at theta*. R^n is the sum of ker B and the span of T^T, on
 * which G is diag(H on ker B, c (B T^T)^T (B T^T)): by Sylvester's law index H = index G = k, and H is nonsingular on ker B.
 * The flows of T carry theta* over a manifold M of critical points of one loss, tangent to T. For k = 0 and y near theta*, q the
 * point of M nearest to y: L(y) - L(q) = 1/2 (y - q)^T H(xi) (y - q) > 0 unless y = q, as y - q is normal to M.
 * Weyl: eigenvalues of G at theta* are at least sigma - eps in size. As B (theta* - m) = 0 and grad L(theta*) = 0, Taylor at theta*
 * gives |L(m) - L(theta*)| <= 1/2 ||G||_inf delta^2, with the largest norm on X.
 *
 * Parameters that are dropped have the derivative 0 on all of X, so L does not depend on them there.
 * @throws NotProved
 */
export function proveCriticalPoint(problem: CheckedProblem, proof: NewtonProof): ProvedPoint {
	const { boxes, dropped, shifts } = proof;
	requireAffordable(problem, proof.bits);
	const isDropped = new Set(dropped);
	const kept = Array.from({ length: problem.parameters }, (_, k) => k).filter((k) => !isDropped.has(k));
	if (kept.length === 0) return constantNear(problem, proof, boxes[0]);
	const zero = orNotProved(
		encloseZero(
			{
				derivativeOver: (r) => gaugedHessian(problem, proof, kept, r),
				atCentre() {
					const { loss, gradient } = gradientAt(problem, proof.centre, proof.bits);
					return { loss, gradient: kept.map((k) => gradient[k]) };
				},
			},
			boxes,
			shifts,
		),
	);
	const box = boxAt(proof.centre, zero.radius);
	if (proof.gauge.length > 0) requireGauge(problem, proof, box);
	return { ...zero, rank: kept.length - proof.gauge.length, box };
}

/** Parameters whose Hessian is held; products of numbers, and of these with binary digits, that are computed: minutes of work. */
const limits = { parameters: 8000, products: 1e12, digits: 1e10 };

/** So that no certificate keeps its reader for hours. @throws NotProved */
function requireAffordable(
	{ parameters, samples, units, branches }: CheckedProblem,
	bits: number | null,
): void {
	const weights = branches.flat().reduce((sum, { width, inputs }) => sum + width * inputs, 0);
	// An elementary function costs about as much as fifty products.
	const digits = samples * Math.max(weights + units * units, (bits ?? 0) * (weights + 50 * units));
	const products = samples * parameters * parameters;
	if (parameters > limits.parameters || products > limits.products || digits > limits.digits)
		throw new NotProved(
			"size",
			`Proofs are checked up to ${limits.parameters} parameters, ${limits.products} products of samples and squared parameters, ${limits.digits} digits of products; here are ${parameters}, ${products}, ${digits}.`,
		);
}

/** The loss does not depend on any parameter in the box: m itself is a minimum that nothing beats nearby. */
function constantNear(problem: CheckedProblem, proof: NewtonProof, r: number): ProvedPoint {
	if (!(r > 0)) throw new NotProved("boxes", "A positive radius was expected.");
	requireIdle(problem, boxAt(proof.centre, r), proof.dropped);
	const { loss } = gradientAt(problem, proof.centre, proof.bits);
	const box = boxAt(proof.centre, 0);
	return { radius: 0, uniqueness: null, index: 0, rank: 0, smallestEigenvalue: null, box, loss };
}

/** G over a box, rows and columns of the kept parameters. */
function gaugedHessian(
	problem: CheckedProblem,
	proof: NewtonProof,
	kept: readonly number[],
	r: number,
): MatrixEnclosure {
	const box = boxAt(proof.centre, r);
	if (proof.dropped.length > 0) requireIdle(problem, box, proof.dropped);
	const { middle, radius, smooth } = hessianEnclosure(problem, box);
	if (!smooth)
		throw new NotProved(
			"smoothness",
			`A preactivation meets a kink within ${r.toExponential(3)} of the point.`,
		);
	const n = problem.parameters;
	addGauge(problem, proof, middle, radius, n);
	const size = kept.length;
	const part = (from: Float64Array) => {
		const to = new Float64Array(size * size);
		for (const [i, row] of kept.entries())
			for (const [j, column] of kept.entries()) to[i * size + j] = from[row * n + column];
		return to;
	};
	return { rows: size, columns: size, middle: part(middle), radius: part(radius) };
}

/** The derivative of the loss by each of these parameters is 0 everywhere in the box. */
function requireIdle(problem: CheckedProblem, box: readonly Interval[], dropped: readonly number[]): void {
	const watched = smoothEverywhere(problem) ? null : watchful();
	const { gradient } = gradientOver(problem, watched?.field ?? intervalArithmetic, box);
	if (watched !== null && !watched.smooth())
		throw new NotProved("smoothness", "A preactivation meets a kink in the box.");
	for (const k of dropped)
		if (gradient[k].lo !== 0 || gradient[k].hi !== 0)
			throw new NotProved("dropped", `That the loss does not depend on parameter ${k} was not shown.`);
}

/** Enclosures of the loss and its gradient at a sum of float64 vectors. */
export function gradientAt(
	problem: CheckedProblem,
	centre: readonly (readonly number[])[],
	bits: number | null,
): { readonly loss: Interval; readonly gradient: Interval[] } {
	if (bits === null) {
		if (centre.length > 1)
			throw new NotProved("precision", "A centre of several rows needs a precision in bits.");
		const theta = centre[0].map((x) => ({ lo: x, hi: x }));
		return gradientOver(problem, intervalArithmetic, theta);
	}
	const precise = preciseArithmetic(bits);
	const field: Field<ReturnType<typeof precise.constant>> = precise;
	const theta = centre[0].map((_, k) => precise.sumOf(centre.map((row) => row[k])));
	try {
		const { loss, gradient } = gradientOver(problem, field, theta);
		return { loss: toInterval(loss), gradient: gradient.map(toInterval) };
	} catch (cause) {
		if (cause instanceof OutOfDomain) throw new NotProved("range", cause.message);
		throw cause;
	}
}
