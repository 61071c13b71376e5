import { type Ball, BallArithmetic } from "../ball.ts";
import { bitLength, type Dyadic } from "../dyadic.ts";
import { between, type Enclosure, enclosureOf, exactly } from "../enclosure.ts";
import { pi } from "./constants.ts";
import { sizeOf } from "./exponential.ts";

/** sum (-1)^j r^(2j+s) / (2j+s)!, s = 1 (sine) or 0 (cosine), |r| <= 1.7: from the second term on decreasing, so the rest is at most the first term left out. */
function series(ball: BallArithmetic, r: Ball, s: 0n | 1n): Ball {
	const square = ball.multiply(r, r);
	let term = s === 1n ? r : ball.one;
	let sum = term;
	for (let j = 1n; ; j++) {
		term = ball.negate(ball.divideBy(ball.multiply(term, square), (2n * j + s) * (2n * j + s - 1n)));
		sum = ball.add(sum, term);
		if (j > 1n && term.v <= 1n && term.v >= -1n) return ball.widen(sum, term.r + 2n);
	}
}

/** x = k pi/2 + r, |r| <= 1.7, with the relative error of r below about 2^-bits where that is possible. */
function reduced(x: Dyadic, bits: number): { quarter: number; ball: BallArithmetic; r: Ball } {
	const size = Math.max(0, sizeOf(x));
	const limit = 3 * bits + 2 * size + 2 * bitLength(x.m) + 256;
	for (let w = bits + 24; ; w += 64) {
		const ball = new BallArithmetic(w + size);
		const at = ball.of(x);
		const half = ball.scale(pi(ball.w + 2), -3); // pi/2 at the scale of the ball
		const k = floor(2n * at.v + half.v, 2n * half.v);
		const r = ball.subtract(at, { v: half.v * k, r: half.r * (k < 0n ? -k : k) });
		if (bitLength(r.v) - bitLength(r.r) >= bits + 8 || w > limit)
			return { quarter: Number(((k % 4n) + 4n) % 4n), ball, r };
	}
}

function floor(a: bigint, b: bigint): bigint {
	const q = a / b;
	return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
}

/** sin x to about `bits` binary digits of the result. */
export function sinEnclosure(x: Dyadic, bits: number): Enclosure {
	if (x.m === 0n) return exactly(x);
	if (2 * sizeOf(x) < -bits - 4) {
		// x - x^3 <= sin x <= x for x > 0; odd
		const inner = { m: (x.m << BigInt(bits + 2)) - x.m, e: x.e - bits - 2 };
		return x.m > 0n ? between(inner, x) : between(x, inner);
	}
	return shiftedSine(x, bits + Math.max(0, -sizeOf(x)), 0);
}

/** cos x = sin(x + pi/2), to about `bits` binary digits of the result. */
export function cosEnclosure(x: Dyadic, bits: number): Enclosure {
	if (x.m === 0n) return exactly({ m: 1n, e: 0 });
	if (2 * sizeOf(x) < -bits - 4) {
		// 1 - x^2 <= cos x <= 1
		const place = bits + 4;
		return between({ m: (1n << BigInt(place)) - 1n, e: -place }, { m: 1n, e: 0 });
	}
	return shiftedSine(x, bits, 1);
}

/** sin(x + quarters pi/2) */
function shiftedSine(x: Dyadic, bits: number, quarters: number): Enclosure {
	const { quarter, ball, r } = reduced(x, bits);
	const turn = (quarter + quarters) % 4;
	const value = series(ball, r, turn % 2 === 0 ? 1n : 0n);
	return enclosureOf(ball, turn < 2 ? value : ball.negate(value));
}
