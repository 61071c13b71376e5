import { type Ball, BallArithmetic } from "../ball.ts";
import type { Dyadic } from "../dyadic.ts";
import { between, type Enclosure, enclosureOf, exactly, opposite } from "../enclosure.ts";
import { pi } from "./constants.ts";
import { sizeOf } from "./exponential.ts";

/** sum (-1)^j z^(2j+1) / (2j+1) for 0 <= z <= 1/4: alternating, the rest is at most the first term left out. */
function series(ball: BallArithmetic, z: Ball): Ball {
	const square = ball.multiply(z, z);
	let power = z;
	let sum = z;
	for (let j = 1n; ; j++) {
		power = ball.multiply(power, square);
		const term = ball.divideBy(power, 2n * j + 1n);
		sum = j % 2n === 1n ? ball.subtract(sum, term) : ball.add(sum, term);
		if (term.v <= 1n) return ball.widen(sum, term.r + 2n);
	}
}

/** arctan z = 2 arctan(z / (1 + sqrt(1 + z^2))), which halves z <= 1 at least to 0.42. */
function halved(ball: BallArithmetic, z: Ball): Ball {
	const root = ball.sqrt(ball.add(ball.one, ball.multiply(z, z)));
	return ball.divide(z, ball.add(ball.one, root));
}

/**
 * arctan x to about `bits` binary digits of the result: odd; arctan x = pi/2 - arctan(1/x) for x > 1.
 */
export function arctanEnclosure(x: Dyadic, bits: number): Enclosure {
	if (x.m === 0n) return exactly(x);
	if (x.m < 0n) return opposite(arctanEnclosure({ m: -x.m, e: x.e }, bits));
	const size = sizeOf(x);
	if (2 * size < -bits - 4)
		// x - x^3 <= arctan x <= x
		return between({ m: (x.m << BigInt(bits + 2)) - x.m, e: x.e - bits - 2 }, x);
	const ball = new BallArithmetic(bits + 24 + Math.max(0, -size));
	if (size <= 0) return enclosureOf(ball, fourfold(ball, ball.of(x)));
	// 1/x at the scale 2^-w.
	const place = ball.w - x.e;
	const inverse: Ball = { v: place < 0 ? 0n : (1n << BigInt(place)) / x.m, r: 1n };
	const half = ball.scale(pi(ball.w), -1);
	return enclosureOf(ball, ball.subtract(half, fourfold(ball, inverse)));
}

function fourfold(ball: BallArithmetic, z: Ball): Ball {
	return ball.scale(series(ball, halved(ball, halved(ball, z))), 2);
}
