import { exp } from "../elementary/exp";

/**
 * l = e^z, z = -y f; gradient -y e^z, curvature e^z.
 */
export function exponential(
	order: i32, n: i32, stride: i32, outputs: i32, parameters: usize,
	f: usize, y: usize, value: usize, gradient: usize, curvature: usize,
): void {
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const opposite = f64x2.neg(v128.load(y + at));
		const z = f64x2.mul(opposite, v128.load(f + at));
		const e = exp(z);
		v128.store(value + at, e);
		if (order == 0) continue;
		v128.store(gradient + at, f64x2.mul(opposite, e));
		if (order == 1) continue;
		v128.store(curvature + at, e);
	}
}
