/**
 * l = sum_o |r_o|, r_o = f_o - y_o; gradient 1 for r_o >= 0, else -1; curvature 0.
 */
export function absolute(
	order: i32, n: i32, stride: i32, outputs: i32, parameters: usize,
	f: usize, y: usize, value: usize, gradient: usize, curvature: usize,
): void {
	const line = <usize>stride << 3;
	const zero = f64x2.splat(0);
	const one = f64x2.splat(1);
	const minusOne = f64x2.splat(-1);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		let sum = f64x2.splat(0);
		for (let o = 0; o < outputs; o++) {
			const cell = <usize>o * line + at;
			const r = f64x2.sub(v128.load(f + cell), v128.load(y + cell));
			sum = f64x2.add(sum, f64x2.abs(r));
			if (order == 0) continue;
			v128.store(gradient + cell, v128.bitselect(one, minusOne, f64x2.ge(r, zero)));
			if (order == 1) continue;
			v128.store(curvature + cell, zero);
		}
		v128.store(value + at, sum);
	}
}
