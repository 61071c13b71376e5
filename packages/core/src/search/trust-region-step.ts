import { infinityNorm, norm } from "../numerics/vector.ts";
import type { EigenModel } from "./eigen-model.ts";

/** Eigenvalues below this share of the largest are the rounding of the Hessian. */
const roundingShare = 1e-14;
/** A gradient below this share of the whole, along directions without curvature, is rounding too. */
const noiseShare = 1e-8;
/** |p| may exceed the radius by this share of it. */
const accuracy = 1e-13;
const mostSteps = 100;

/**
 * The minimiser of g.p + 1/2 p.H p in the ball |p| <= radius, in eigenbasis coordinates (P): p with
 * (H + m I) p = -g, m >= 0, H + m I positive semi-definite and m (radius - |p|) = 0 (Moré & Sorensen 1983),
 * hard case included, where g has no part along the lowest eigenvector.
 *
 * m = max(0, -lambda_0) + shift, and the shift is the zero of the concave 1 / radius - 1 / |p|: Newton's steps from a
 * lower bound rise to it and need no safeguard but the rounding. Where H is positive semi-definite up to rounding, what g has along
 * its kernel is left out if it is below 1e-8 |g| or could not lower the loss by `resolution` in the ball.
 */
export function trustRegionStep(model: EigenModel, radius: number, resolution: number): Float64Array {
	const { values } = model;
	const n = values.length;
	const floor = roundingShare * Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
	const base = Math.max(0, -values[0]);
	let { gradient } = model;
	if (base <= floor) {
		const curved = gradient.map((g, k) => (values[k] > floor ? g : 0));
		const kernel = norm(gradient.map((g, k) => (values[k] > floor ? 0 : g)));
		if (kernel <= noiseShare * norm(gradient) || kernel * radius <= resolution) gradient = curved;
	}
	// Parts that underflow when they are divided by the radius belong to the hard case.
	const least = 1e-200 * infinityNorm(gradient);
	gradient = gradient.map((g) => (Math.abs(g) > least ? g : 0));
	// Exactly 0 for the lowest eigenvalue if it is negative: a tiny shift must not vanish beside the base.
	const gaps = values.map((value) => value + base);
	const limit = stepAt(gradient, gaps, 0);
	const size = norm(limit);
	if (size <= radius) {
		if (base > floor) limit[0] += Math.sqrt((radius - size) * (radius + size));
		return limit;
	}
	return stepAt(gradient, gaps, shiftTo(gradient, gaps, radius));
}

/** -g_k / (gap_k + shift), 0 where g_k is 0. */
function stepAt(gradient: Float64Array, gaps: Float64Array, shift: number): Float64Array {
	const step = new Float64Array(gradient.length);
	for (let k = 0; k < step.length; k++) if (gradient[k] !== 0) step[k] = -gradient[k] / (gaps[k] + shift);
	return step;
}

/** The shift s >= 0 with sum_k (g_k / (gap_k + s))^2 = radius^2, for a sum above it at s = 0. */
function shiftTo(gradient: Float64Array, gaps: Float64Array, radius: number): number {
	const n = gradient.length;
	// |p_k| <= |p|
	let shift = 0;
	for (let k = 0; k < n; k++) shift = Math.max(shift, Math.abs(gradient[k]) / radius - gaps[k]);
	for (let step = 0; step < mostSteps; step++) {
		let sum = 0;
		let slope = 0;
		for (let k = 0; k < n; k++) {
			if (gradient[k] === 0) continue;
			const gap = gaps[k] + shift;
			const share = gradient[k] / (radius * gap);
			sum += share * share;
			slope += (share * share) / gap;
		}
		const excess = Math.sqrt(sum) - 1;
		if (!(excess > accuracy)) break;
		const next = shift + (excess * sum) / slope;
		if (!(next > shift)) break;
		shift = next;
	}
	return shift;
}
