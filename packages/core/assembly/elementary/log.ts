import { logSum } from "./log-sum";

/** log t in both lanes: -Infinity at 0, NaN below. Subnormal numbers are first scaled by 2^54. */
export function log(x: v128): v128 {
	const tiny = f64x2.lt(x, f64x2.splat(f64.MIN_NORMAL_VALUE));
	return logSum(
		v128.bitselect(f64x2.mul(x, f64x2.splat(18014398509481984.0)), x, tiny),
		f64x2.splat(0.0),
		v128.and(tiny, f64x2.splat(-54.0)),
	);
}
