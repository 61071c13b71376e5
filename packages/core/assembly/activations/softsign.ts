/**
 * sigma = t / (1 + |t|), sigma' = r^2 with r = 1 / (1 + |t|), sigma'' = -2 r^3 for t >= 0, 2 r^3 for t < 0. Infinite t is
 * held at the largest number, which gives the limits.
 */
export function softsign(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const one = f64x2.splat(1);
	const zero = f64x2.splat(0);
	const two = f64x2.splat(2);
	const minusTwo = f64x2.splat(-2);
	const largest = f64x2.splat(f64.MAX_VALUE);
	const smallest = f64x2.splat(-f64.MAX_VALUE);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const held = f64x2.max(smallest, f64x2.min(largest, t));
		const size = f64x2.add(one, f64x2.abs(held));
		v128.store(a + at, f64x2.div(held, size));
		if (order == 0) continue;
		const shrink = f64x2.div(one, size);
		const slope = f64x2.mul(shrink, shrink);
		v128.store(d1 + at, slope);
		if (order == 1) continue;
		const turn = v128.bitselect(minusTwo, two, f64x2.ge(t, zero));
		v128.store(d2 + at, f64x2.mul(turn, f64x2.mul(slope, shrink)));
	}
}
