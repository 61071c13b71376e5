import { decay } from "../elementary/decay";
import { sigmoidAbove, sigmoidBelow } from "../elementary/sigmoid";
import { tanh } from "../elementary/tanh";

/**
 * sigma = s(t) = 1 / (1 + e^(-t)), sigma' = s(t) s(-t), sigma'' = -sigma' tanh(t/2): no 1 - s anywhere, so that
 * relative accuracy holds in both tails and at 0.
 */
export function sigmoid(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const zero = f64x2.splat(0);
	const half = f64x2.splat(-0.5);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const e = decay(t);
		const large = sigmoidAbove(e);
		const small = sigmoidBelow(e);
		v128.store(a + at, v128.bitselect(small, large, f64x2.lt(t, zero)));
		if (order == 0) continue;
		const slope = f64x2.mul(small, large);
		v128.store(d1 + at, slope);
		if (order == 1) continue;
		v128.store(d2 + at, f64x2.mul(slope, tanh(f64x2.mul(half, t))));
	}
}
