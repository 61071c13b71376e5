import { expect, test } from "vitest";
import { quantile, statistics, wilson } from "../../src/sweep/statistics.ts";

/** scipy.stats.binomtest(k, n).proportion_ci(0.95, method="wilson"), SciPy 1.17; to four digits 15/148 and 81/263 also in Newcombe (1998), table I. */
const intervals: [number, number, number, number][] = [
	[0, 10, 0, 0.2775327998628892],
	[5, 10, 0.236593090512564, 0.7634069094874361],
	[10, 10, 0.7224672001371107, 1],
	[1, 1, 0.20654931437723745, 1],
	[0, 1, 0, 0.7934506856227626],
	[15, 148, 0.06238639953073629, 0.16048724172330803],
	[81, 263, 0.2552885198782742, 0.36620957698280004],
];

test.each(intervals)("Wilson's interval of %i in %i", (k, n, low, high) => {
	const found = wilson(k, n);
	expect(found.proportion).toBe(k / n);
	expect(found.low).toBeCloseTo(low, 14);
	expect(found.high).toBeCloseTo(high, 14);
	const mirrored = wilson(n - k, n);
	expect(mirrored.low).toBeCloseTo(1 - found.high, 14);
});

const values = Float64Array.of(0.5, -1.25, 3, 3, 7.75, 10, -4, 2.5, 1e-3, 6).sort();

test("quantiles, mean and deviation as NumPy computes them (type 7, ddof = 1)", () => {
	const expected = { q05: -2.7625, q25: 0.12575, median: 2.75, q75: 5.25, q95: 8.9875 };
	for (const [name, value] of Object.entries(statistics.quantiles(values)))
		expect(value, name).toBeCloseTo(expected[name as keyof typeof expected], 14);
	const two = Float64Array.of(1, 4);
	expect([0.05, 0.25, 0.5, 0.75, 0.95, 0, 1].map((q) => quantile(two, q))).toEqual([
		1.15, 1.75, 2.5, 3.25, 3.8499999999999996, 1, 4,
	]);
	expect(statistics.median(values)).toEqual({ median: 2.75 });
	expect(statistics.min(values)).toEqual({ min: -4 });
	expect(statistics.max(values)).toEqual({ max: 10 });
	expect(statistics.std(values).std).toBeCloseTo(4.249111029903131, 13);
	const { mean, lower, upper } = statistics.mean(values);
	expect(mean).toBeCloseTo(2.7501, 14);
	expect(upper - mean).toBeCloseTo((1.959963984540054 * 4.249111029903131) / Math.sqrt(10), 13);
	expect(mean - lower).toBeCloseTo(upper - mean, 14);
});

test("one value has no spread, whatever it is", () => {
	const one = Float64Array.of(3);
	expect(statistics.mean(one)).toEqual({ mean: 3, lower: 3, upper: 3 });
	expect(statistics.std(one)).toEqual({ std: 0 });
	expect(Object.values(statistics.quantiles(one))).toEqual([3, 3, 3, 3, 3]);
	expect(quantile(Float64Array.of(1, Infinity), 0)).toBe(1);
});

test("the proportion counts what is not zero", () => {
	expect(statistics.proportion(Float64Array.of(0, 0, 1, 1, 1))).toEqual(wilson(3, 5));
});
