/**
 * Float64 operations rounded downward and upward, as tight as float64 allows: an exact result stays, an inexact one is
 * the neighbour on the right side. Whether a result is exact, and on which side the true value lies, is told by the exact
 * error of the rounded operation (Dekker 1971, Knuth 1969; Ogita, Rump & Oishi 2005); where that error is not a float64, by
 * whole numbers.
 */
import { compareDyadic, dyadic, multiplyDyadic } from "./dyadic.ts";

const words = new DataView(new ArrayBuffer(8));
const smallest = 5e-324;

/** The next float64 above x; Infinity stays, NaN stays. */
export function nextUp(x: number): number {
	if (!(x < Infinity)) return x;
	if (x === 0) return smallest;
	words.setFloat64(0, x);
	const bits = words.getBigInt64(0);
	words.setBigInt64(0, x > 0 ? bits + 1n : bits - 1n);
	return words.getFloat64(0);
}

/** The next float64 below x; -Infinity stays, NaN stays. */
export function nextDown(x: number): number {
	return -nextUp(-x);
}

/** The error of fl(a + b) as computed: a + b - s, exact when s is finite (two-sum). */
function sumError(a: number, b: number, s: number): number {
	const t = s - a;
	return a - (s - t) + (b - t);
}

/** Above this the halves of a factor may overflow; below the lower limits a product's error may not be a float64. */
const largestFactor = 6.696928794914171e299; // 2^996
const smallestProduct = 2.004168360008973e-292; // 2^-969
/** Below this no product of rounded halves overflows. */
const largestProduct = 1.1235582092889474e307; // 2^1020
const splitter = 134217729; // 2^27 + 1

/** a b - p for p = fl(a b), exact when |a|, |b| <= 2^996 and 2^-969 <= |p| <= 2^1020 (Dekker's product). */
function productError(a: number, b: number, p: number): number {
	const u = splitter * a;
	const aHigh = u - (u - a);
	const aLow = a - aHigh;
	const v = splitter * b;
	const bHigh = v - (v - b);
	const bLow = b - bHigh;
	return aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

function exactRange(a: number, b: number, p: number): boolean {
	const size = Math.abs(p);
	return (
		size >= smallestProduct &&
		size <= largestProduct &&
		Math.abs(a) <= largestFactor &&
		Math.abs(b) <= largestFactor
	);
}

/** a + b rounded upward; Infinity for NaN. */
export function addUp(a: number, b: number): number {
	const s = a + b;
	if (s - s !== 0) return finiteUp(s, a, b);
	return sumError(a, b, s) <= 0 ? s : nextUp(s); // NaN, near overflow, counts as inexact
}

/** a + b rounded downward; -Infinity for NaN. */
export function addDown(a: number, b: number): number {
	return 0 - addUp(-a, -b);
}

/** An infinite or undefined result, seen from above: -Infinity that came of finite numbers is -MAX. */
function finiteUp(result: number, a: number, b: number): number {
	if (Number.isNaN(result)) return Infinity;
	return result === -Infinity && a - a === 0 && b - b === 0 ? -Number.MAX_VALUE : result;
}

/** a b rounded upward, 0 times anything being 0; Infinity for NaN. */
export function multiplyUp(a: number, b: number): number {
	if (a === 0 || b === 0) return 0;
	const p = a * b;
	if (exactRange(a, b, p)) return productError(a, b, p) > 0 ? nextUp(p) : p;
	if (p - p !== 0) return finiteUp(p, a, b);
	return compareDyadic(multiplyDyadic(dyadic(a), dyadic(b)), dyadic(p)) > 0 ? nextUp(p) : p;
}

/** a b rounded downward, 0 times anything being 0; -Infinity for NaN. */
export function multiplyDown(a: number, b: number): number {
	return 0 - multiplyUp(-a, b);
}

/** a / b rounded upward, b other than 0; Infinity for NaN. */
export function divideUp(a: number, b: number): number {
	if (a === 0) return b === 0 || Number.isNaN(b) ? Infinity : 0;
	const q = a / b;
	if (q - q !== 0) return finiteUp(q, a, b);
	if (b - b !== 0) return a > 0 === b > 0 ? smallest : 0;
	const p = q * b;
	if (!exactRange(q, b, p) || Math.abs(a) < smallestProduct) {
		const side = compareDyadic(dyadic(a), multiplyDyadic(dyadic(q), dyadic(b)));
		return side !== 0 && side > 0 === b > 0 ? nextUp(q) : q;
	}
	// a - q b = (a - p) - error; a - p is exact because p is next to a.
	const rest = a - p - productError(q, b, p);
	return rest !== 0 && rest > 0 === b > 0 ? nextUp(q) : q;
}

/** a / b rounded downward, b other than 0; -Infinity for NaN. */
export function divideDown(a: number, b: number): number {
	return 0 - divideUp(-a, b);
}

/** The square root of a >= 0 rounded upward; Infinity for NaN. */
export function sqrtUp(a: number): number {
	const s = Math.sqrt(a);
	if (Number.isNaN(s)) return Infinity;
	if (s === 0 || s === Infinity) return s;
	const p = s * s;
	if (!exactRange(s, s, p)) return compareSquare(a, s) > 0 ? nextUp(s) : s;
	return a - p - productError(s, s, p) > 0 ? nextUp(s) : s;
}

/** The square root of a >= 0 rounded downward; 0 for NaN and negative numbers. */
export function sqrtDown(a: number): number {
	const s = Math.sqrt(a);
	if (!(s > 0)) return 0;
	if (s === Infinity) return a === Infinity ? Number.MAX_VALUE : s;
	const p = s * s;
	if (!exactRange(s, s, p)) return compareSquare(a, s) < 0 ? nextDown(s) : s;
	return a - p - productError(s, s, p) < 0 ? nextDown(s) : s;
}

/** The sign of a - s^2. */
function compareSquare(a: number, s: number): number {
	return compareDyadic(dyadic(a), multiplyDyadic(dyadic(s), dyadic(s)));
}
