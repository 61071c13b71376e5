import { sigmoid } from "../elementary/sigmoid";
import { softplus } from "../elementary/softplus";

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
		v128.store(value + at, softplus(z));
		if (order == 0) continue;
		const share = sigmoid(z);
		v128.store(gradient + at, f64x2.mul(opposite, share));
		if (order == 1) continue;
		v128.store(curvature + at, f64x2.mul(share, sigmoid(f64x2.neg(z))));
	}
}
