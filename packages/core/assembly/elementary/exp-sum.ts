import { expSeries } from "./exp-series";
import { ROUNDER, scale } from "./power-of-two";

/**
 * e^(high + low) for |low| <= 2^-52 |high|, within 0.6 units in the last place.
 *
 * high = k ln 2 + r, |r| <= ln(2) / 2, with ln 2 in two parts (k times the first is exact); then
 * e^r = 1 + (r + (e^r - 1 - r)), its largest part summed exactly.
 */
export function expSum(high: v128, low: v128): v128 {
	const x = f64x2.pmax(
		f64x2.pmin(high, f64x2.splat(710.0)),
		f64x2.splat(-746.0),
	);
	const rounded = f64x2.add(
		f64x2.mul(x, f64x2.splat(NativeMath.LOG2E)),
		f64x2.splat(ROUNDER),
	);
	const k = f64x2.sub(rounded, f64x2.splat(ROUNDER));
	const a = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.693147180559663)));
	const b = f64x2.sub(f64x2.mul(k, f64x2.splat(2.8235290563031577e-13)), low);
	const r = f64x2.sub(a, b);
	const rest = f64x2.sub(f64x2.sub(a, r), b);
	const one = f64x2.splat(1.0);
	const main = f64x2.add(one, r);
	const tail = f64x2.add(
		f64x2.add(f64x2.sub(one, main), r),
		f64x2.add(expSeries(r), rest),
	);
	return scale(f64x2.add(main, tail), rounded);
}
