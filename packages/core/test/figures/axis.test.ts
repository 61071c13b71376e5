import fc from "fast-check";
import { expect, test } from "vitest";
import { decadeAxis, linearAxis, magnitudeAxis } from "../../src/figures/axis.ts";
import { decadesOf } from "../../src/figures/decades.ts";
import { signedDecadeAxis } from "../../src/figures/signed-decades.ts";

const seed = 11;
const magnitude = fc.oneof(
	fc.constant(0),
	fc.double({ min: 0, max: 1e300, noNaN: true }),
	fc.integer({ min: -300, max: 300 }).map((k) => Number(`1e${k}`)),
	fc.double({ min: 0.1, max: 10, noNaN: true }),
);

test("decadesOf is the common logarithm, exact at powers of ten", () => {
	for (let k = -308; k <= 308; k++) expect(decadesOf(Number(`1e${k}`))).toBe(k);
	fc.assert(
		fc.property(fc.double({ min: 2.3e-308, max: 1.7e308, noNaN: true }), (value) => {
			expect(Math.abs(decadesOf(value) - Math.log10(value))).toBeLessThan(1e-9);
		}),
		{ seed },
	);
});

test("every value that can be drawn lies inside the axis, in order", () => {
	fc.assert(
		fc.property(fc.array(magnitude, { minLength: 1, maxLength: 20 }), (values) => {
			const axis = magnitudeAxis(values);
			const [low, high] = axis.domain;
			expect(low).toBeLessThan(high);
			const at = [...values].sort((a, b) => a - b).map((value) => axis.at(value));
			at.forEach((position, i) => {
				expect(position).toBeGreaterThanOrEqual(low);
				expect(position).toBeLessThanOrEqual(high);
				if (i > 0) expect(position).toBeGreaterThanOrEqual(at[i - 1]);
			});
			for (const tick of axis.ticks) {
				expect(tick.at).toBeGreaterThanOrEqual(low);
				expect(tick.at).toBeLessThanOrEqual(high);
			}
			expect(axis.ticks.length).toBeGreaterThan(0);
			expect(axis.ticks.length).toBeLessThanOrEqual(14);
			expect(new Set(axis.ticks.map(({ text }) => text)).size).toBe(axis.ticks.length);
		}),
		{ seed, numRuns: 500 },
	);
});

test("values over many decades are spread logarithmically, zero apart", () => {
	const axis = magnitudeAxis([0, 1e-30, 1e-3, 1, 1e5]);
	expect(axis.logarithmic).toBe(true);
	expect(axis.at(1e5) - axis.at(1)).toBeCloseTo(5, 12);
	expect(axis.at(0)).toBe(axis.at(1e-30));
	expect(axis.at(0)).toBeLessThan(axis.at(1e-3));
	expect(axis.ticks[0].text).toBe("<10⁻¹⁶");
	expect(axis.breakAt).toBeGreaterThan(axis.at(0));
	expect(axis.breakAt).toBeLessThan(axis.at(1e-3));
});

test("close values and zeros beside them stay linear", () => {
	const axis = magnitudeAxis([0, 0.04, 0.0533, 0.08]);
	expect(axis.logarithmic).toBe(false);
	expect(axis.at(0.04)).toBe(0.04);
});

test("ticks of a narrow range tell its values apart", () => {
	const texts = linearAxis([0.27345, 0.27346]).ticks.map(({ text }) => text);
	expect(texts).toContain("0.273456");
	expect(linearAxis([5, 5]).ticks.map(({ text }) => text)).toContain("5");
	expect(linearAxis([1, 3], { whole: true, from: 0 }).ticks.map(({ at }) => at)).toEqual([0, 1, 2, 3]);
});

test("what cannot be drawn has no position", () => {
	for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -1])
		expect(decadeAxis([1, 1000], 0).at(value)).toBeNaN();
	expect(linearAxis([1]).at(Number.POSITIVE_INFINITY)).toBeNaN();
});

test("the signed axis is odd and keeps order", () => {
	const nonzero = magnitude.filter((value) => value > 1e-290);
	fc.assert(
		fc.property(fc.array(nonzero, { minLength: 1, maxLength: 10 }), (sizes) => {
			const values = [...sizes, ...sizes.map((value) => -value)].sort((a, b) => a - b);
			const axis = signedDecadeAxis(values);
			values.forEach((value, i) => {
				expect(axis.at(-value)).toBe(-axis.at(value));
				expect(Math.abs(axis.at(value))).toBeGreaterThan(axis.zeroBand[1]);
				expect(axis.at(value)).toBeGreaterThanOrEqual(axis.domain[0]);
				expect(axis.at(value)).toBeLessThanOrEqual(axis.domain[1]);
				if (i > 0) expect(axis.at(value)).toBeGreaterThanOrEqual(axis.at(values[i - 1]));
			});
		}),
		{ seed },
	);
});
