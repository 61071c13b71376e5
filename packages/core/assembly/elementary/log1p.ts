import { sumError, withSign } from "./exact";
import { logSum } from "./log-sum";

/** log(1 + t) in both lanes, with the rounding error of 1 + t put back: -Infinity at -1, NaN below. */
export function log1p(x: v128): v128 {
	const one = f64x2.splat(1.0);
	const u = f64x2.add(one, x);
	return withSign(
		logSum(u, f64x2.div(sumError(one, x, u), u), f64x2.splat(0.0)),
		x,
	);
}
