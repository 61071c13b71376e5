/** The number m 2^e. */
export interface Dyadic {
	readonly m: bigint;
	readonly e: number;
}

const words = new DataView(new ArrayBuffer(8));

/** A float64 as m 2^e. @throws RangeError for NaN and infinities. */
export function dyadic(x: number): Dyadic {
	if (!Number.isFinite(x)) throw new RangeError(`${x} is not a real number.`);
	words.setFloat64(0, x);
	const bits = words.getBigUint64(0);
	const biased = Number((bits >> 52n) & 0x7ffn);
	const fraction = bits & 0xfffffffffffffn;
	const m = biased === 0 ? fraction : fraction | 0x10000000000000n;
	return { m: x < 0 ? -m : m, e: biased === 0 ? -1074 : biased - 1075 };
}

/** The number of binary digits of |m|; 0 for 0. */
export function bitLength(m: bigint): number {
	if (m === 0n) return 0;
	const digits = (m < 0n ? -m : m).toString(16);
	return 4 * digits.length - Math.clz32(Number.parseInt(digits[0], 16)) + 28;
}

/** floor(m 2^k) */
export function shifted(m: bigint, k: number): bigint {
	return k >= 0 ? m << BigInt(k) : m >> BigInt(-k);
}

/** The largest float64 not above m 2^e; -Infinity and MAX beyond the range. */
export function numberDown({ m, e }: Dyadic): number {
	if (m === 0n) return 0;
	const length = bitLength(m);
	if (length + e > 1024) return m > 0n ? Number.MAX_VALUE : -Infinity;
	// 53 bits, fewer where the last of them is below 2^-1074.
	const drop = Math.max(length - 53, -1074 - e);
	if (drop <= 0) return scaled(Number(m), e);
	return scaled(Number(m >> BigInt(drop)), e + drop);
}

/** The smallest float64 not below m 2^e; Infinity and -MAX beyond the range. */
export function numberUp({ m, e }: Dyadic): number {
	return 0 - numberDown({ m: -m, e });
}

/** x 2^k for a whole number x, known to be a float64 (or -2^1024, which is -Infinity): every step is exact. */
function scaled(x: number, k: number): number {
	const first = Math.max(-1000, Math.min(1000, k));
	return x * powerOfTwo(first) * powerOfTwo(k - first);
}

function powerOfTwo(k: number): number {
	words.setBigUint64(0, BigInt(1023 + k) << 52n);
	return words.getFloat64(0);
}

/** m 2^e rounded downward to `bits` binary digits. */
export function roundDown({ m, e }: Dyadic, bits: number): Dyadic {
	const drop = bitLength(m) - bits;
	return drop <= 0 ? { m, e } : { m: m >> BigInt(drop), e: e + drop };
}

/** a + b, exactly. */
export function addDyadic(a: Dyadic, b: Dyadic): Dyadic {
	if (a.m === 0n) return b;
	if (b.m === 0n) return a;
	return a.e <= b.e
		? { m: a.m + (b.m << BigInt(b.e - a.e)), e: a.e }
		: { m: (a.m << BigInt(a.e - b.e)) + b.m, e: b.e };
}

/** a b, exactly. */
export function multiplyDyadic(a: Dyadic, b: Dyadic): Dyadic {
	return { m: a.m * b.m, e: a.e + b.e };
}

/** The sign of a - b. */
export function compareDyadic(a: Dyadic, b: Dyadic): number {
	const { m } = addDyadic(a, { m: -b.m, e: b.e });
	return m > 0n ? 1 : m < 0n ? -1 : 0;
}
