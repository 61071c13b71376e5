import type { Ball, BallArithmetic } from "./ball.ts";
import type { Dyadic } from "./dyadic.ts";

/** Two numbers between which a real number lies. */
export interface Enclosure {
	readonly lo: Dyadic;
	readonly hi: Dyadic;
}

/** The ends of a ball. */
export function enclosureOf(ball: BallArithmetic, a: Ball): Enclosure {
	return { lo: ball.lower(a), hi: ball.upper(a) };
}

/** Ends in a given order of the numbers. */
export function between(lo: Dyadic, hi: Dyadic): Enclosure {
	return { lo, hi };
}

/** The number itself. */
export function exactly(x: Dyadic): Enclosure {
	return { lo: x, hi: x };
}

/** The enclosure of -x. */
export function opposite({ lo, hi }: Enclosure): Enclosure {
	return { lo: { m: -hi.m, e: hi.e }, hi: { m: -lo.m, e: lo.e } };
}
