/**
 * A polynomial with integer coefficients c0, c1, ..., without trailing zeros; the zero polynomial is [].
 * Only signs and roots matter here, so every result is good up to a positive factor.
 */
export type ExactPolynomial = readonly bigint[];

/** The integer m and the exponent e with value = m 2^e, exactly. Throws a RangeError when not finite. */
function decompose(value: number): { mantissa: bigint; exponent: number } {
	if (!Number.isFinite(value)) throw new RangeError(`A coefficient must be finite; found ${value}.`);
	const view = new DataView(new ArrayBuffer(8));
	view.setFloat64(0, value);
	const bits = view.getBigUint64(0);
	const biased = Number((bits >> 52n) & 0x7ffn);
	const fraction = bits & 0xfffffffffffffn;
	const magnitude = biased === 0 ? fraction : fraction | 0x10000000000000n;
	const mantissa = bits >> 63n === 1n ? -magnitude : magnitude;
	return { mantissa, exponent: biased === 0 ? -1074 : biased - 1075 };
}

/** Float64 coefficients times one power of two that makes all of them integers; several lists share it. */
export function exactCoefficients(values: readonly number[]): bigint[] {
	const parts = values.map(decompose);
	const exponents = parts.flatMap(({ mantissa, exponent }) => (mantissa === 0n ? [] : [exponent]));
	const lowest = exponents.reduce((a, b) => Math.min(a, b), Infinity);
	return parts.map(({ mantissa, exponent }) =>
		mantissa === 0n ? 0n : mantissa << BigInt(exponent - lowest),
	);
}

/** Without trailing zeros. */
export function trimmed(p: ExactPolynomial): ExactPolynomial {
	let length = p.length;
	while (length > 0 && p[length - 1] === 0n) length--;
	return p.slice(0, length);
}

/** p' */
export function derivative(p: ExactPolynomial): ExactPolynomial {
	return trimmed(p.slice(1).map((c, k) => BigInt(k + 1) * c));
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
	while (b !== 0n) [a, b] = [b, a % b];
	return a < 0n ? -a : a;
}

/** Divided by the positive greatest common divisor of its coefficients. */
export function primitive(p: ExactPolynomial): ExactPolynomial {
	const content = p.reduce(greatestCommonDivisor, 0n);
	return content <= 1n ? p : p.map((c) => c / content);
}

/** Positive multiples of quotient and remainder of a by b (b not zero). */
export function divide(
	a: ExactPolynomial,
	b: ExactPolynomial,
): { quotient: ExactPolynomial; remainder: ExactPolynomial } {
	const lead = b[b.length - 1];
	const scale = lead < 0n ? -lead : lead;
	const sign = lead < 0n ? -1n : 1n;
	let remainder = [...a];
	let quotient: bigint[] = new Array<bigint>(Math.max(0, a.length - b.length + 1)).fill(0n);
	while (remainder.length >= b.length) {
		const shift = remainder.length - b.length;
		const factor = sign * remainder[remainder.length - 1];
		remainder = remainder.map((c) => scale * c);
		quotient = quotient.map((c) => scale * c);
		quotient[shift] += factor;
		b.forEach((c, k) => {
			remainder[shift + k] -= factor * c;
		});
		remainder = [...trimmed(remainder)];
	}
	return {
		quotient: primitive(trimmed(quotient)),
		remainder: primitive(remainder),
	};
}

/** A greatest common divisor, up to a non-zero factor. */
export function commonDivisor(a: ExactPolynomial, b: ExactPolynomial): ExactPolynomial {
	while (b.length > 0) [a, b] = [b, divide(a, b).remainder];
	return primitive(a);
}
