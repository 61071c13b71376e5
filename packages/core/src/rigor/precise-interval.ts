import { BallArithmetic, integerSqrt } from "./ball.ts";
import {
	addDyadic,
	bitLength,
	compareDyadic,
	type Dyadic,
	dyadic,
	multiplyDyadic,
	numberDown,
	numberUp,
	roundDown,
} from "./dyadic.ts";
import { arctanEnclosure } from "./elementary/arctangent.ts";
import { pi as piBall } from "./elementary/constants.ts";
import { erfcEnclosure, erfEnclosure } from "./elementary/error-function.ts";
import { expEnclosure, expm1Enclosure, tanhEnclosure } from "./elementary/exponential.ts";
import { log1pEnclosure, logEnclosure } from "./elementary/logarithm.ts";
import { cosEnclosure, sinEnclosure } from "./elementary/sine.ts";
import type { Enclosure } from "./enclosure.ts";
import type { Interval } from "./interval.ts";

/** All real numbers between two numbers m 2^e. */
export type PreciseInterval = Enclosure;

/** Beyond 2^this in size, or below its reciprocal, numbers are not followed. */
const largestSize = 20000;

/** What happens to a computation that leaves the range, divides by an interval around 0, or takes a root of one below 0. */
export class OutOfDomain extends RangeError {}

/**
 * Interval arithmetic with ends of `bits` binary digits, rounded outward, with the operations of a formula.
 */
export function preciseArithmetic(bits: number) {
	type P = PreciseInterval;
	const down = (a: Dyadic): Dyadic => {
		const size = bitLength(a.m) + a.e;
		if (size > largestSize) throw new OutOfDomain(`A number beyond 2^${largestSize}.`);
		if (a.m !== 0n && size < -largestSize) return a.m > 0n ? zero : { m: -1n, e: -largestSize };
		return roundDown(a, bits);
	};
	const minus = ({ m, e }: Dyadic): Dyadic => ({ m: -m, e });
	const up = (a: Dyadic): Dyadic => minus(down(minus(a)));
	const zero: Dyadic = { m: 0n, e: 0 };
	const outward = (lo: Dyadic, hi: Dyadic): P => ({ lo: down(lo), hi: up(hi) });
	const least = (list: readonly Dyadic[]) => list.reduce((a, b) => (compareDyadic(b, a) < 0 ? b : a));
	const most = (list: readonly Dyadic[]) => list.reduce((a, b) => (compareDyadic(b, a) > 0 ? b : a));
	const increasing =
		(f: (x: Dyadic, bits: number) => Enclosure) =>
		({ lo, hi }: P): P => {
			const left = f(lo, bits);
			return outward(left.lo, (lo === hi ? left : f(hi, bits)).hi);
		};
	const point = (x: Dyadic): P => ({ lo: x, hi: x });
	const add = (a: P, b: P): P => outward(addDyadic(a.lo, b.lo), addDyadic(a.hi, b.hi));
	const negate = (a: P): P => ({ lo: minus(a.hi), hi: minus(a.lo) });
	const multiply = (a: P, b: P): P => {
		if (a === b) {
			const ends = [multiplyDyadic(a.lo, a.lo), multiplyDyadic(a.hi, a.hi)];
			const around = a.lo.m < 0n && a.hi.m > 0n;
			return outward(around ? zero : least(ends), most(ends));
		}
		const products = [
			multiplyDyadic(a.lo, b.lo),
			multiplyDyadic(a.lo, b.hi),
			multiplyDyadic(a.hi, b.lo),
			multiplyDyadic(a.hi, b.hi),
		];
		return outward(least(products), most(products));
	};
	const quotientDown = (a: Dyadic, b: Dyadic): Dyadic => {
		const k = Math.max(0, bits + 4 + bitLength(b.m) - bitLength(a.m));
		const top = (b.m < 0n ? -a.m : a.m) << BigInt(k);
		const bottom = b.m < 0n ? -b.m : b.m;
		const q = top / bottom;
		return { m: top % bottom !== 0n && top < 0n ? q - 1n : q, e: a.e - k - b.e };
	};
	const divide = (a: P, b: P): P => {
		if (b.lo.m <= 0n && b.hi.m >= 0n) throw new OutOfDomain("Division by an interval around 0.");
		const pairs = [a.lo, a.hi].flatMap((x) => [b.lo, b.hi].map((y) => [x, y] as const));
		return outward(
			least(pairs.map(([x, y]) => quotientDown(x, y))),
			most(pairs.map(([x, y]) => minus(quotientDown(minus(x), y)))),
		);
	};
	const root = (a: Dyadic, upward: boolean): Dyadic => {
		const wanted = 2 * bits + 8 - bitLength(a.m);
		let k = Math.max(0, wanted);
		if ((a.e - k) % 2 !== 0) k++;
		const scaled = a.m << BigInt(k);
		const s = integerSqrt(scaled);
		return { m: upward && s * s !== scaled ? s + 1n : s, e: (a.e - k) / 2 };
	};
	const wave =
		(f: (x: Dyadic, bits: number) => Enclosure) =>
		(a: P): P => {
			const one: P = { lo: { m: -1n, e: 0 }, hi: { m: 1n, e: 0 } };
			const width = addDyadic(a.hi, minus(a.lo));
			// Between points no farther apart than 2^-8 the function moves by less than their distance.
			if (bitLength(width.m) + width.e > -8) return one;
			const { lo, hi } = f(a.lo, bits);
			return outward(addDyadic(lo, minus(width)), addDyadic(hi, width));
		};
	const domain = (from: Dyadic, f: (a: P) => P) => (a: P) => {
		if (compareDyadic(a.lo, from) <= 0) throw new OutOfDomain("A logarithm at or below its pole.");
		return f(a);
	};
	return {
		constant: (x: number): P => point(dyadic(x)),
		/** The sum of float64 numbers, exactly. */
		sumOf: (parts: readonly number[]): P => point(parts.map(dyadic).reduce(addDyadic, zero)),
		pi: (): P => {
			const ball = new BallArithmetic(bits + 8);
			const { v, r } = piBall(ball.w);
			return { lo: { m: v - r, e: -ball.w }, hi: { m: v + r, e: -ball.w } };
		},
		add,
		subtract: (a: P, b: P): P => add(a, negate(b)),
		multiply,
		divide,
		negate,
		sqrt: (a: P): P => {
			if (a.lo.m < 0n) throw new OutOfDomain("A square root of an interval that reaches below 0.");
			return { lo: root(a.lo, false), hi: root(a.hi, true) };
		},
		exp: increasing(expEnclosure),
		expm1: increasing(expm1Enclosure),
		log: domain(zero, increasing(logEnclosure)),
		log1p: domain({ m: -1n, e: 0 }, increasing(log1pEnclosure)),
		tanh: increasing(tanhEnclosure),
		erf: increasing(erfEnclosure),
		erfc: (a: P): P => outward(erfcEnclosure(a.hi, bits).lo, erfcEnclosure(a.lo, bits).hi),
		arctan: increasing(arctanEnclosure),
		sin: wave(sinEnclosure),
		cos: wave(cosEnclosure),
		piecewise(t: P, at: number, left: () => P, right: () => P): P {
			const limit = dyadic(at);
			if (compareDyadic(t.hi, limit) < 0) return left();
			if (compareDyadic(t.lo, limit) >= 0) return right();
			const [a, b] = [left(), right()];
			return { lo: least([a.lo, b.lo]), hi: most([a.hi, b.hi]) };
		},
	};
}

/** The smallest float64 interval around it. */
export function toInterval({ lo, hi }: PreciseInterval): Interval {
	return { lo: numberDown(lo), hi: numberUp(hi) };
}
