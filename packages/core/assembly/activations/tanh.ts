import { tanhFrom, tanhStage } from "../elementary/tanh";

/**
 * sigma = tanh t, sigma' = sech^2 t = e (1 + |sigma|)^2 with e = e^(-2|t|) (1 - tanh^2 would cancel), sigma'' =
 * -2 sigma sigma'. One exponential for all three; relative accuracy everywhere.
 */
export function tanh(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const one = f64x2.splat(1);
	const minusTwo = f64x2.splat(-2);
	tanhStage(n, z, a, d1);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const scaled = v128.load(a + at), less = v128.load(d1 + at);
		const value = tanhFrom(v128.load(z + at), scaled, less);
		v128.store(a + at, value);
		if (order == 0) continue;
		const sum = f64x2.add(one, f64x2.abs(value));
		const slope = f64x2.mul(f64x2.mul(f64x2.add(scaled, less), sum), sum);
		v128.store(d1 + at, slope);
		if (order == 1) continue;
		v128.store(d2 + at, f64x2.mul(f64x2.mul(minusTwo, value), slope));
	}
}
