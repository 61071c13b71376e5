import { exp } from "../elementary/exp";
import { tanh as hyperbolicTangent } from "../elementary/tanh";

/**
 * sigma = tanh t, sigma' = sech^2 t = 4 e / (1 + e)^2 with e = e^(-2|t|) (1 - tanh^2 would cancel), sigma'' =
 * -2 sigma sigma'. Relative accuracy everywhere.
 */
export function tanh(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const one = f64x2.splat(1);
	const four = f64x2.splat(4);
	const minusTwo = f64x2.splat(-2);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const value = hyperbolicTangent(t);
		v128.store(a + at, value);
		if (order == 0) continue;
		const e = exp(f64x2.mul(minusTwo, f64x2.abs(t)));
		const sum = f64x2.add(one, e);
		const slope = f64x2.div(f64x2.mul(four, e), f64x2.mul(sum, sum));
		v128.store(d1 + at, slope);
		if (order == 1) continue;
		v128.store(d2 + at, f64x2.mul(f64x2.mul(minusTwo, value), slope));
	}
}
