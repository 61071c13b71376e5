/**
 * sigma = max(t, 0), sigma' = [t >= 0], sigma'' = 0. Exact.
 */
export function relu(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const one = f64x2.splat(1);
	const zero = f64x2.splat(0);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		v128.store(a + at, f64x2.max(t, zero));
		if (order == 0) continue;
		v128.store(d1 + at, v128.and(one, f64x2.ge(t, zero)));
		if (order == 1) continue;
		v128.store(d2 + at, zero);
	}
}
