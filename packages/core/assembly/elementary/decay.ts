import { growth, leftEntry, placesOf, raisedPower, restOf, rightEntry, stepOf } from "./exp-table";
import { constant } from "./polynomial";

/** Below this e^x is 0; 2^-700. */
const CONSTANTS: usize = memory.data<f64>([-746.0, 1.90109156629516e-211], 16);

/** e^-|x| in both lanes, within 0.55 units in the last place, subnormal results rounded once. */
// @ts-ignore: decorator
@inline
export function decay(x: v128): v128 {
	const t = f64x2.pmax(f64x2.neg(f64x2.abs(x)), constant(CONSTANTS, 0));
	const stepped = stepOf(t);
	const p = growth(restOf(t, stepped));
	const places = placesOf(stepped);
	const first = leftEntry(places), second = rightEntry(places);
	const value = v128.shuffle<f64>(first, second, 0, 2);
	const rest = v128.shuffle<f64>(first, second, 1, 3);
	const sum = f64x2.add(value, f64x2.add(rest, f64x2.mul(value, p)));
	return f64x2.mul(f64x2.mul(sum, raisedPower(stepped)), constant(CONSTANTS, 1));
}

/**
 * e^-|x| of n numbers (n even). The stages of an activation are loops of their own: each is short enough that the
 * processor works on several iterations at once.
 */
export function decayAll(n: i32, x: usize, out: usize): void {
	const end = <usize>n << 3;
	let at: usize = 0;
	for (; at + 32 <= end; at += 32) {
		const left = decay(v128.load(x + at)), right = decay(v128.load(x + at, 16));
		v128.store(out + at, left);
		v128.store(out + at, right, 16);
	}
	if (at < end) v128.store(out + at, decay(v128.load(x + at)));
}
