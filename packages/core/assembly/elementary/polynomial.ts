import { multiplyAdd } from "../multiply-add";

/** One step of Horner's rule: p x + c in both lanes. */
export function step(p: v128, x: v128, c: f64): v128 {
	return multiplyAdd(p, x, f64x2.splat(c));
}

/** a + b x, the last step when a polynomial is split into its even and odd coefficients. */
export function join(a: v128, b: v128, x: v128): v128 {
	return multiplyAdd(b, x, a);
}

/**
 * Number i of a table of float64 constants in both lanes. One load; a constant in the code would be built from two
 * integers and a shuffle each time it is used.
 */
// @ts-ignore: decorator
@inline
export function constant(table: usize, i: usize): v128 {
	return v128.load64_splat(table + 8 * i);
}
