import { exp } from "../elementary/exp";
import { expm1 } from "../elementary/expm1";

/**
 * sigma = t for t >= 0, alpha expm1(t) for t < 0; parameters: alpha.
 */
export function elu(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const one = f64x2.splat(1);
	const zero = f64x2.splat(0);
	const scale = f64x2.splat(load<f64>(parameters + 8));
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const right = f64x2.ge(t, zero);
		v128.store(a + at, v128.bitselect(t, f64x2.mul(scale, expm1(f64x2.min(t, zero))), right));
		if (order == 0) continue;
		const decaying = f64x2.mul(scale, exp(f64x2.min(t, zero)));
		v128.store(d1 + at, v128.bitselect(one, decaying, right));
		if (order == 1) continue;
		v128.store(d2 + at, v128.andnot(decaying, right));
	}
}
