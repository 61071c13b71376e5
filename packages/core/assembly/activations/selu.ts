import { exp } from "../elementary/exp";
import { expm1 } from "../elementary/expm1";

/** As in the formula: the float64 numbers nearest to the published constants. */
const lambda: f64 = 1.0507009873554804934193349852946;
const alpha: f64 = 1.6732632423543772848170429916717;

/**
 * sigma = lambda t for t >= 0, lambda alpha expm1(t) for t < 0.
 */
export function selu(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const zero = f64x2.splat(0);
	const steady = f64x2.splat(lambda);
	const scale = f64x2.splat(lambda * alpha);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const right = f64x2.ge(t, zero);
		v128.store(a + at, v128.bitselect(f64x2.mul(steady, t), f64x2.mul(scale, expm1(f64x2.min(t, zero))), right));
		if (order == 0) continue;
		const decaying = f64x2.mul(scale, exp(f64x2.min(t, zero)));
		v128.store(d1 + at, v128.bitselect(steady, decaying, right));
		if (order == 1) continue;
		v128.store(d2 + at, v128.andnot(decaying, right));
	}
}
