import { exp as exponential } from "../elementary/exp";

/**
 * sigma = sigma' = sigma'' = e^t.
 */
export function exp(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const value = exponential(t);
		v128.store(a + at, value);
		if (order == 0) continue;
		v128.store(d1 + at, value);
		if (order == 1) continue;
		v128.store(d2 + at, value);
	}
}
