/**
 * Reduction of huge angles by as many bits of 2/pi as they need (Payne and Hanek).
 *
 * x = m 2^e with an integer m < 2^53. Bits of 2/pi that contribute multiples of 4 quarter turns are
 * skipped, the next 192 are multiplied by m: two bits of quadrant and 190 of a fraction, of which
 * cancellation eats at most 62 for any float64 number.
 */

/** 64 zero bits, then the first 1216 bits of 2/pi behind the point. */
// biome-ignore-start lint/correctness/noPrecisionLoss: these are 64-bit integers.
const TWO_OVER_PI: StaticArray<u64> = [
	0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0,
	0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
	0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484,
	0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b,
	0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7,
	0x4f463f669e5fea2d, 0x7527bac7ebe5f17b, 0x3d0739f78a5292ea,
	0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
];
// biome-ignore-end lint/correctness/noPrecisionLoss: these are 64-bit integers.

/** The reduced angle of the last call of `reduceHugeAngle`, between -pi/4 and pi/4. */
export let hugeAngle: f64 = 0.0;
/** What its rounding left over. */
export let hugeAngleRest: f64 = 0.0;

/** The bits from `position` on: the j-th of the 64-bit words that start there. */
function word(position: i32, j: i32): u64 {
	const at = (position >> 6) + j;
	const shift = <u64>(position & 63);
	const first = unchecked(TWO_OVER_PI[at]);
	if (shift === 0) return first;
	return (first << shift) | (unchecked(TWO_OVER_PI[at + 1]) >> (64 - shift));
}

/** The upper 64 bits of a b. */
function upperProduct(a: u64, b: u64): u64 {
	const a0 = a & 0xffff_ffff;
	const a1 = a >> 32;
	const b0 = b & 0xffff_ffff;
	const b1 = b >> 32;
	const middle = a1 * b0 + ((a0 * b0) >> 32);
	const other = a0 * b1 + (middle & 0xffff_ffff);
	return a1 * b1 + (middle >> 32) + (other >> 32);
}

/** 2^n for a normal result. */
function power(n: i64): f64 {
	return reinterpret<f64>((n + 1023) << 52);
}

/**
 * Leaves x - q pi/2 in `hugeAngle` + `hugeAngleRest` and returns q modulo 4, for finite x >= 65536;
 * NaN for Infinity.
 */
export function reduceHugeAngle(x: f64): i64 {
	if (!(x < Infinity)) {
		hugeAngle = NaN;
		hugeAngleRest = NaN;
		return 0;
	}
	const bits = reinterpret<u64>(x);
	const m = (bits & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000;
	const position = <i32>(bits >> 52) - 1075 + 62;
	const a1 = word(position, 1);
	const a2 = word(position, 2);
	const p2 = a2 * m;
	const carried = upperProduct(a2, m);
	const p1 = a1 * m + carried;
	const p0 =
		word(position, 0) * m + upperProduct(a1, m) + (p1 < carried ? 1 : 0);

	let quadrant = <i64>(p0 >> 62);
	let f0 = (p0 << 2) | (p1 >> 62);
	let f1 = (p1 << 2) | (p2 >> 62);
	let f2 = p2 << 2;
	let sign = 1.0;
	if (<i64>f0 < 0) {
		// Past half a quarter turn: count from the next one, downwards.
		quadrant = (quadrant + 1) & 3;
		sign = -1.0;
		f0 = ~f0;
		f1 = ~f1;
		f2 = ~f2;
	}
	const lead = clz(f0);
	if (lead > 0) {
		f0 = (f0 << lead) | (f1 >> (64 - lead));
		f1 = (f1 << lead) | (f2 >> (64 - lead));
	}
	const high = sign * <f64>(f0 >> 11) * power(-53 - <i64>lead);
	const low =
		sign * <f64>(((f0 & 0x7ff) << 42) | (f1 >> 22)) * power(-106 - <i64>lead);

	// (high + low) pi/2, the leading product exactly (Dekker).
	const product = high * 1.5707963267948966;
	const upper = reinterpret<f64>(
		reinterpret<u64>(high) & 0xffff_ffff_f800_0000,
	);
	const lower = high - upper;
	const circleUpper = 1.5707963109016418;
	const circleLower = 1.5893254712295857e-8;
	const error =
		upper * circleUpper -
		product +
		upper * circleLower +
		lower * circleUpper +
		lower * circleLower;
	const rest =
		error + (high * 6.123233995736766e-17 + low * 1.5707963267948966);
	hugeAngle = product + rest;
	hugeAngleRest = product - hugeAngle + rest;
	return quadrant;
}
