import { withSign } from "./exact";
import { join, step } from "./polynomial";

/**
 * arctan t in both lanes: of w = t below 1/2, pi/4 + that of (t - 1) / (t + 1) up to 2,
 * pi/2 + that of -1 / t beyond; w - w^3 by a minimax polynomial of degree 12 in w^2, error below 2^-57.
 */
export function arctan(x: v128): v128 {
	const a = f64x2.abs(x);
	const one = f64x2.splat(1.0);
	const low = f64x2.lt(a, f64x2.splat(0.5));
	const high = f64x2.gt(a, f64x2.splat(2.0));
	const top = v128.bitselect(
		a,
		v128.bitselect(f64x2.splat(-1.0), f64x2.sub(a, one), high),
		low,
	);
	const bottom = v128.bitselect(
		one,
		v128.bitselect(a, f64x2.add(a, one), high),
		low,
	);
	const angle = v128.andnot(
		v128.bitselect(
			f64x2.splat(1.5707963267948966),
			f64x2.splat(0.7853981633974483),
			high,
		),
		low,
	);
	const rest = v128.andnot(
		v128.bitselect(
			f64x2.splat(6.123233995736766e-17),
			f64x2.splat(3.061616997868383e-17),
			high,
		),
		low,
	);
	const w = f64x2.div(top, bottom);
	const z = f64x2.mul(w, w);
	const y = f64x2.mul(z, z);
	let even = f64x2.splat(-0.009211063504627926);
	even = step(even, y, -0.03806224794996687);
	even = step(even, y, -0.052400641544110685);
	even = step(even, y, -0.06666435144143137);
	even = step(even, y, -0.09090908618865388);
	even = step(even, y, -0.1428571428559874);
	even = step(even, y, -0.3333333333333333);
	let odd = f64x2.splat(0.024999689507521367);
	odd = step(odd, y, 0.04627870086418654);
	odd = step(odd, y, 0.05879573107799684);
	odd = step(odd, y, 0.07692294677482635);
	odd = step(odd, y, 0.11111111100881761);
	odd = step(odd, y, 0.19999999999999485);
	const series = f64x2.mul(f64x2.mul(w, z), join(even, odd, z));
	return withSign(f64x2.add(angle, f64x2.add(w, f64x2.add(series, rest))), x);
}
