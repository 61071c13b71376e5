import { exp } from "./exp";

/**
 * 1 / (1 + e^-t) in both lanes: with e = e^-|t| and q = e / (1 + e), it is 1 - q for t >= 0 and
 * e - e q below.
 */
export function sigmoid(x: v128): v128 {
	const one = f64x2.splat(1.0);
	const e = exp(f64x2.neg(f64x2.abs(x)));
	const base = v128.bitselect(e, one, f64x2.lt(x, f64x2.splat(0.0)));
	return f64x2.sub(base, f64x2.mul(base, f64x2.div(e, f64x2.add(one, e))));
}
