import { withSign } from "./exact";
import { leftEntry, placesOf, raisedPower, restOf, rightEntry, stepOf, wideGrowth } from "./exp-table";
import { constant, join } from "./polynomial";

/** -2, the least exponent, 3 ln(2) / 128, the rounder, 2^-700; then 1, 2 and the line for 1 / d. */
const CONSTANTS: usize = memory.data<f64>([
	-2.0, -746.0, -0.016245637044373717, 6755399441055744.0, 1.90109156629516e-211,
	1.0, 2.0, 1.457, -0.5,
], 16);

/**
 * tanh t in both lanes: with e = e^(-2|t|) = 1 - n it is n / (2 - n), n without cancellation near 0 (from e^r - 1)
 * and with its rounding error n' put back: (n + n') / (2 - n - n').
 */
export function tanh(t: v128): v128 {
	const x = doubled(t);
	const stepped = tanhStep(x);
	const places = placesOf(stepped);
	const left = leftEntry(places), right = rightEntry(places);
	const power = f64x2.mul(raisedPower(stepped), constant(CONSTANTS, 4));
	const value = v128.shuffle<f64>(left, right, 0, 2);
	const tail = join(v128.shuffle<f64>(left, right, 1, 3), value, wideGrowth(restOf(x, stepped)));
	return tanhFrom(t, f64x2.mul(value, power), f64x2.mul(tail, power));
}

/** e^(-2|t|) of n numbers as the sum of `main` (a power of 2^(1/64)) and `less`, both n numbers: the first stage. */
export function tanhStage(n: i32, z: usize, main: usize, less: usize): void {
	const end = <usize>n << 3;
	let at: usize = 0;
	for (; at + 32 <= end; at += 32) {
		tanhPair(z + at, main + at, less + at);
		tanhPair(z + at + 16, main + at + 16, less + at + 16);
	}
	if (at < end) tanhPair(z + at, main + at, less + at);
}

// @ts-ignore: decorator
@inline
function tanhPair(z: usize, main: usize, less: usize): void {
	const x = doubled(v128.load(z));
	const stepped = tanhStep(x);
	const places = placesOf(stepped);
	const left = leftEntry(places), right = rightEntry(places);
	const power = f64x2.mul(raisedPower(stepped), constant(CONSTANTS, 4));
	const value = v128.shuffle<f64>(left, right, 0, 2);
	const tail = join(v128.shuffle<f64>(left, right, 1, 3), value, wideGrowth(restOf(x, stepped)));
	v128.store(main, f64x2.mul(value, power));
	v128.store(less, f64x2.mul(tail, power));
}

/** -2 |t|, not below -746 (where e^x is 0). */
// @ts-ignore: decorator
@inline
function doubled(t: v128): v128 {
	return f64x2.pmax(f64x2.mul(constant(CONSTANTS, 0), f64x2.abs(t)), constant(CONSTANTS, 1));
}

/** The integer k of e^x = 2^(k/64) e^r; 0 for |x| <= 3 ln(2) / 128, so that 1 - 2^(k/64) cancels little of r. */
// @ts-ignore: decorator
@inline
function tanhStep(x: v128): v128 {
	return v128.bitselect(constant(CONSTANTS, 3), stepOf(x), f64x2.gt(x, constant(CONSTANTS, 2)));
}

/** tanh t from e^(-2|t|) = scaled + less. */
// @ts-ignore: decorator
@inline
export function tanhFrom(t: v128, scaled: v128, less: v128): v128 {
	const one = constant(CONSTANTS, 5);
	const two = constant(CONSTANTS, 6);
	const main = f64x2.sub(one, scaled);
	const cut = f64x2.sub(f64x2.sub(one, main), scaled);
	const n = f64x2.sub(main, less);
	const rest = f64x2.add(f64x2.sub(f64x2.sub(main, n), less), cut);
	const d = f64x2.sub(two, n);
	const lost = f64x2.sub(f64x2.sub(f64x2.sub(two, d), n), rest);
	const q = f64x2.div(n, d);
	// 1 / d to 4 % is enough for the correction.
	const inverse = join(constant(CONSTANTS, 7), constant(CONSTANTS, 8), d);
	return withSign(join(q, f64x2.sub(rest, f64x2.mul(q, lost)), inverse), t);
}
