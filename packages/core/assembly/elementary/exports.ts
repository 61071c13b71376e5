import { arctan } from "./arctan";
import { cos } from "./cos";
import { erf } from "./erf";
import { erfc } from "./erfc";
import { exp } from "./exp";
import { expm1 } from "./expm1";
import { gaussian } from "./gaussian";
import { log } from "./log";
import { log1p } from "./log1p";
import { normalCdf, normalDensity } from "./normal";
import { sigmoid } from "./sigmoid";
import { sin } from "./sin";
import { softplus } from "./softplus";
import { tanh } from "./tanh";

/** The functions by number, in the order of `src/numerics/elementary.ts`. */
function evaluate(id: i32, x: v128): v128 {
	switch (id) {
		case 0:
			return exp(x);
		case 1:
			return expm1(x);
		case 2:
			return log(x);
		case 3:
			return log1p(x);
		case 4:
			return tanh(x);
		case 5:
			return sigmoid(x);
		case 6:
			return softplus(x);
		case 7:
			return erf(x);
		case 8:
			return erfc(x);
		case 9:
			return arctan(x);
		case 10:
			return sin(x);
		case 11:
			return cos(x);
		case 12:
			return gaussian(x);
		case 13:
			return normalCdf(x);
		case 14:
			return normalDensity(x);
		default:
			return f64x2.splat(NaN);
	}
}

/** Writes function `id` of the n numbers at x to y; n is even, y may be x. */
export function elementary(id: i32, n: i32, x: usize, y: usize): void {
	for (let i: i32 = 0; i < n; i += 2) {
		const at = (<usize>i) << 3;
		v128.store(y + at, evaluate(id, v128.load(x + at)));
	}
}

/** Function `id` of one number: the bits that a lane of `elementary` would hold. */
export function elementaryValue(id: i32, x: f64): f64 {
	return f64x2.extract_lane(evaluate(id, f64x2.splat(x)), 0);
}
