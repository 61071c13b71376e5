/**
 * a b + c in both lanes: two roundings in the portable kernels, one in the fused ones, which are compiled with relaxed SIMD
 * and checked by `isFused` before they are used.
 */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
	return f64x2.add(c, f64x2.mul(a, b));
}

/** Whether `multiplyAdd` rounds once here: (1 + 2^-30)^2 - (1 + 2^-29) is 2^-60, and 0 with two roundings. */
export function isFused(): bool {
	const x = f64x2.splat(1.0 + 9.313225746154785e-10);
	const c = f64x2.splat(-1.0 - 1.862645149230957e-9);
	return f64x2.extract_lane(multiplyAdd(x, x, c), 0) != 0;
}
