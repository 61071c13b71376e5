import { bitLength, type Dyadic, shifted } from "./dyadic.ts";

/**
 * A number known to within a radius at the scale 2^-w: |x - v 2^-w| <= r 2^-w. Balls of one computation share w.
 * Each operation is exact in integers but for a division or shift rounded down, whose error of less than one unit is
 * added to the radius; so the only error that an elementary function adds by hand is the remainder of its series.
 */
export interface Ball {
	readonly v: bigint;
	readonly r: bigint;
}

const absolute = (a: bigint): bigint => (a < 0n ? -a : a);

/** Arithmetic of balls at the scale 2^-w. */
export class BallArithmetic {
	readonly w: number;
	private readonly shift: bigint;
	readonly one: Ball;

	constructor(w: number) {
		this.w = w;
		this.shift = BigInt(w);
		this.one = { v: 1n << this.shift, r: 0n };
	}

	whole(k: number): Ball {
		return { v: BigInt(k) << this.shift, r: 0n };
	}

	/** m 2^e */
	of({ m, e }: Dyadic): Ball {
		const place = e + this.w;
		return place >= 0 ? { v: shifted(m, place), r: 0n } : { v: shifted(m, place), r: 1n };
	}

	add(a: Ball, b: Ball): Ball {
		return { v: a.v + b.v, r: a.r + b.r };
	}

	subtract(a: Ball, b: Ball): Ball {
		return { v: a.v - b.v, r: a.r + b.r };
	}

	negate(a: Ball): Ball {
		return { v: -a.v, r: a.r };
	}

	/** a 2^k */
	scale(a: Ball, k: number): Ball {
		return k >= 0
			? { v: shifted(a.v, k), r: shifted(a.r, k) }
			: { v: shifted(a.v, k), r: shifted(a.r, k) + 2n };
	}

	multiply(a: Ball, b: Ball): Ball {
		const spread = absolute(a.v) * b.r + absolute(b.v) * a.r + a.r * b.r;
		return { v: (a.v * b.v) >> this.shift, r: (spread >> this.shift) + 2n };
	}

	/** a / n for a whole number n > 0. */
	divideBy(a: Ball, n: bigint): Ball {
		return { v: a.v / n, r: a.r / n + 2n };
	}

	/** a / b. @throws RangeError when b may be 0. */
	divide(a: Ball, b: Ball): Ball {
		const size = absolute(b.v) - b.r;
		if (size <= 0n) throw new RangeError("Division by a ball around 0.");
		// |a/b - v_a/v_b| <= (r_a |v_b| + |v_a| r_b) / (|v_b| (|v_b| - r_b))
		const spread = ((a.r * absolute(b.v) + absolute(a.v) * b.r) << this.shift) / (absolute(b.v) * size);
		return { v: (a.v << this.shift) / b.v, r: spread + 2n };
	}

	/** sqrt(a), a > 0. @throws RangeError when a may be negative. */
	sqrt(a: Ball): Ball {
		const low = a.v - a.r;
		if (low < 0n) throw new RangeError("Square root of a ball that reaches below 0.");
		const root = integerSqrt(a.v << this.shift);
		// |sqrt(x) - sqrt(v)| <= |x - v| / (sqrt(x) + sqrt(v)) <= r / sqrt(v)
		return {
			v: root,
			r: root === 0n ? integerSqrt(a.r << this.shift) + 2n : (a.r << this.shift) / root + 2n,
		};
	}

	/** The ball with `extra` units added to its radius. */
	widen(a: Ball, extra: bigint): Ball {
		return { v: a.v, r: a.r + extra };
	}

	lower(a: Ball): Dyadic {
		return { m: a.v - a.r, e: -this.w };
	}

	upper(a: Ball): Dyadic {
		return { m: a.v + a.r, e: -this.w };
	}
}

/** floor(sqrt(n)), n >= 0, by Newton's iteration from above. */
export function integerSqrt(n: bigint): bigint {
	if (n < 2n) return n;
	let x = 1n << BigInt((bitLength(n) + 1) >> 1);
	for (;;) {
		const next = (x + n / x) >> 1n;
		if (next >= x) return x;
		x = next;
	}
}
