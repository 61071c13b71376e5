import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	add,
	compare,
	divide,
	dot,
	fromNumber,
	multiply,
	negate,
	one,
	rational,
	signOf,
	subtract,
	toNumber,
	toText,
	zero,
} from "../../src/rigor/rational.ts";

const runs = { seed: 20261125, numRuns: 2000 };
const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });
const small = fc.tuple(fc.bigInt(-50n, 50n), fc.bigInt(1n, 50n)).map(([p, q]) => rational(p, q));

describe("exact fractions", () => {
	it("a float64 is the fraction that it is: 0.1 is not 1/10", () => {
		expect(toText(fromNumber(0.1))).toBe("3602879701896397/36028797018963968");
		expect(toText(fromNumber(-0.75))).toBe("-3/4");
		expect(toText(fromNumber(2 ** 70))).toBe(`${2n ** 70n}`);
		expect(toText(fromNumber(5e-324))).toBe(`1/${2n ** 1074n}`);
		expect(fromNumber(-0)).toEqual(zero);
		for (const bad of [Number.NaN, Infinity, -Infinity]) expect(() => fromNumber(bad)).toThrow(RangeError);
	});

	it("every float64 comes back, subnormal ones too (seed 20261125)", () => {
		fc.assert(
			fc.property(doubles, (x) => {
				expect(toNumber(fromNumber(x))).toBe(x === 0 ? 0 : x);
			}),
			runs,
		);
		for (const x of [5e-324, 2.2250738585072009e-308, 2.2250738585072014e-308, Number.MAX_VALUE, 4.9e-320])
			expect(toNumber(fromNumber(x))).toBe(x);
		expect(toNumber(rational(1n, 3n))).toBe(1 / 3);
		expect(toNumber(rational(10n ** 400n))).toBe(Infinity);
		expect(toNumber(rational(-1n, 10n ** 400n))).toBe(-0);
	});

	it("are a field, in lowest terms with a positive denominator (seed 20261125)", () => {
		fc.assert(
			fc.property(small, small, small, (a, b, c) => {
				expect(add(a, b)).toEqual(add(b, a));
				expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
				expect(subtract(a, a)).toEqual(zero);
				if (signOf(a) !== 0) expect(multiply(a, divide(one, a))).toEqual(one);
				const sum = add(a, b);
				expect(sum.denominator > 0n).toBe(true);
				expect(sum.numerator * a.denominator * b.denominator).toBe(
					(a.numerator * b.denominator + b.numerator * a.denominator) * sum.denominator,
				);
				for (let p = 2n; p <= 50n; p++)
					expect(sum.numerator % p === 0n && sum.denominator % p === 0n).toBe(false);
				expect(compare(a, b)).toBe(signOf(subtract(a, b)));
				expect(signOf(negate(a))).toBe(-signOf(a) + 0);
			}),
			runs,
		);
	});

	it("agree with another implementation of fractions, both ways", () => {
		// Python's fractions, which round to nearest.
		for (const [p, q, nearest] of [
			[-639969068317771084021756116995n, 573096138496390943431670n, -1116687.1059310082],
			[510526818994649250256359732390n, 8n, 6.3815852374331155e28],
			[-506065413203019979877150030268n, 4797236018438496423812500636598n, -0.10549103926884644],
			[-614870150466919454654936212350n, 170710496852608n, -3601829774989175.5],
			[501967658598227422553427570468n, 309n, 1.6244908045250078e27],
			[869368649117471251337181755724n, 8600214770661615878036338n, 101086.8533287327],
			[-680244117582614298979885469117n, 86624183621110708505808093061510n, -0.007852819953351176],
		] as const)
			expect(toNumber(rational(p, q))).toBe(nearest);
		for (const [x, text] of [
			[-2.5e-7, "-4722366482869645/18889465931478580854784"],
			[1e22, "10000000000000000000000"],
			[123456.789, "8483885939586761/68719476736"],
		] as const)
			expect(toText(fromNumber(x))).toBe(text);
	});

	it("refuse what is no fraction", () => {
		expect(() => rational(1n, 0n)).toThrow(RangeError);
		expect(() => divide(one, zero)).toThrow(RangeError);
		expect(() => dot([one], [one, one])).toThrow(RangeError);
	});
});
