import { expSum } from "./exp-sum";

/** e^t in both lanes. */
export function exp(x: v128): v128 {
	return expSum(x, f64x2.splat(0.0));
}
