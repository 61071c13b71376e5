import { decay } from "./decay";

/** 1 / (1 + e^-t) in both lanes. */
export function sigmoid(t: v128): v128 {
	return sigmoidFrom(t, decay(t));
}

/** The sigmoid of t from e = e^-|t|. */
// @ts-ignore: decorator
@inline
export function sigmoidFrom(t: v128, e: v128): v128 {
	return v128.bitselect(sigmoidBelow(e), sigmoidAbove(e), f64x2.lt(t, f64x2.splat(0.0)));
}

/** The sigmoid of |t| from e = e^-|t|: 1/2 + (1 - e)/2 / (1 + e) for e >= 1/2, else 1 / (1 + e). */
// @ts-ignore: decorator
@inline
export function sigmoidAbove(e: v128): v128 {
	const w = quotient(e);
	return v128.bitselect(f64x2.add(f64x2.splat(0.5), w), corrected(e, w), nearHalf(e));
}

/** The sigmoid of -|t| from e = e^-|t|: 1/2 - (1 - e)/2 / (1 + e) for e >= 1/2, else e - e (e / (1 + e)). */
// @ts-ignore: decorator
@inline
export function sigmoidBelow(e: v128): v128 {
	const w = quotient(e);
	return v128.bitselect(f64x2.sub(f64x2.splat(0.5), w), f64x2.sub(e, f64x2.mul(e, f64x2.mul(e, w))), nearHalf(e));
}

// @ts-ignore: decorator
@inline
function nearHalf(e: v128): v128 {
	return f64x2.ge(e, f64x2.splat(0.5));
}

/** (1 - e)/2 / (1 + e) or 1 / (1 + e). */
// @ts-ignore: decorator
@inline
function quotient(e: v128): v128 {
	const one = f64x2.splat(1.0);
	const half = f64x2.mul(f64x2.splat(0.5), f64x2.sub(one, e));
	return f64x2.div(v128.bitselect(half, one, nearHalf(e)), f64x2.add(one, e));
}

/** w = 1 / (1 + e) with the rounding error of 1 + e put back. */
// @ts-ignore: decorator
@inline
function corrected(e: v128, w: v128): v128 {
	const one = f64x2.splat(1.0);
	const lost = f64x2.sub(e, f64x2.sub(f64x2.add(one, e), one));
	return f64x2.sub(w, f64x2.mul(w, f64x2.mul(w, lost)));
}
