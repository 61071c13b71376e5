/**
 * sigma = t^2, sigma' = 2 t, sigma'' = 2. Rounded once.
 */
export function square(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const two = f64x2.splat(2);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		v128.store(a + at, f64x2.mul(t, t));
		if (order == 0) continue;
		v128.store(d1 + at, f64x2.add(t, t));
		if (order == 1) continue;
		v128.store(d2 + at, two);
	}
}
