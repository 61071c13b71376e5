/**
 * dr_o = p_o (df_o - sum_q p_q df_q), the Hessian of the cross-entropy times df, in the equal form
 * dr_o = p_o ((df_o - df_m) - sum_q p_q (df_q - df_m) / sum_q p_q), where m is the first most
 * probable output: nothing cancels when p_m is nearly 1, and equal df give exactly 0. `curvature`
 * holds p times the sum Y of the targets, and the result is times Y.
 */
export function softmaxTangent(
	n: i32, stride: i32, outputs: i32, parameters: usize, curvature: usize, df: usize, dr: usize,
): void {
	const line = <usize>stride << 3;
	const span = <usize>outputs * line;
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		let largest = v128.load(curvature + at);
		let reference = v128.load(df + at);
		for (let cell = at + line; cell < at + span; cell += line) {
			const p = v128.load(curvature + cell);
			const larger = f64x2.gt(p, largest);
			largest = v128.bitselect(p, largest, larger);
			reference = v128.bitselect(v128.load(df + cell), reference, larger);
		}
		let total = f64x2.splat(0);
		let mean = f64x2.splat(0);
		for (let cell = at; cell < at + span; cell += line) {
			const p = v128.load(curvature + cell);
			total = f64x2.add(total, p);
			mean = f64x2.add(mean, f64x2.mul(p, f64x2.sub(v128.load(df + cell), reference)));
		}
		mean = f64x2.div(mean, total);
		for (let cell = at; cell < at + span; cell += line) {
			const offset = f64x2.sub(v128.load(df + cell), reference);
			v128.store(dr + cell, f64x2.mul(v128.load(curvature + cell), f64x2.sub(offset, mean)));
		}
	}
}
