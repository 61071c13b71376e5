import { squareError } from "./exact";
import { expSum } from "./exp-sum";

/** e^(-t^2) in both lanes, with the rounding error of t^2 put back. */
export function gaussian(x: v128): v128 {
	const a = f64x2.pmin(f64x2.abs(x), f64x2.splat(40.0));
	const high = f64x2.mul(a, a);
	return expSum(f64x2.neg(high), f64x2.neg(squareError(a, high)));
}
