import { decay } from "../elementary/decay";
import { sigmoidAbove, sigmoidBelow } from "../elementary/sigmoid";
import { tanh } from "../elementary/tanh";
import { multiplyAdd } from "../multiply-add";

/**
 * sigma = t s(t), sigma' = s(t) (1 + t s(-t)), sigma'' = s(t) s(-t) (2 - t tanh(t/2)), s the logistic sigmoid.
 * Beyond |t| = 800 the small one of s(t), s(-t) is 0 in float64; t is held there so that an infinite t
 * gives the limit. Relative accuracy except near the zero of sigma' at -1.278 and those of sigma'' at
 * 2.399 and -2.399.
 */
export function silu(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const zero = f64x2.splat(0);
	const one = f64x2.splat(1);
	const two = f64x2.splat(2);
	const half = f64x2.splat(0.5);
	const lowest = f64x2.splat(-800);
	const highest = f64x2.splat(800);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const fromLeft = f64x2.max(lowest, t);
		const e = decay(t);
		const large = sigmoidAbove(e);
		const small = sigmoidBelow(e);
		const left = f64x2.lt(t, zero);
		const share = v128.bitselect(small, large, left);
		v128.store(a + at, f64x2.mul(fromLeft, share));
		if (order == 0) continue;
		const held = f64x2.min(highest, fromLeft);
		const rest = v128.bitselect(large, small, left);
		v128.store(d1 + at, f64x2.mul(share, multiplyAdd(held, rest, one)));
		if (order == 1) continue;
		const bend = f64x2.sub(two, f64x2.mul(held, tanh(f64x2.mul(half, held))));
		v128.store(d2 + at, f64x2.mul(f64x2.mul(share, rest), bend));
	}
}
