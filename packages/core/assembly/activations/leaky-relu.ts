/**
 * sigma = t for t >= 0, slope t for t < 0; parameters: slope. Rounded once.
 */
export function leakyRelu(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const one = f64x2.splat(1);
	const zero = f64x2.splat(0);
	const given = load<f64>(parameters + 8);
	const slope = f64x2.splat(given);
	// Slope 0 times an infinite t is 0.
	const lowest = f64x2.splat(given == 0 ? -f64.MAX_VALUE : -Infinity);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		const right = f64x2.ge(t, zero);
		v128.store(a + at, v128.bitselect(t, f64x2.mul(slope, f64x2.max(t, lowest)), right));
		if (order == 0) continue;
		v128.store(d1 + at, v128.bitselect(one, slope, right));
		if (order == 1) continue;
		v128.store(d2 + at, zero);
	}
}
