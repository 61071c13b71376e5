import { constant, join } from "./polynomial";

/**
 * e^x = 2^(k/64) e^r with k = round(64 x / ln 2), |r| <= ln(2) / 128.
 *
 * Entry j of the table: 2^(j/64) rounded to float64, and what the rounding left over.
 */
const TABLE: usize = memory.data<f64>([
	1.0, 0.0, 1.0108892860517005, -1.5234778603368577e-17,
	1.0218971486541166, 5.109225028973444e-17, 1.0330248790212284, 7.600838874027088e-18,
	1.0442737824274138, 8.551889705537965e-17, 1.0556451783605572, 1.759325738772092e-18,
	1.0671404006768237, -7.899853966841582e-17, 1.0787607977571199, -6.656660436056593e-17,
	1.0905077326652577, -3.046782079812471e-17, 1.102382583307841, 5.2660368715706944e-17,
	1.1143867425958924, 1.0410278456845571e-16, 1.1265216186082418, 5.165856758795457e-17,
	1.1387886347566916, 8.912812676025408e-17, 1.1511892299529827, 3.250710218863827e-17,
	1.1637248587775775, 3.8292048369240935e-17, 1.1763969916502812, 5.554203254218079e-17,
	1.189207115002721, 3.982015231465646e-17, 1.202156731452703, 6.644981499252301e-17,
	1.215247359980469, -7.712630692681488e-17, 1.22848053610687, -1.89878163130253e-17,
	1.241857812073484, 4.658027591836937e-17, 1.255380757024691, -6.7113898212968784e-18,
	1.2690509571917332, 2.667932131342186e-18, 1.2828700160787783, 1.713594918243561e-17,
	1.2968395546510096, 2.5382502794888315e-17, 1.3109612115247644, -7.181536135519454e-17,
	1.3252366431597413, -2.8587312100388614e-17, 1.339667524053303, 8.927282594831732e-17,
	1.3542555469368927, 7.70094837980299e-17, 1.3690024229745905, 9.593797919118849e-17,
	1.383909881963832, -6.770511658794786e-17, 1.3989796725383112, -9.614213209051323e-17,
	1.4142135623730951, -9.667293313452913e-17, 1.42961333839197, -1.2031642489053655e-17,
	1.4451808069770467, -3.0237581349939873e-17, 1.460917794180647, -5.600377186075216e-17,
	1.4768261459394993, -3.483994556892796e-17, 1.4929077282912648, 1.4192920154284036e-17,
	1.5091644275934228, -1.016455327754295e-16, 1.5255981507445384, -1.1024941712342561e-16,
	1.5422108254079407, 7.949834809697621e-17, 1.559004400237837, 3.7812070533575275e-17,
	1.5759808451078865, -1.0136916471278304e-17, 1.593142151342267, -1.0094406542311964e-16,
	1.6104903319492543, 2.4707192569797888e-17, 1.6280274218573478, -6.712955084707084e-17,
	1.645755478153965, -1.0125679913674773e-16, 1.6636765803267364, 5.8909926967131e-17,
	1.681792830507429, 8.199010020581497e-17, 1.7001063537185235, -8.0237193703977e-18,
	1.718619298122478, -1.851380418263111e-17, 1.7373338352737062, 3.164389299292957e-17,
	1.7562521603732995, 2.960140695448873e-17, 1.7753764925265212, 6.429731796556572e-17,
	1.7947090750031072, 1.8227458427912087e-17, 1.8142521755003989, -9.969531538920349e-17,
	1.8340080864093424, 3.283107224245627e-17, 1.8539791250833855, 9.761887490727594e-17,
	1.8741676341103, -6.122763413004143e-17, 1.8945759815869656, 3.4034035352165297e-17,
	1.9152065613971474, -1.0619946056195963e-16, 1.9360617934922943, 1.0332385960676326e-16,
	1.9571441241754002, 8.960767791036668e-17, 1.978456026387951, 4.0388753109278167e-17,
], 16);

/** 64 / ln 2, the rounder, ln(2) / 64 in two parts, then the coefficients of both polynomials. */
const CONSTANTS: usize = memory.data<f64>([
	92.33248261689366, 6755399441055744.0, 0.010830424696223417, 2.572804622327669e-14,
	0.5, 0.16666666666661334, 0.04166666666666, 0.008333340606297781, 0.0013888897980093707,
	0.16666666666666666, 0.04166666666569492, 0.008333333333225362, 0.001388898707419285, 0.00019841378935986584,
], 16);

/** Bit masks and exponents of k. */
const BITS: usize = memory.data<i64>([63, ~63, (1023 + 700) << 52], 16);

/** 64 x / ln 2 rounded to an integer k, which stands in the low bits. */
// @ts-ignore: decorator
@inline
export function stepOf(x: v128): v128 {
	return f64x2.add(f64x2.mul(x, constant(CONSTANTS, 0)), constant(CONSTANTS, 1));
}

/** r = x - k ln(2) / 64, ln(2) / 64 in two parts (k times the first is exact): within 2^-61. */
// @ts-ignore: decorator
@inline
export function restOf(x: v128, stepped: v128): v128 {
	const k = f64x2.sub(stepped, constant(CONSTANTS, 1));
	const main = f64x2.sub(x, f64x2.mul(k, constant(CONSTANTS, 2)));
	return f64x2.sub(main, f64x2.mul(k, constant(CONSTANTS, 3)));
}

/** e^r - 1 = r + r^2 P(r), P minimax of degree 4, error below 2^-61 |r|. */
// @ts-ignore: decorator
@inline
export function growth(r: v128): v128 {
	const z = f64x2.mul(r, r);
	const low = join(constant(CONSTANTS, 4), constant(CONSTANTS, 5), r);
	const high = join(constant(CONSTANTS, 6), constant(CONSTANTS, 7), r);
	const top = join(high, constant(CONSTANTS, 8), z);
	return join(r, join(low, top, z), z);
}

/** e^r - 1 for |r| <= 3 ln(2) / 128: P minimax of degree 5, error below 2^-60 |r|. */
// @ts-ignore: decorator
@inline
export function wideGrowth(r: v128): v128 {
	const z = f64x2.mul(r, r);
	const low = join(constant(CONSTANTS, 4), constant(CONSTANTS, 9), r);
	const middle = join(constant(CONSTANTS, 10), constant(CONSTANTS, 11), r);
	const high = join(constant(CONSTANTS, 12), constant(CONSTANTS, 13), r);
	return join(r, join(low, join(middle, high, z), z), z);
}

/** The table's entry (value, rest) for the left lane of k. */
// @ts-ignore: decorator
@inline
export function leftEntry(places: v128): v128 {
	return v128.load(TABLE + <usize>i64x2.extract_lane(places, 0));
}

/** The table's entry for the right lane of k. */
// @ts-ignore: decorator
@inline
export function rightEntry(places: v128): v128 {
	return v128.load(TABLE + <usize>i64x2.extract_lane(places, 1));
}

/** Byte offsets of the entries of k. */
// @ts-ignore: decorator
@inline
export function placesOf(stepped: v128): v128 {
	return i64x2.shl(v128.and(stepped, constant(BITS, 0)), 4);
}

/** 2^(floor(k / 64) + 700), for k > -110000; times 2^-700 it may be subnormal. */
// @ts-ignore: decorator
@inline
export function raisedPower(stepped: v128): v128 {
	return i64x2.add(i64x2.shl(v128.and(stepped, constant(BITS, 1)), 46), constant(BITS, 2));
}
