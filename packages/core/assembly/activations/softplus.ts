import { decayAll } from "../elementary/decay";
import { softplusStage } from "../elementary/softplus";

/**
 * sigma = log(1 + e^t), sigma' = s(t), sigma'' = s(t) s(-t), s the logistic sigmoid, all from one e^-|t|. Relative
 * accuracy everywhere, both tails included.
 */
export function softplus(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const zero = f64x2.splat(0);
	const one = f64x2.splat(1);
	decayAll(n, z, a);
	if (order > 0) {
		for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
			const e = v128.load(a + at);
			const large = f64x2.div(one, f64x2.add(one, e));
			const small = f64x2.mul(e, large);
			v128.store(d1 + at, v128.bitselect(small, large, f64x2.lt(v128.load(z + at), zero)));
			if (order > 1) v128.store(d2 + at, f64x2.mul(large, small));
		}
	}
	softplusStage(n, z, a, a);
}
