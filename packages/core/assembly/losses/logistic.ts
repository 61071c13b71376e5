import { decay } from "../elementary/decay";
import { sigmoidAbove, sigmoidBelow } from "../elementary/sigmoid";
import { softplusFrom } from "../elementary/softplus";

/**
 * l = log(1 + e^z), z = -y f; gradient -y s(z), curvature s(z) s(-z). Relative accuracy in both tails.
 */
export function logistic(
	order: i32, n: i32, stride: i32, outputs: i32, parameters: usize,
	f: usize, y: usize, value: usize, gradient: usize, curvature: usize,
): void {
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const opposite = f64x2.neg(v128.load(y + at));
		const z = f64x2.mul(opposite, v128.load(f + at));
		const e = decay(z);
		v128.store(value + at, softplusFrom(z, e));
		if (order == 0) continue;
		const large = sigmoidAbove(e);
		const small = sigmoidBelow(e);
		const share = v128.bitselect(small, large, f64x2.lt(z, f64x2.splat(0)));
		v128.store(gradient + at, f64x2.mul(opposite, share));
		if (order == 1) continue;
		v128.store(curvature + at, f64x2.mul(small, large));
	}
}
