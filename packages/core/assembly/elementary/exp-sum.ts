import { growth, leftEntry, placesOf, restOf, rightEntry, stepOf } from "./exp-table";
import { scale } from "./power-of-two";

/** e^(high + low) for |low| <= 2^-52 |high|, within 0.55 units in the last place (subnormal results: 1). */
export function expSum(high: v128, low: v128): v128 {
	const x = f64x2.pmax(f64x2.pmin(high, f64x2.splat(710.0)), f64x2.splat(-746.0));
	const stepped = stepOf(x);
	const p = growth(f64x2.add(restOf(x, stepped), low));
	const places = placesOf(stepped);
	const first = leftEntry(places), second = rightEntry(places);
	const value = v128.shuffle<f64>(first, second, 0, 2);
	const rest = v128.shuffle<f64>(first, second, 1, 3);
	return scale(f64x2.add(value, f64x2.add(rest, f64x2.mul(value, p))), i32x4.shr_s(stepped, 6));
}
