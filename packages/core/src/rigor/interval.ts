import {
	addDown,
	addUp,
	divideDown,
	divideUp,
	multiplyDown,
	multiplyUp,
	sqrtDown,
	sqrtUp,
} from "./directed.ts";
import { type Dyadic, dyadic, numberDown, numberUp } from "./dyadic.ts";
import { arccosEnclosure } from "./elementary/arccosine.ts";
import { arctanEnclosure } from "./elementary/arctangent.ts";
import { pi as piBall } from "./elementary/constants.ts";
import { erfcEnclosure, erfEnclosure } from "./elementary/error-function.ts";
import { expEnclosure, expm1Enclosure, tanhEnclosure } from "./elementary/exponential.ts";
import { log1pEnclosure, logEnclosure } from "./elementary/logarithm.ts";
import { sigmoidEnclosure, softplusEnclosure } from "./elementary/logistic.ts";
import { powerEnclosure } from "./elementary/power.ts";
import { cosEnclosure, sinEnclosure } from "./elementary/sine.ts";
import { type Enclosure, opposite } from "./enclosure.ts";

/** All real numbers from lo to hi; the ends may be infinite. */
export interface Interval {
	readonly lo: number;
	readonly hi: number;
}

/** Every real number: what is left of an operation that is not defined everywhere. */
export const everything: Interval = { lo: -Infinity, hi: Infinity };

/** Digits to which the elementary functions are enclosed before the ends are rounded outward to float64. */
const bits = 64;

export const point = (x: number): Interval => ({ lo: x, hi: x });
export const interval = (lo: number, hi: number): Interval => ({ lo, hi });

export const add = (a: Interval, b: Interval): Interval => ({
	lo: addDown(a.lo, b.lo),
	hi: addUp(a.hi, b.hi),
});
export const subtract = (a: Interval, b: Interval): Interval => ({
	lo: addDown(a.lo, -b.hi),
	hi: addUp(a.hi, -b.lo),
});
export const negate = (a: Interval): Interval => ({ lo: 0 - a.hi, hi: 0 - a.lo });

/** a b; the square, without numbers below 0, where both are one object. */
export function multiply(a: Interval, b: Interval): Interval {
	if (a === b) return square(a);
	const { lo: p, hi: q } = a;
	const { lo: r, hi: s } = b;
	if (p >= 0) {
		if (r >= 0) return { lo: multiplyDown(p, r), hi: multiplyUp(q, s) };
		if (s <= 0) return { lo: multiplyDown(q, r), hi: multiplyUp(p, s) };
		return { lo: multiplyDown(q, r), hi: multiplyUp(q, s) };
	}
	if (q <= 0) {
		if (r >= 0) return { lo: multiplyDown(p, s), hi: multiplyUp(q, r) };
		if (s <= 0) return { lo: multiplyDown(q, s), hi: multiplyUp(p, r) };
		return { lo: multiplyDown(p, s), hi: multiplyUp(p, r) };
	}
	if (r >= 0) return { lo: multiplyDown(p, s), hi: multiplyUp(q, s) };
	if (s <= 0) return { lo: multiplyDown(q, r), hi: multiplyUp(p, r) };
	return {
		lo: Math.min(multiplyDown(p, s), multiplyDown(q, r)),
		hi: Math.max(multiplyUp(p, r), multiplyUp(q, s)),
	};
}

/** a^2 */
export function square(a: Interval): Interval {
	if (a.lo >= 0) return { lo: multiplyDown(a.lo, a.lo), hi: multiplyUp(a.hi, a.hi) };
	if (a.hi <= 0) return { lo: multiplyDown(a.hi, a.hi), hi: multiplyUp(a.lo, a.lo) };
	const largest = Math.max(-a.lo, a.hi);
	return { lo: 0, hi: multiplyUp(largest, largest) };
}

/** a / b; everything where b contains 0. */
export function divide(a: Interval, b: Interval): Interval {
	if (!(b.lo > 0 || b.hi < 0)) return everything;
	if (b.hi < 0) return divide(negate(a), negate(b));
	const { lo, hi } = a;
	return {
		lo: lo >= 0 ? divideDown(lo, b.hi) : divideDown(lo, b.lo),
		hi: hi >= 0 ? divideUp(hi, b.lo) : divideUp(hi, b.hi),
	};
}

/** sqrt(a); everything where a reaches below 0. */
export function sqrt(a: Interval): Interval {
	return a.lo >= 0 ? { lo: sqrtDown(a.lo), hi: sqrtUp(a.hi) } : everything;
}

/** The smallest interval that contains both. */
export const hull = (a: Interval, b: Interval): Interval => ({
	lo: Math.min(a.lo, b.lo),
	hi: Math.max(a.hi, b.hi),
});

/** A number near the middle. */
export const middle = (a: Interval): number => a.lo / 2 + a.hi / 2;
/** max |x| over x in a. */
export const magnitude = (a: Interval): number => Math.max(-a.lo, a.hi);
/** hi - lo, rounded up. */
export const width = (a: Interval): number => addUp(a.hi, -a.lo);

type Enclose = (x: Dyadic, bits: number) => Enclosure;

const down = (f: Enclose, x: number): number => numberDown(f(dyadic(x), bits).lo);
const up = (f: Enclose, x: number): number => numberUp(f(dyadic(x), bits).hi);
const both = (f: Enclose, x: number): Interval => {
	const { lo, hi } = f(dyadic(x), bits);
	return { lo: numberDown(lo), hi: numberUp(hi) };
};

/** An increasing function with limits at the infinities. */
function increasing(f: Enclose, atMinusInfinity: number, atInfinity: number): (a: Interval) => Interval {
	return (a) => {
		if (a.lo === a.hi && Number.isFinite(a.lo)) return both(f, a.lo);
		return {
			lo: a.lo === -Infinity ? atMinusInfinity : a.lo === Infinity ? -Infinity : down(f, a.lo),
			hi: a.hi === Infinity ? atInfinity : a.hi === -Infinity ? Infinity : up(f, a.hi),
		};
	};
}

export const exp = increasing(expEnclosure, 0, Infinity);
export const expm1 = increasing(expm1Enclosure, -1, Infinity);
export const tanh = increasing(tanhEnclosure, -1, 1);
export const erf = increasing(erfEnclosure, -1, 1);
const logOnPositive = increasing(logEnclosure, -Infinity, Infinity);
const log1pAboveMinusOne = increasing(log1pEnclosure, -Infinity, Infinity);
const minusErfc = increasing((x, b) => opposite(erfcEnclosure(x, b)), -2, 0);

/** log a; everything where a reaches to 0. */
export const log = (a: Interval): Interval => (a.lo > 0 ? logOnPositive(a) : everything);
/** log(1 + a); everything where a reaches to -1. */
export const log1p = (a: Interval): Interval => (a.lo > -1 ? log1pAboveMinusOne(a) : everything);
export const erfc = (a: Interval): Interval => negate(minusErfc(a));

/** pi, the smallest interval of float64 numbers around it. */
export const pi: Interval = (() => {
	const { v, r } = piBall(128);
	return { lo: numberDown({ m: v - r, e: -128 }), hi: numberUp({ m: v + r, e: -128 }) };
})();

const halfPi: Interval = { lo: pi.lo / 2, hi: pi.hi / 2 };

export const arctan = increasing(arctanEnclosure, -halfPi.hi, halfPi.hi);
export const sigmoid = increasing(sigmoidEnclosure, 0, 1);
export const softplus = increasing(softplusEnclosure, 0, Infinity);

/** arccos a; [0, pi] where a reaches beyond -1 or 1. */
export function arccos(a: Interval): Interval {
	if (!(a.lo >= -1 && a.hi <= 1)) return { lo: 0, hi: pi.hi };
	return { lo: down(arccosEnclosure, a.hi), hi: up(arccosEnclosure, a.lo) };
}

/** a^p for a float64 p; everything where a reaches to 0 or below and p is not a whole number from 0 to 64. */
export function power(a: Interval, p: number): Interval {
	const whole = Number.isInteger(p) && p >= 0 && p <= 64;
	if ((!whole && !(a.lo > 0)) || !Number.isFinite(a.lo) || !Number.isFinite(a.hi)) return everything;
	const at = (x: number) => both((d, b) => powerEnclosure(d, p, b), x);
	const ends = hull(at(a.lo), at(a.hi));
	return whole && p % 2 === 0 && p > 0 && a.lo < 0 && a.hi > 0 ? { lo: 0, hi: ends.hi } : ends;
}

/** sin over [lo, hi]: the values at the ends, 1 or -1 where a crest or a trough may lie between them. */
export function sin(a: Interval): Interval {
	return wave(a, sinEnclosure, 1);
}

/** cos over [lo, hi], as sin. */
export function cos(a: Interval): Interval {
	return wave(a, cosEnclosure, 0);
}

/** Crests where x = (shift/2 + 2k) pi, troughs where x = (shift/2 + 1 + 2k) pi. */
function wave(a: Interval, f: Enclose, shift: 0 | 1): Interval {
	if (!Number.isFinite(a.lo) || !Number.isFinite(a.hi)) return { lo: -1, hi: 1 };
	const left = both(f, a.lo);
	if (a.lo === a.hi) return { lo: Math.max(-1, left.lo), hi: Math.min(1, left.hi) };
	if (width(a) >= 6) return { lo: -1, hi: 1 };
	const ends = hull(left, both(f, a.hi));
	// Half turns counted from a crest: a whole even number between them is a crest, an odd one a trough.
	const from = subtract(divide(point(a.lo), pi), point(shift / 2));
	const to = subtract(divide(point(a.hi), pi), point(shift / 2));
	const first = Math.ceil(from.lo);
	const last = Math.floor(to.hi);
	if (Math.abs(first) > 4e15) return { lo: -1, hi: 1 };
	let { lo, hi } = ends;
	for (let k = first; k <= last; k++) {
		if (k % 2 === 0) hi = 1;
		else lo = -1;
	}
	return { lo: Math.max(-1, lo), hi: Math.min(1, hi) };
}

/**
 * Interval arithmetic with the operations of a formula. A piecewise definition over an interval that touches or contains `at` is the hull
 * of both pieces.
 */
export const intervalArithmetic = {
	constant: point,
	pi: (): Interval => pi,
	add,
	subtract,
	multiply,
	divide,
	negate,
	sqrt,
	exp,
	expm1,
	log,
	log1p,
	tanh,
	erf,
	erfc,
	arctan,
	sin,
	cos,
	piecewise(t: Interval, at: number, left: () => Interval, right: () => Interval): Interval {
		if (t.hi < at) return left();
		if (t.lo >= at) return right();
		return hull(left(), right());
	},
};
