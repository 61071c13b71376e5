import { arctan as arcTangent } from "../elementary/arctan";
import { multiplyAdd } from "../multiply-add";

/**
 * sigma = arctan t, sigma' = r = 1 / (1 + t^2), sigma'' = -2 t r r, multiplied so that t r is formed first.
 */
export function arctan(
	order: i32, n: i32, parameters: usize, z: usize, a: usize, d1: usize, d2: usize,
): void {
	const one = f64x2.splat(1);
	const minusTwo = f64x2.splat(-2);
	const largest = f64x2.splat(f64.MAX_VALUE);
	const smallest = f64x2.splat(-f64.MAX_VALUE);
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const t = v128.load(z + at);
		v128.store(a + at, arcTangent(t));
		if (order == 0) continue;
		const slope = f64x2.div(one, multiplyAdd(t, t, one));
		v128.store(d1 + at, slope);
		if (order == 1) continue;
		const finite = f64x2.max(smallest, f64x2.min(largest, t));
		v128.store(d2 + at, f64x2.mul(minusTwo, f64x2.mul(f64x2.mul(finite, slope), slope)));
	}
}
