import { normalCdf, normalDensity } from "../elementary/normal";
import { multiplyAdd } from "../multiply-add";

/**
 * sigma = t Phi(t), sigma' = Phi(t) + t phi(t), sigma'' = (2 - t^2) phi(t). Beyond |t| = 40 Phi(t) (on the left) and
 * phi(t) are 0 in float64; t is held there so that an infinite t gives the limit. Relative accuracy
 * except near the zero of sigma' at -0.7518 (relative to Phi there) and the zeros of sigma'' at
 * sqrt 2 and -sqrt 2 (relative to phi).
 */
export function gelu(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const two = f64x2.splat(2);
	const lowest = f64x2.splat(-40);
	const highest = f64x2.splat(40);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const fromLeft = f64x2.max(lowest, t);
		const below = normalCdf(t);
		v128.store(a + at, f64x2.mul(fromLeft, below));
		if (order == 0) continue;
		const held = f64x2.min(highest, fromLeft);
		const density = normalDensity(t);
		v128.store(d1 + at, multiplyAdd(held, density, below));
		if (order == 1) continue;
		v128.store(d2 + at, f64x2.mul(f64x2.sub(two, f64x2.mul(held, held)), density));
	}
}
