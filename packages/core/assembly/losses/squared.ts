/**
 * l = 1/2 sum_o r_o^2, r_o = f_o - y_o; gradient r_o, curvature 1.
 */
export function squared(
	order: i32, n: i32, stride: i32, outputs: i32, parameters: usize,
	f: usize, y: usize, value: usize, gradient: usize, curvature: usize,
): void {
	const line = <usize>stride << 3;
	const one = f64x2.splat(1);
	const half = f64x2.splat(0.5);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		let sum = f64x2.splat(0);
		for (let o = 0; o < outputs; o++) {
			const cell = <usize>o * line + at;
			const r = f64x2.sub(v128.load(f + cell), v128.load(y + cell));
			sum = f64x2.add(sum, f64x2.mul(f64x2.mul(half, r), r));
			if (order == 0) continue;
			v128.store(gradient + cell, r);
			if (order == 1) continue;
			v128.store(curvature + cell, one);
		}
		v128.store(value + at, sum);
	}
}
