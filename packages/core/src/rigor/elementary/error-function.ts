import { type Ball, BallArithmetic } from "../ball.ts";
import { addDyadic, type Dyadic, multiplyDyadic, shifted } from "../dyadic.ts";
import { between, type Enclosure, enclosureOf, exactly, opposite } from "../enclosure.ts";
import { pi } from "./constants.ts";
import { expEnclosure, sizeOf } from "./exponential.ts";

const unit: Dyadic = { m: 1n, e: 0 };
const minus = ({ m, e }: Dyadic): Dyadic => ({ m: -m, e });

/** 1 - x */
function complement({ lo, hi }: Enclosure): Enclosure {
	return { lo: addDyadic(unit, minus(hi)), hi: addDyadic(unit, minus(lo)) };
}

/**
 * erf x = 2/sqrt(pi) sum_n (-1)^n x^(2n+1) / (n! (2n+1)), to about `bits` binary digits of the result. From |x| = 2 on it is
 * 1 - erfc x.
 */
export function erfEnclosure(x: Dyadic, bits: number): Enclosure {
	if (x.m === 0n) return exactly(x);
	if (x.m < 0n) return opposite(erfEnclosure(minus(x), bits));
	const size = sizeOf(x);
	if (size > 1) return complement(erfcEnclosure(x, bits));
	const ball = new BallArithmetic(bits + 32 + Math.max(0, -size));
	const factor = ball.scale(ball.divide(ball.one, ball.sqrt(pi(ball.w))), 1);
	if (2 * size < -bits - 8) {
		// x - x^3 <= sqrt(pi)/2 erf x <= x
		const near = { lo: { m: (x.m << BigInt(bits + 6)) - x.m, e: x.e - bits - 6 }, hi: x };
		const scale = enclosureOf(ball, factor);
		return between(multiplyDyadic(near.lo, scale.lo), multiplyDyadic(near.hi, scale.hi));
	}
	const at = ball.of(x);
	const square = ball.multiply(at, at);
	let power = at; // x^(2n+1) / n!
	let sum = at;
	for (let n = 1n; ; n++) {
		power = ball.negate(ball.divideBy(ball.multiply(power, square), n));
		const term = ball.divideBy(power, 2n * n + 1n);
		sum = ball.add(sum, term);
		// For n > x^2, x < 2, the terms decrease: the rest is at most the first term left out.
		if (n > 4n && term.v <= 1n && term.v >= -1n)
			return enclosureOf(ball, ball.multiply(ball.widen(sum, term.r + 2n), factor));
	}
}

/** Above this, erfc is bounded by e^(-x^2) only. */
const largestSize = 10;

/**
 * erfc x = 1 - erf x to about `bits` binary digits of the result. For x >= 2 it is e^(-x^2) / sqrt(pi) times Laplace's continued
 * fraction 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))): all its elements are positive, so it lies between any two
 * successive convergents.
 */
export function erfcEnclosure(x: Dyadic, bits: number): Enclosure {
	if (x.m === 0n) return exactly(unit);
	const size = sizeOf(x);
	if (x.m < 0n) {
		const { lo, hi } = size > largestSize ? tiny(1n << 10n) : erfcEnclosure(minus(x), bits);
		const two = { m: 2n, e: 0 };
		return { lo: addDyadic(two, minus(hi)), hi: addDyadic(two, minus(lo)) };
	}
	if (size <= 1) return complement(erfEnclosure(x, bits + 12));
	if (size > largestSize) return tiny(1n << BigInt(Math.min(24, 2 * size - 2)));
	const ball = new BallArithmetic(bits + 32);
	const at = ball.of(x);
	const whole = Number(shifted(x.m, x.e));
	const count = Math.ceil((bits * bits) / (12 * whole * whole)) + 12;
	const one = convergent(ball, at, count);
	const other = convergent(ball, at, count + 1);
	const root = ball.sqrt(pi(ball.w));
	const [a, b] = [ball.divide(one, root), ball.divide(other, root)].map((c) => enclosureOf(ball, c));
	const decay = expEnclosure(minus(multiplyDyadic(x, x)), bits + 8);
	const lo = less(a.lo, b.lo) ? a.lo : b.lo;
	const hi = less(a.hi, b.hi) ? b.hi : a.hi;
	return between(multiplyDyadic(lo, decay.lo), multiplyDyadic(hi, decay.hi));
}

/** 0 <= erfc x <= e^(-x^2) <= 2^-square for x^2 >= square. */
function tiny(square: bigint): Enclosure {
	return between({ m: 0n, e: 0 }, { m: 1n, e: -Number(square) });
}

function less(a: Dyadic, b: Dyadic): boolean {
	return addDyadic(a, minus(b)).m < 0n;
}

/** 1/(x + (1/2)/(x + (2/2)/(x + ... (n/2)/x))) */
function convergent(ball: BallArithmetic, x: Ball, n: number): Ball {
	let tail = x;
	for (let k = n; k >= 1; k--) tail = ball.add(x, ball.scale(ball.divide(ball.whole(k), tail), -1));
	return ball.divide(ball.one, tail);
}
