/** The rounding error of s = a + b, exactly, whatever the order of magnitudes (Knuth). */
export function sumError(a: v128, b: v128, s: v128): v128 {
	const part = f64x2.sub(s, a);
	return f64x2.add(f64x2.sub(a, f64x2.sub(s, part)), f64x2.sub(b, part));
}

/**
 * The rounding error of h = x x (Dekker), by cutting x after 26 bits; exact but for its own last
 * bits, and harmless where the square underflows.
 */
export function squareError(x: v128, h: v128): v128 {
	const high = v128.and(x, i64x2.splat(0xffff_ffff_f800_0000));
	const low = f64x2.sub(x, high);
	return f64x2.add(
		f64x2.add(
			f64x2.sub(f64x2.mul(high, high), h),
			f64x2.mul(f64x2.add(high, high), low),
		),
		f64x2.mul(low, low),
	);
}

/** `magnitude` with the sign bit of x set where that of x is set. */
export function withSign(magnitude: v128, x: v128): v128 {
	return v128.or(magnitude, v128.and(x, i64x2.splat(i64.MIN_VALUE)));
}
