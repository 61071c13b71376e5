import { sigmoid } from "../elementary/sigmoid";
import { softplus as logOnePlusExp } from "../elementary/softplus";

/**
 * sigma = log(1 + e^t), sigma' = s(t), sigma'' = s(t) s(-t), s the logistic sigmoid. Relative accuracy
 * everywhere, both tails included.
 */
export function softplus(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		v128.store(a + at, logOnePlusExp(t));
		if (order == 0) continue;
		const slope = sigmoid(t);
		v128.store(d1 + at, slope);
		if (order == 1) continue;
		v128.store(d2 + at, f64x2.mul(slope, sigmoid(f64x2.neg(t))));
	}
}
