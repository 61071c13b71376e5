import { norm } from "../numerics/vector.ts";
import type { EigenModel } from "./eigen-model.ts";

/** Eigenvalues below this share of the largest are the rounding of the Hessian. */
const roundingShare = 1e-14;
/** A gradient below this share of the whole, along directions without curvature, is rounding too. */
const noiseShare = 1e-8;
const accuracy = 1e-12;
const mostHalvings = 200;

/**
 * The minimiser of g.p + 1/2 p.H p in the ball |p| <= radius, in eigenbasis coordinates (P): p with
 * (H + m I) p = -g, m >= 0, H + m I positive semi-definite and m (radius - |p|) = 0 (Moré & Sorensen 1983),
 * hard case included, where g has no part along the lowest eigenvector.
 *
 * m = max(0, -lambda_0) + shift, and the shift is found by bisection of its logarithm, so that a gradient
 * almost without such a part is no exception. Where H is positive semi-definite up to rounding, what g has along
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
	const at = (shift: number): Float64Array =>
		gradient.map((g, k) => (g === 0 ? 0 : -g / (values[k] + base + shift)));
	const limit = at(0);
	const size = norm(limit);
	if (size <= radius) {
		if (base > floor) limit[0] += Math.sqrt((radius - size) * (radius + size));
		return limit;
	}
	// |g_k| / (gap_k + shift) <= |p| <= |g| / shift
	let low = 0;
	for (let k = 0; k < n; k++) low = Math.max(low, Math.abs(gradient[k]) / radius - (values[k] + base));
	let high = norm(gradient) / radius;
	for (let k = 0; k < mostHalvings && high - low > accuracy * high; k++) {
		const middle = low > 0 ? Math.sqrt(low) * Math.sqrt(high) : 1e-4 * high;
		if (norm(at(middle)) > radius) low = middle;
		else high = middle;
	}
	return at(high);
}
