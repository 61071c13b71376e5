import { gaussian as bell } from "../elementary/gaussian";

/**
 * sigma = g = e^(-t^2), sigma' = -2 t g, sigma'' = 2 g (2 t^2 - 1). Beyond |t| = 40 g is 0 in float64; t is held there
 * so that an infinite t gives 0. Relative accuracy except near the zeros of sigma'' at |t| = sqrt(1/2)
 * (relative to g).
 */
export function gaussian(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const one = f64x2.splat(1);
	const two = f64x2.splat(2);
	const minusTwo = f64x2.splat(-2);
	const lowest = f64x2.splat(-40);
	const highest = f64x2.splat(40);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const value = bell(t);
		v128.store(a + at, value);
		if (order == 0) continue;
		const held = f64x2.max(lowest, f64x2.min(highest, t));
		v128.store(d1 + at, f64x2.mul(f64x2.mul(minusTwo, held), value));
		if (order == 1) continue;
		const bend = f64x2.sub(f64x2.mul(two, f64x2.mul(held, held)), one);
		v128.store(d2 + at, f64x2.mul(f64x2.mul(two, value), bend));
	}
}
