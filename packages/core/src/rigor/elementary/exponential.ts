import { type Ball, BallArithmetic } from "../ball.ts";
import { bitLength, type Dyadic, shifted } from "../dyadic.ts";
import { between, type Enclosure, enclosureOf, exactly } from "../enclosure.ts";
import { logTwo } from "./constants.ts";

/** Beyond this |x|, e^x is bounded by a power of two only. */
const largestExponent = 20;

/** sum_{k>=1} r^k / k! for |r| <= 1/2: after a term t of size below one unit the rest is at most 2 |t|. */
function series(ball: BallArithmetic, r: Ball): Ball {
	let term = r;
	let sum = r;
	for (let k = 2n; term.v > 1n || term.v < -1n; k++) {
		term = ball.divideBy(ball.multiply(term, r), k);
		sum = ball.add(sum, term);
	}
	return ball.widen(sum, 2n * (term.r + 2n));
}

/** The number of binary digits before the point of |x|: 2^(size-1) <= |x| < 2^size. */
export function sizeOf({ m, e }: Dyadic): number {
	return bitLength(m) + e;
}

/**
 * e^x to about `bits` binary digits: x = k log 2 + r, |r| <= 0.36, e^x = 2^k e^r.
 */
export function expEnclosure(x: Dyadic, bits: number): Enclosure {
	if (x.m === 0n) return exactly({ m: 1n, e: 0 });
	const size = sizeOf(x);
	if (size > largestExponent) {
		// e^x < 2^-|x| for x < 0, e^x > 2^x for x > 0.
		const bound = 1048576; // 2^20 <= |x|
		return x.m < 0n
			? between({ m: 0n, e: 0 }, { m: 1n, e: -bound })
			: between({ m: 1n, e: bound }, { m: 1n, e: Number.MAX_SAFE_INTEGER });
	}
	if (size < -bits - 4) {
		// 1 + x <= e^x <= 1 + 2x (x > 0), 1 + x/2 (x < 0), for |x| <= 1
		const power = { m: x.m > 0n ? 1n : -1n, e: -bits - 3 };
		const beside = { m: (1n << BigInt(bits + 3)) + power.m, e: -bits - 3 };
		const unit = { m: 1n, e: 0 };
		return x.m > 0n ? between(unit, beside) : between(beside, unit);
	}
	const { k, ball, value } = reduced(x, bits + 8, size);
	const grown = ball.add(ball.one, value);
	return { lo: { m: grown.v - grown.r, e: k - ball.w }, hi: { m: grown.v + grown.r, e: k - ball.w } };
}

/** k and e^r - 1 of x = k log 2 + r. */
function reduced(x: Dyadic, w: number, size: number): { k: number; ball: BallArithmetic; value: Ball } {
	const guard = Math.max(0, size) + 16;
	const wide = new BallArithmetic(w + guard);
	const at = wide.of(x);
	const log2 = logTwo(wide.w);
	// k is the nearest whole number to x / log 2, or its neighbour.
	const k = size < -1 ? 0 : Number((2n * at.v + log2.v) / (2n * log2.v) - (at.v < 0n ? 1n : 0n));
	const r = wide.subtract(at, { v: log2.v * BigInt(k), r: log2.r * BigInt(Math.abs(k)) });
	return { k, ball: wide, value: series(wide, r) };
}

/**
 * e^x - 1 to about `bits` binary digits of the result.
 */
export function expm1Enclosure(x: Dyadic, bits: number): Enclosure {
	if (x.m === 0n) return exactly(x);
	const size = sizeOf(x);
	if (size < -bits - 4) {
		// x <= e^x - 1 <= x + x^2 for |x| <= 1
		const above = { m: (x.m << BigInt(bits + 2)) + (x.m < 0n ? -x.m : x.m), e: x.e - bits - 2 };
		return between(x, above);
	}
	if (size < -1) {
		const ball = new BallArithmetic(bits + 12 - size);
		return enclosureOf(ball, series(ball, ball.of(x)));
	}
	const { lo, hi } = expEnclosure(x, bits + 4);
	return { lo: minusOne(lo, false), hi: minusOne(hi, true) };
}

/** m 2^e - 1, exactly or, where that takes thousands of digits, rounded up or down. */
function minusOne({ m, e }: Dyadic, up: boolean): Dyadic {
	const size = bitLength(m) + e;
	if (size > 4096) return { m, e: up ? e : e - 1 };
	if (size < -4096) return up ? { m: 1n - (1n << 4096n), e: -4096 } : { m: -1n, e: 0 };
	return e >= 0 ? { m: (m << BigInt(e)) - 1n, e: 0 } : { m: m - (1n << BigInt(-e)), e };
}

/** tanh x = E / (E + 2), E = e^(2x) - 1, an increasing function of E > -1; odd. */
export function tanhEnclosure(x: Dyadic, bits: number): Enclosure {
	if (x.m === 0n) return exactly(x);
	if (x.m < 0n) {
		const { lo, hi } = tanhEnclosure({ m: -x.m, e: x.e }, bits);
		return { lo: { m: -hi.m, e: hi.e }, hi: { m: -lo.m, e: lo.e } };
	}
	const size = sizeOf(x);
	// 1 - 2 e^(-2x) < tanh x < 1, and e^(-2x) < 2^(-2x)
	if (size > 12) return between({ m: (1n << 8000n) - 1n, e: -8000 }, { m: 1n, e: 0 });
	const { lo, hi } = expm1Enclosure({ m: x.m, e: x.e + 1 }, bits + 8);
	return { lo: ratioDown(lo, bits + 8), hi: ratioUp(hi, bits + 8) };
}

/** E / (E + 2) rounded down to `bits` digits, E > 0. */
function ratioDown(E: Dyadic, bits: number): Dyadic {
	const [top, bottom] = fraction(E);
	const k = bits + Math.max(0, bitLength(bottom) - bitLength(top));
	return { m: (top << BigInt(k)) / bottom, e: -k };
}

function ratioUp(E: Dyadic, bits: number): Dyadic {
	const { m, e } = ratioDown(E, bits);
	return { m: m + 1n, e };
}

function fraction({ m, e }: Dyadic): [bigint, bigint] {
	const top = shifted(m, Math.max(e, 0));
	return [top, top + (2n << BigInt(Math.max(-e, 0)))];
}
