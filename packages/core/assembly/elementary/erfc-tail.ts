import { erfcRemainder } from "./erfc-remainder";
import { squareError } from "./exact";
import { expSum } from "./exp-sum";

/** erfc x for x >= 0.35: e^(-x^2) / (sqrt(pi) (x + T(x))). */
export function erfcTail(x: v128): v128 {
	const square = f64x2.mul(x, x);
	const e = expSum(f64x2.neg(square), f64x2.neg(squareError(x, square)));
	return f64x2.div(
		f64x2.mul(e, f64x2.splat(0.5641895835477563)),
		f64x2.add(x, erfcRemainder(x)),
	);
}
