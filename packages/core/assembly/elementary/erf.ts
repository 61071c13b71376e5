import { erfSeries } from "./erf-series";
import { erfcTail } from "./erfc-tail";
import { withSign } from "./exact";

/** erf t in both lanes: a series for |t| < 1, 1 - erfc from there on. */
export function erf(x: v128): v128 {
	const a = f64x2.pmin(f64x2.abs(x), f64x2.splat(6.0));
	const far = f64x2.sub(f64x2.splat(1.0), erfcTail(a));
	return withSign(
		v128.bitselect(erfSeries(a), far, f64x2.lt(a, f64x2.splat(1.0))),
		x,
	);
}
