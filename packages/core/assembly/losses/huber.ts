/**
 * l = sum_o h(r_o), r_o = f_o - y_o; h = r^2/2 for |r| <= delta, delta (|r| - delta/2) beyond. Gradient r held in
 * [-delta, delta]; curvature 1 for -delta <= r < delta, else 0. Parameters: delta.
 */
export function huber(
	order: i32, n: i32, stride: i32, outputs: i32, parameters: usize,
	f: usize, y: usize, value: usize, gradient: usize, curvature: usize,
): void {
	const line = <usize>stride << 3;
	const one = f64x2.splat(1);
	const half = f64x2.splat(0.5);
	const delta = f64x2.splat(load<f64>(parameters + 8));
	const below = f64x2.neg(delta);
	const halfDelta = f64x2.mul(half, delta);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		let sum = f64x2.splat(0);
		for (let o = 0; o < outputs; o++) {
			const cell = <usize>o * line + at;
			const r = f64x2.sub(v128.load(f + cell), v128.load(y + cell));
			const size = f64x2.abs(r);
			const linear = f64x2.mul(delta, f64x2.sub(size, halfDelta));
			const quadratic = f64x2.mul(f64x2.mul(half, r), r);
			sum = f64x2.add(sum, v128.bitselect(linear, quadratic, f64x2.gt(size, delta)));
			if (order == 0) continue;
			v128.store(gradient + cell, f64x2.max(below, f64x2.min(delta, r)));
			if (order == 1) continue;
			const inside = v128.and(f64x2.ge(r, below), f64x2.lt(r, delta));
			v128.store(curvature + cell, v128.and(one, inside));
		}
		v128.store(value + at, sum);
	}
}
