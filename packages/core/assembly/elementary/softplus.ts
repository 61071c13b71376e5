import { sumError } from "./exact";
import { exp } from "./exp";
import { logSum } from "./log-sum";

/** log(1 + e^t) in both lanes: max(t, 0) + log(1 + e^-|t|), the exact formula for every t. */
export function softplus(x: v128): v128 {
	const one = f64x2.splat(1.0);
	const zero = f64x2.splat(0.0);
	const e = exp(f64x2.neg(f64x2.abs(x)));
	const u = f64x2.add(one, e);
	return f64x2.add(
		f64x2.pmax(x, zero),
		logSum(u, f64x2.div(sumError(one, e, u), u), zero),
	);
}
