/** An exact fraction in lowest terms with a positive denominator. */
export interface Rational {
	readonly numerator: bigint;
	readonly denominator: bigint;
}

export const zero: Rational = { numerator: 0n, denominator: 1n };
export const one: Rational = { numerator: 1n, denominator: 1n };

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
	let x = a < 0n ? -a : a;
	let y = b < 0n ? -b : b;
	while (y !== 0n) [x, y] = [y, x % y];
	return x;
}

/** numerator / denominator in lowest terms. @throws RangeError when the denominator is 0. */
export function rational(numerator: bigint, denominator = 1n): Rational {
	if (denominator === 0n) throw new RangeError("A fraction needs a denominator other than 0.");
	if (numerator === 0n) return zero;
	if (denominator > 0n && (denominator & (denominator - 1n)) === 0n) {
		// A power of two, as of every float64: the common part is the lower of two powers of two.
		const low = numerator & -numerator;
		const common = low < denominator ? low : denominator;
		return common === 1n
			? { numerator, denominator }
			: { numerator: numerator / common, denominator: denominator / common };
	}
	const divisor = greatestCommonDivisor(numerator, denominator);
	const sign = denominator < 0n ? -1n : 1n;
	return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

const words = new DataView(new ArrayBuffer(8));

/**
 * The real number that a float64 is: m 2^e with an integer m of at most 53 bits. @throws RangeError for NaN and
 * infinities.
 * @example fromNumber(0.1) // 3602879701896397/36028797018963968, not 1/10
 */
export function fromNumber(x: number): Rational {
	if (!Number.isFinite(x)) throw new RangeError(`${x} is not a real number.`);
	if (x === 0) return zero;
	if (Number.isInteger(x)) return { numerator: BigInt(x), denominator: 1n };
	words.setFloat64(0, x);
	const bits = words.getBigUint64(0);
	const biased = Number((bits >> 52n) & 0x7ffn);
	const fraction = bits & 0xfffffffffffffn;
	const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
	const exponent = (biased === 0 ? 1 : biased) - 1075; // negative: x is no integer
	let numerator = mantissa;
	let power = -exponent;
	while (power > 0 && (numerator & 1n) === 0n) {
		numerator >>= 1n;
		power--;
	}
	return { numerator: x < 0 ? -numerator : numerator, denominator: 1n << BigInt(power) };
}

/** a + b */
export function add(a: Rational, b: Rational): Rational {
	if (a.denominator === b.denominator) return rational(a.numerator + b.numerator, a.denominator);
	return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** -a */
export function negate(a: Rational): Rational {
	return { numerator: -a.numerator, denominator: a.denominator };
}

/** a - b */
export function subtract(a: Rational, b: Rational): Rational {
	return add(a, negate(b));
}

/** a b */
export function multiply(a: Rational, b: Rational): Rational {
	return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a / b. @throws RangeError when b is 0. */
export function divide(a: Rational, b: Rational): Rational {
	if (b.numerator === 0n) throw new RangeError("Division by 0.");
	return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** -1, 0 or 1. */
export function signOf(a: Rational): -1 | 0 | 1 {
	return a.numerator > 0n ? 1 : a.numerator < 0n ? -1 : 0;
}

/** The sign of a - b. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
	const left = a.numerator * b.denominator;
	const right = b.numerator * a.denominator;
	return left > right ? 1 : left < right ? -1 : 0;
}

/** sum_k a_k b_k. @throws RangeError when the lengths differ. */
export function dot(a: readonly Rational[], b: readonly Rational[]): Rational {
	if (a.length !== b.length) throw new RangeError(`Vectors of ${a.length} and ${b.length} numbers.`);
	let sum = zero;
	for (let k = 0; k < a.length; k++)
		if (a[k].numerator !== 0n && b[k].numerator !== 0n) sum = add(sum, multiply(a[k], b[k]));
	return sum;
}

/**
 * A float64 near a: the integer quotient to 64 bits, rounded once to nearest by the conversion; exact where a is a
 * float64 in the normal range, else within one unit in the last place. 0 and Infinity beyond the range.
 */
export function toNumber(a: Rational): number {
	if (a.numerator === 0n) return 0;
	const negative = a.numerator < 0n;
	const numerator = negative ? -a.numerator : a.numerator;
	const shift = 64 - (numerator.toString(2).length - a.denominator.toString(2).length);
	const scaled =
		shift >= 0 ? (numerator << BigInt(shift)) / a.denominator : numerator / (a.denominator << BigInt(-shift));
	const size = scaleByPowerOfTwo(Number(scaled), -shift);
	return negative ? -size : size;
}

/** x 2^k by steps that neither overflow nor underflow before the result does. */
function scaleByPowerOfTwo(x: number, k: number): number {
	let result = x;
	let left = k;
	while (left > 1000) {
		result *= 1.0715086071862673e301; // 2^1000
		left -= 1000;
	}
	while (left < -1000) {
		result *= 9.332636185032189e-302; // 2^-1000
		left += 1000;
	}
	words.setBigUint64(0, BigInt(1023 + left) << 52n);
	return result * words.getFloat64(0);
}

/** "p/q", or "p" for an integer. */
export function toText(a: Rational): string {
	return a.denominator === 1n ? `${a.numerator}` : `${a.numerator}/${a.denominator}`;
}

/** "p/q" or "p" with whole p and q > 0; null for another text. */
export function fromText(text: string): Rational | null {
	const parts = /^(-?\d+)(?:\/(\d+))?$/.exec(text);
	if (parts === null) return null;
	const denominator = BigInt(parts[2] ?? 1);
	return denominator === 0n ? null : rational(BigInt(parts[1]), denominator);
}
