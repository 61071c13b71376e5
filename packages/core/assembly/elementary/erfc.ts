import { erfSeries } from "./erf-series";
import { erfcTail } from "./erfc-tail";

/** 1 - erf t in both lanes: by erf itself for |t| < 7/16, without cancellation from there on. */
export function erfc(x: v128): v128 {
	const a = f64x2.pmin(f64x2.abs(x), f64x2.splat(40.0));
	const tail = erfcTail(a);
	const near = f64x2.sub(f64x2.splat(1.0), erfSeries(x));
	const far = v128.bitselect(
		f64x2.sub(f64x2.splat(2.0), tail),
		tail,
		f64x2.lt(x, f64x2.splat(0.0)),
	);
	return v128.bitselect(near, far, f64x2.lt(a, f64x2.splat(0.4375)));
}
