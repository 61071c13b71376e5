import { erf as errorFunction } from "../elementary/erf";
import { gaussian as bell } from "../elementary/gaussian";

/** 2 / sqrt(pi) */
const peak: f64 = 1.1283791670955125739;

/**
 * sigma = erf t, sigma' = 2 e^(-t^2) / sqrt(pi), sigma'' = -2 t sigma'. Beyond |t| = 40 the bell is 0 in float64;
 * t is held there so that an infinite t gives 0.
 */
export function erf(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const scale = f64x2.splat(peak);
	const minusTwo = f64x2.splat(-2);
	const lowest = f64x2.splat(-40);
	const highest = f64x2.splat(40);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		v128.store(a + at, errorFunction(t));
		if (order == 0) continue;
		const slope = f64x2.mul(scale, bell(t));
		v128.store(d1 + at, slope);
		if (order == 1) continue;
		const held = f64x2.max(lowest, f64x2.min(highest, t));
		v128.store(d2 + at, f64x2.mul(f64x2.mul(minusTwo, held), slope));
	}
}
