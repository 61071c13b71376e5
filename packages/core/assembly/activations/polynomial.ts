/**
 * sigma = c0 + c1 t + ..., sigma', sigma'' by one Horner scheme; parameters: c0, c1, .... Accurate relative to the sum of
 * the absolute values of the terms: the sum may cancel.
 */
export function polynomial(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const zero = f64x2.splat(0);
	const two = f64x2.splat(2);
	const count = <usize>load<f64>(parameters);
	const last = parameters + 8 * count;
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		let value = v128.load64_splat(last);
		let first = zero;
		let second = zero;
		for (let c = last - 8; c > parameters; c -= 8) {
			if (order > 1) second = f64x2.add(f64x2.mul(second, t), first);
			if (order > 0) first = f64x2.add(f64x2.mul(first, t), value);
			value = f64x2.add(f64x2.mul(value, t), v128.load64_splat(c));
		}
		v128.store(a + at, value);
		if (order == 0) continue;
		v128.store(d1 + at, first);
		if (order == 1) continue;
		v128.store(d2 + at, f64x2.mul(two, second));
	}
}
