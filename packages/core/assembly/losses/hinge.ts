/**
 * l = max(z + 1, 0), z = -y f; gradient -y for z >= -1, else 0; curvature 0.
 */
export function hinge(
	order: i32, n: i32, stride: i32, outputs: i32, parameters: usize,
	f: usize, y: usize, value: usize, gradient: usize, curvature: usize,
): void {
	const zero = f64x2.splat(0);
	const one = f64x2.splat(1);
	const kink = f64x2.splat(-1);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const opposite = f64x2.neg(v128.load(y + at));
		const z = f64x2.mul(opposite, v128.load(f + at));
		v128.store(value + at, f64x2.max(f64x2.add(z, one), zero));
		if (order == 0) continue;
		v128.store(gradient + at, v128.and(opposite, f64x2.ge(z, kink)));
		if (order == 1) continue;
		v128.store(curvature + at, zero);
	}
}
