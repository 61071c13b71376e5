/** dr_o = l''_o df_o, for losses whose Hessian in the outputs is diagonal. */
export function diagonalTangent(
	n: i32, stride: i32, outputs: i32, parameters: usize, curvature: usize, df: usize, dr: usize,
): void {
	const line = <usize>stride << 3;
	for (let o = 0; o < outputs; o++) {
		const row = <usize>o * line;
		for (let at = row, end = row + (<usize>n << 3); at < end; at += 16) {
			v128.store(dr + at, f64x2.mul(v128.load(curvature + at), v128.load(df + at)));
		}
	}
}
