import { step } from "./polynomial";

/**
 * log(u + c u) + shift ln 2 for normal u > 0 and |c| <= 2^-51, within 1 unit in the last place.
 *
 * u = 2^k (1 + f) with 1 + f between sqrt(1/2) and sqrt(2); with s = f / (2 + f),
 * log(1 + f) = f - (f^2/2 - s (f^2/2 + R(s^2))), R minimax with 7 coefficients, error below 2^-57.
 * Gives -Infinity at 0, NaN below, Infinity at Infinity.
 */
export function logSum(u: v128, c: v128, shift: v128): v128 {
	const bits = i64x2.add(
		u,
		i64x2.splat(0x3ff0_0000_0000_0000 - 0x3fe6_a09e_0000_0000),
	);
	const k = f64x2.add(
		f64x2.sub(
			v128.or(i64x2.shr_u(bits, 52), f64x2.splat(4503599627370496.0)),
			f64x2.splat(4503599627370496.0 + 1023.0),
		),
		shift,
	);
	const m = i64x2.add(
		v128.and(bits, i64x2.splat(0x000f_ffff_ffff_ffff)),
		i64x2.splat(0x3fe6_a09e_0000_0000),
	);
	const f = f64x2.sub(m, f64x2.splat(1.0));
	const s = f64x2.div(f, f64x2.add(f64x2.splat(2.0), f));
	const z = f64x2.mul(s, s);
	const w = f64x2.mul(z, z);
	let even = f64x2.splat(0.14616585424888623);
	even = step(even, w, 0.18182889455674947);
	even = step(even, w, 0.2857142862600327);
	even = step(even, w, 0.666666666666667);
	let odd = f64x2.splat(0.15331710618210773);
	odd = step(odd, w, 0.22222211130259878);
	odd = step(odd, w, 0.39999999999899444);
	const series = f64x2.add(f64x2.mul(z, even), f64x2.mul(w, odd));
	const half = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
	const small = f64x2.add(
		f64x2.mul(s, f64x2.add(half, series)),
		f64x2.add(f64x2.mul(k, f64x2.splat(2.8235290563031577e-13)), c),
	);
	let result = f64x2.sub(
		f64x2.mul(k, f64x2.splat(0.693147180559663)),
		f64x2.sub(f64x2.sub(half, small), f),
	);
	result = v128.bitselect(u, result, f64x2.eq(u, f64x2.splat(Infinity)));
	result = v128.bitselect(
		f64x2.splat(-Infinity),
		result,
		f64x2.eq(u, f64x2.splat(0.0)),
	);
	return v128.bitselect(
		result,
		f64x2.splat(NaN),
		f64x2.ge(u, f64x2.splat(0.0)),
	);
}
