import { nextDown, nextUp } from "./directed.ts";
import type { Interval } from "./interval.ts";
import { compare, divide, fromNumber, negate, type Rational, toNumber } from "./rational.ts";

/** The smallest interval of float64 numbers around a fraction, or one step wider; a point where it is a float64. */
export function intervalOf(a: Rational): Interval {
	const x = toNumber(a);
	const side = Number.isFinite(x) ? compare(fromNumber(x), a) : 1;
	if (side === 0) return { lo: x, hi: x };
	return { lo: nextDown(x), hi: nextUp(x) };
}

/** A vector divided by its largest entry (in size), entry by entry. */
export function scaledToOne(vector: readonly Rational[]): Interval[] {
	const size = (a: Rational) => (a.numerator < 0n ? negate(a) : a);
	const largest = vector.map(size).reduce((a, b) => (compare(b, a) > 0 ? b : a));
	return vector.map((a) => intervalOf(divide(a, largest)));
}
