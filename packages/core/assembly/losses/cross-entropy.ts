import { exp } from "../elementary/exp";
import { log1p } from "../elementary/log1p";
import { multiplyAdd } from "../multiply-add";

/**
 * l = sum_o y_o (lse(f) - f_o), relative to the first largest output m: with e_o = e^(f_o - f_m), S = sum of
 * e_o over o != m, T = 1 + S,
 *   l = sum_o y_o (f_m - f_o) + Y log1p(S), Y = sum_o y_o (which is 1): all terms >= 0;
 *   p_o = e_o / T, and 1 - p_o = S / T for o = m, (T - e_o) / T else;
 *   gradient p_o (Y - y_o) - y_o (1 - p_o), curvature Y p_o.
 * Relative accuracy of value and gradient for one-hot rows, however sure the outputs are; the
 * gradient is accurate relative to Y p_o + y_o (1 - p_o) for other rows.
 */
export function crossEntropy(
	order: i32, n: i32, stride: i32, outputs: i32, parameters: usize,
	f: usize, y: usize, value: usize, gradient: usize, curvature: usize,
): void {
	const line = <usize>stride << 3;
	const span = <usize>outputs * line;
	const zero = f64x2.splat(0);
	const one = f64x2.splat(1);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		let top = v128.load(f + at);
		for (let cell = at + line; cell < at + span; cell += line) top = f64x2.max(top, v128.load(f + cell));

		let seen = zero;
		let others = zero;
		let behind = zero;
		let total = zero;
		for (let cell = at; cell < at + span; cell += line) {
			const output = v128.load(f + cell);
			const target = v128.load(y + cell);
			const isTop = v128.andnot(f64x2.eq(output, top), seen);
			seen = v128.or(seen, isTop);
			const e = expDifference(output, top);
			others = f64x2.add(others, v128.andnot(e, isTop));
			behind = f64x2.add(behind, f64x2.mul(target, f64x2.sub(top, output)));
			total = f64x2.add(total, target);
			if (order > 0) v128.store(gradient + cell, e);
		}
		v128.store(value + at, f64x2.add(behind, f64x2.mul(total, log1p(others))));
		if (order == 0) continue;

		const sum = f64x2.add(one, others);
		seen = zero;
		for (let cell = at; cell < at + span; cell += line) {
			const e = v128.load(gradient + cell);
			const target = v128.load(y + cell);
			const isTop = v128.andnot(f64x2.eq(v128.load(f + cell), top), seen);
			seen = v128.or(seen, isTop);
			const share = f64x2.div(e, sum);
			const missing = f64x2.div(v128.bitselect(others, f64x2.sub(sum, e), isTop), sum);
			const pull = f64x2.mul(share, f64x2.sub(total, target));
			v128.store(gradient + cell, f64x2.sub(pull, f64x2.mul(target, missing)));
			if (order > 1) v128.store(curvature + cell, f64x2.mul(total, share));
		}
	}
}

/** e^(a - b) for a <= b, with the rounding error of a - b put back: e^(high + low) = e^high (1 + low). */
// @ts-ignore: decorator
@inline
function expDifference(a: v128, b: v128): v128 {
	const high = f64x2.sub(a, b);
	const part = f64x2.sub(high, a);
	const low = f64x2.sub(f64x2.sub(a, f64x2.sub(high, part)), f64x2.add(b, part));
	const e = exp(high);
	// Below -800 e is 0; there, and where a is infinite, the error is no number.
	const usable = v128.and(low, f64x2.gt(high, f64x2.splat(-800)));
	return multiplyAdd(e, usable, e);
}
