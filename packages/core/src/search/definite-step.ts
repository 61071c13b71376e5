import { cholesky, choleskySolve, isWellConditioned } from "../numerics/cholesky.ts";
import { dot, norm } from "../numerics/vector.ts";

/** A step in a ball, with g.p + 1/2 p.H p. */
export interface DefiniteStep {
	readonly step: Float64Array;
	readonly change: number;
}

/** |p| may differ from the radius by this share of it. */
const accuracy = 0.01;
const mostSteps = 20;

/**
 * The minimiser of g.p + 1/2 p.H p in the ball |p| <= radius for a positive definite H: Newton's step, or (H + s I) p = -g
 * with |p| within 1 % of the radius, s by Newton's method (Moré & Sorensen 1983). Null where Cholesky's factorisation does
 * not show that H is definite and well conditioned: then the eigenvalues must be looked at. `work` is room for the factor (P x P).
 */
export function definiteStep(
	hessian: Float64Array,
	gradient: Float64Array,
	radius: number,
	work: Float64Array = new Float64Array(hessian.length),
): DefiniteStep | null {
	const n = gradient.length;
	const size = norm(gradient);
	if (!(size > 0) || !(size < 1e100)) return null;
	let factor = cholesky(hessian, n, 0, work);
	if (factor === null || !isWellConditioned(factor, n)) return null;
	const descent = gradient.map((g) => -g);
	let shift = 0;
	let step = choleskySolve(factor, n, descent);
	for (let k = 0; k < mostSteps; k++) {
		const length = norm(step);
		if (!(length < Infinity)) return null;
		if (length <= (1 + accuracy) * radius) break;
		// |L^-1 p|^2 = p.(H + s)^-1 p
		const slope = dot(step, choleskySolve(factor, n, step));
		const next = shift + ((length * length) / slope) * ((length - radius) / radius);
		if (!(next > shift) || !(next < Infinity)) return null;
		shift = next;
		factor = cholesky(hessian, n, shift, work);
		if (factor === null) return null;
		step = choleskySolve(factor, n, descent);
	}
	// H p = -g - s p
	const change = 0.5 * (dot(gradient, step) - shift * dot(step, step));
	return { step, change };
}
