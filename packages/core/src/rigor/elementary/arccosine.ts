import type { Dyadic } from "../dyadic.ts";
import { between, type Enclosure } from "../enclosure.ts";
import { preciseArithmetic } from "../precise-interval.ts";

/**
 * arccos x = 2 arctan sqrt((1 - x) / (1 + x)) for -1 <= x <= 1, to about `bits` binary digits of the result; 1 - x and 1 + x are exact.
 * @throws RangeError outside
 */
export function arccosEnclosure(x: Dyadic, bits: number): Enclosure {
	const exact = preciseArithmetic(1200);
	const at = between(x, x);
	const above = exact.add(exact.constant(1), at);
	const below = exact.subtract(exact.constant(1), at);
	if (above.lo.m < 0n || below.lo.m < 0n) throw new RangeError("An arc cosine needs a number from -1 to 1.");
	const { arctan, constant, divide, multiply, pi, sqrt } = preciseArithmetic(bits + 8);
	if (above.lo.m === 0n) return pi();
	return multiply(constant(2), arctan(sqrt(divide(below, above))));
}
