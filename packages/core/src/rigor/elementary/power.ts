import { bitLength, type Dyadic, dyadic } from "../dyadic.ts";
import { between, type Enclosure, exactly } from "../enclosure.ts";
import { preciseArithmetic } from "../precise-interval.ts";
import { expEnclosure } from "./exponential.ts";

/** Exponents up to this size are multiplied out. */
const largestWhole = 64;

/**
 * x^p for a float64 p, to about `bits` binary digits of the result: whole powers up to 64 exactly, otherwise e^(p log x), x > 0.
 * @throws RangeError for x <= 0 and another p
 */
export function powerEnclosure(x: Dyadic, p: number, bits: number): Enclosure {
	if (Number.isInteger(p) && p >= 0 && p <= largestWhole) {
		let m = 1n;
		for (let k = 0; k < p; k++) m *= x.m;
		return exactly({ m, e: x.e * p });
	}
	if (x.m <= 0n) throw new RangeError("A power that is not whole and small needs a positive base.");
	// A relative error of 2^-k in the exponent is an absolute one of |p log x| 2^-k.
	const size = BigInt(Math.abs(bitLength(x.m) + x.e) + 1);
	const scale = Math.max(0, bitLength(BigInt(Math.ceil(Math.abs(p))))) + bitLength(size);
	const digits = bits + 8 + Math.min(scale, 64);
	const { log, multiply } = preciseArithmetic(digits);
	const exponent = multiply(exactly(dyadic(p)), log(between(x, x)));
	return between(expEnclosure(exponent.lo, digits).lo, expEnclosure(exponent.hi, digits).hi);
}
