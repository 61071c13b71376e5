/** 1.5 2^52: adding it rounds to the nearest integer, which then stands in the low bits. */
export const ROUNDER: f64 = 6755399441055744.0;

/** 2^k for integers -1022 <= k <= 1023 in the low 12 bits of `k`. */
export function powerOfTwo(k: v128): v128 {
	return i64x2.shl(i64x2.add(k, i64x2.splat(1023)), 52);
}

/**
 * x 2^k for |k| <= 2044 in the low 32 bits of `k`, in two steps, so that subnormal results are
 * rounded once and overflow gives Infinity.
 */
export function scale(x: v128, k: v128): v128 {
	const half = i32x4.shr_s(k, 1);
	return f64x2.mul(
		f64x2.mul(x, powerOfTwo(half)),
		powerOfTwo(i64x2.sub(k, half)),
	);
}
