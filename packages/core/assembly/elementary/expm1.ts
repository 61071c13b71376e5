import { sumError, withSign } from "./exact";
import { expSeries } from "./exp-series";
import { powerOfTwo, ROUNDER, scale } from "./power-of-two";

/**
 * e^t - 1 in both lanes: 2^k ((1 - 2^-k) + r + (e^r - 1 - r)) with t = k ln 2 + r, the first sum
 * exact.
 */
export function expm1(t: v128): v128 {
	const x = f64x2.pmax(f64x2.pmin(t, f64x2.splat(710.0)), f64x2.splat(-40.0));
	const rounded = f64x2.add(
		f64x2.mul(x, f64x2.splat(NativeMath.LOG2E)),
		f64x2.splat(ROUNDER),
	);
	const k = f64x2.sub(rounded, f64x2.splat(ROUNDER));
	const a = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.693147180559663)));
	const b = f64x2.mul(k, f64x2.splat(2.8235290563031577e-13));
	const r = f64x2.sub(a, b);
	const rest = f64x2.sub(f64x2.sub(a, r), b);
	// Past 2^64 the 1 is lost anyway.
	const capped = f64x2.add(
		f64x2.pmin(k, f64x2.splat(64.0)),
		f64x2.splat(ROUNDER),
	);
	const offset = f64x2.sub(f64x2.splat(1.0), powerOfTwo(i64x2.neg(capped)));
	const main = f64x2.add(offset, r);
	const tail = f64x2.add(
		sumError(offset, r, main),
		f64x2.add(expSeries(r), rest),
	);
	return withSign(scale(f64x2.add(main, tail), rounded), t);
}
