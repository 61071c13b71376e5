/**
 * sigma = t^3, sigma' = 3 t^2, sigma'' = 6 t.
 */
export function cube(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const three = f64x2.splat(3);
	const six = f64x2.splat(6);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const squared = f64x2.mul(t, t);
		v128.store(a + at, f64x2.mul(squared, t));
		if (order == 0) continue;
		v128.store(d1 + at, f64x2.mul(three, squared));
		if (order == 1) continue;
		v128.store(d2 + at, f64x2.mul(six, t));
	}
}
