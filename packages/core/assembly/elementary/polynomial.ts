/** One step of Horner's rule: p x + c in both lanes. */
export function step(p: v128, x: v128, c: f64): v128 {
	return f64x2.add(f64x2.mul(p, x), f64x2.splat(c));
}

/** a + b x, the last step when a polynomial is split into its even and odd coefficients. */
export function join(a: v128, b: v128, x: v128): v128 {
	return f64x2.add(a, f64x2.mul(b, x));
}
