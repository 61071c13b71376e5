import { type Ball, BallArithmetic } from "../ball.ts";
import { addDyadic, bitLength, type Dyadic } from "../dyadic.ts";
import { between, type Enclosure, enclosureOf, exactly } from "../enclosure.ts";
import { logTwo } from "./constants.ts";
import { sizeOf } from "./exponential.ts";

/** sum_{j>=0} z^(2j+1) / (2j+1) = artanh z for |z| <= 1/3: the rest is at most 9/8 of the first term left out. */
function artanh(ball: BallArithmetic, z: Ball): Ball {
	const square = ball.multiply(z, z);
	let power = z;
	let sum = z;
	for (let j = 1n; ; j++) {
		power = ball.multiply(power, square);
		const term = ball.divideBy(power, 2n * j + 1n);
		sum = ball.add(sum, term);
		if (term.v <= 1n && term.v >= -1n) return ball.widen(sum, 2n * (term.r + 2n));
	}
}

/**
 * log x to about `bits` binary digits of the result, x > 0: x = 2^k f, 3/4 <= f < 3/2,
 * log x = k log 2 + 2 artanh((f - 1) / (f + 1)).
 * @throws RangeError for x <= 0.
 */
export function logEnclosure(x: Dyadic, bits: number): Enclosure {
	if (x.m <= 0n) throw new RangeError("The logarithm needs a positive number.");
	const length = bitLength(x.m);
	// f = m 2^-length in [1/2, 1), or twice that where it is below 3/4.
	const half = 4n * x.m < 3n << BigInt(length);
	const place = half ? length - 1 : length;
	const k = x.e + place;
	const unit = 1n << BigInt(place);
	const above = x.m - unit; // (f - 1) 2^place
	if (above === 0n && k === 0) return exactly({ m: 0n, e: 0 });
	const lost = k === 0 ? place - bitLength(above) : 0;
	const ball = new BallArithmetic(bits + lost + bitLength(BigInt(Math.abs(k))) + 24);
	const z: Ball = { v: (above << BigInt(ball.w)) / (x.m + unit), r: 1n };
	const log2 = logTwo(ball.w);
	const whole = { v: log2.v * BigInt(k), r: log2.r * BigInt(Math.abs(k)) };
	return enclosureOf(ball, ball.add(whole, ball.scale(artanh(ball, z), 1)));
}

/**
 * log(1 + x) to about `bits` binary digits of the result, x > -1.
 * @throws RangeError for x <= -1.
 */
export function log1pEnclosure(x: Dyadic, bits: number): Enclosure {
	if (x.m === 0n) return exactly(x);
	const size = sizeOf(x);
	if (size < -bits - 4) {
		// x - x^2 <= log(1 + x) <= x for |x| <= 1/2
		const distance = x.m < 0n ? -x.m : x.m;
		return between({ m: (x.m << BigInt(bits + 2)) - distance, e: x.e - bits - 2 }, x);
	}
	// Far above the digits asked for, 1 + x lies between x and x (1 + 2^-bits-4).
	if (size > 4 * bits + 4096) {
		const { lo } = logEnclosure(x, bits + 4);
		const { hi } = logEnclosure({ m: (x.m << BigInt(bits + 4)) + x.m, e: x.e - bits - 4 }, bits + 4);
		return between(lo, hi);
	}
	return logEnclosure(addDyadic(x, { m: 1n, e: 0 }), bits);
}
