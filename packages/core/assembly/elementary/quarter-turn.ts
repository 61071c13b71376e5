import { sumError } from "./exact";
import { hugeAngle, hugeAngleRest, reduceHugeAngle } from "./huge-angle";
import { join, step } from "./polynomial";
import { ROUNDER } from "./power-of-two";

/** Up to here the lane-wise reduction keeps every bit that can matter. */
const REDUCIBLE: f64 = 100000.0;

/**
 * sin(x + turns pi/2) for x >= 0, within 1 unit in the last place; NaN at Infinity.
 *
 * x = k pi/2 + y + rest with pi/2 in four parts, of which three have 33 bits (k times each is
 * exact); lanes beyond 10^5, which are rare, are reduced one by one. Then the sine or the cosine of
 * y + rest, |y| <= pi/4, by minimax polynomials of degree 6 and 5 in y^2, errors below 2^-57 and
 * 2^-59.
 */
export function sinTurned(x: v128, turns: i64): v128 {
	const rounded = f64x2.add(
		f64x2.mul(x, f64x2.splat(0.6366197723675814)),
		f64x2.splat(ROUNDER),
	);
	const k = f64x2.sub(rounded, f64x2.splat(ROUNDER));
	const a = f64x2.sub(x, f64x2.mul(k, f64x2.splat(1.5707963267341256)));
	const second = f64x2.mul(k, f64x2.splat(-6.077100506303966e-11));
	const b = f64x2.add(a, second);
	const third = f64x2.mul(k, f64x2.splat(-2.0222662487111665e-21));
	const c = f64x2.add(b, third);
	const small = f64x2.sub(
		f64x2.add(sumError(a, second, b), sumError(b, third, c)),
		f64x2.mul(k, f64x2.splat(8.4784276603689e-32)),
	);
	let y = f64x2.add(c, small);
	let rest = f64x2.add(f64x2.sub(c, y), small);
	let quadrant = i64x2.add(rounded, i64x2.splat(turns));
	if (f64x2.extract_lane(x, 0) > REDUCIBLE) {
		const q = reduceHugeAngle(f64x2.extract_lane(x, 0)) + turns;
		quadrant = i64x2.replace_lane(quadrant, 0, q);
		y = f64x2.replace_lane(y, 0, hugeAngle);
		rest = f64x2.replace_lane(rest, 0, hugeAngleRest);
	}
	if (f64x2.extract_lane(x, 1) > REDUCIBLE) {
		const q = reduceHugeAngle(f64x2.extract_lane(x, 1)) + turns;
		quadrant = i64x2.replace_lane(quadrant, 1, q);
		y = f64x2.replace_lane(y, 1, hugeAngle);
		rest = f64x2.replace_lane(rest, 1, hugeAngleRest);
	}

	const z = f64x2.mul(y, y);
	const w = f64x2.mul(z, z);
	let even = f64x2.splat(-7.586691094197958e-13);
	even = step(even, w, -2.5052106231802837e-8);
	even = step(even, w, -0.00019841269841265063);
	let odd = f64x2.splat(1.6058531516797758e-10);
	odd = step(odd, w, 2.7557319219337312e-6);
	odd = step(odd, w, 0.008333333333333331);
	const half = f64x2.mul(f64x2.splat(0.5), z);
	const cube = f64x2.mul(y, z);
	const one = f64x2.splat(1.0);
	const sine = f64x2.add(
		y,
		f64x2.add(
			f64x2.mul(
				cube,
				f64x2.add(
					f64x2.splat(-0.16666666666666666),
					f64x2.mul(z, join(odd, even, z)),
				),
			),
			f64x2.mul(rest, f64x2.sub(one, half)),
		),
	);

	even = f64x2.splat(2.087614614655861e-9);
	even = step(even, w, 2.480158729876456e-5);
	even = step(even, w, 0.041666666666666664);
	odd = f64x2.splat(-1.1382623647474604e-11);
	odd = step(odd, w, -2.7557317271145144e-7);
	odd = step(odd, w, -0.0013888888888887398);
	const main = f64x2.sub(one, half);
	const cosine = f64x2.add(
		main,
		f64x2.add(
			f64x2.sub(f64x2.sub(one, main), half),
			f64x2.sub(f64x2.mul(w, join(even, odd, z)), f64x2.mul(y, rest)),
		),
	);

	const swapped = i64x2.neg(v128.and(quadrant, i64x2.splat(1)));
	return v128.xor(
		v128.bitselect(cosine, sine, swapped),
		i64x2.shl(v128.and(quadrant, i64x2.splat(2)), 62),
	);
}
