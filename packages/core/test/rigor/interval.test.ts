import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as intervals from "../../src/rigor/interval.ts";
import { type Interval, interval, point } from "../../src/rigor/interval.ts";
import { checkFunctions, checkOperations, operations } from "./check-enclosures.ts";
import { unaryCases } from "./enclosure-cases.ts";

describe("intervals around float64 numbers, against MPFR", () => {
	it("2000 points of each function (seed 5): no miss, at most 3 steps wide", async () => {
		for (const { name, misses, widest } of await checkFunctions(2000, 5)) {
			expect(misses, name).toEqual([]);
			expect(widest, name).toBeLessThanOrEqual(3);
		}
	});

	it("2000 pairs of each operation (seed 6): no miss; one step where the result is inexact", async () => {
		for (const { name, misses, widest } of await checkOperations(2000, 6)) {
			expect(misses, name).toEqual([]);
			expect(widest, name).toBeLessThanOrEqual(1);
		}
	});
});

describe("exact results stay exact", () => {
	it("sums, products, quotients and roots that are float64 numbers are points", () => {
		const { add, multiply, divide, sqrt, subtract } = intervals;
		expect(add(point(0.5), point(0.25))).toEqual(point(0.75));
		expect(subtract(point(1), point(1))).toEqual(point(0));
		expect(multiply(point(3), point(1 / 1024))).toEqual(point(3 / 1024));
		expect(divide(point(7), point(8))).toEqual(point(0.875));
		expect(sqrt(point(2.25))).toEqual(point(1.5));
		expect(add(point(0.1), point(0.2)).hi).toBe(0.30000000000000004);
		expect(add(point(0.1), point(0.2)).lo).toBe(0.3);
	});

	it("what is not defined everywhere is everything", () => {
		expect(intervals.divide(point(1), interval(-1, 1))).toEqual(intervals.everything);
		expect(intervals.log(interval(0, 1))).toEqual(intervals.everything);
		expect(intervals.sqrt(interval(-1e-300, 1))).toEqual(intervals.everything);
		expect(intervals.exp(point(1000))).toEqual({ lo: Number.MAX_VALUE, hi: Infinity });
		expect(intervals.exp(point(-1e9))).toEqual({ lo: 0, hi: 5e-324 });
	});
});

describe("intervals", () => {
	const moderate = fc.double({ min: -30, max: 30, noNaN: true });
	const pieces = fc.tuple(moderate, moderate, fc.double({ min: 0, max: 1, noNaN: true }));
	const within = ([a, b, t]: readonly [number, number, number]): [Interval, number] => {
		const [lo, hi] = a <= b ? [a, b] : [b, a];
		return [interval(lo, hi), Math.min(hi, Math.max(lo, lo + t * (hi - lo)))];
	};

	it("hold the enclosure of every point in them, for functions", () => {
		fc.assert(
			fc.property(pieces, (p) => {
				const [a, x] = within(p);
				for (const { name, enclose } of unaryCases) {
					if ((name === "log" || name === "sqrt" || /^power .*[.-]/.test(name)) && a.lo <= 0) continue;
					if (name === "arccos" && (a.lo < -1 || a.hi > 1)) continue;
					if (name === "log1p" && a.lo <= -1) continue;
					const all = enclose(a);
					const one = enclose(point(x));
					// The value at x lies in both, so they meet; for ends next to each other they overlap.
					expect(all.lo <= one.hi && one.lo <= all.hi, `${name} ${a.lo} ${a.hi} ${x}`).toBe(true);
					if (x > a.lo && x < a.hi && name !== "sin" && name !== "cos")
						expect(all.lo <= one.lo && one.hi <= all.hi, `${name} ${a.lo} ${a.hi} ${x}`).toBe(true);
				}
			}),
			{ seed: 91, numRuns: 3000 },
		);
	});

	it("hold sums, products and quotients of their points, ends included", () => {
		fc.assert(
			fc.property(pieces, pieces, (p, q) => {
				const [a, x] = within(p);
				const [b, y] = within(q);
				for (const { name, enclose } of operations) {
					if (name === "divide" && b.lo <= 0 && b.hi >= 0) continue;
					const all = enclose(a, b);
					for (const s of [x, a.lo, a.hi])
						for (const t of [y, b.lo, b.hi]) {
							const one = enclose(point(s), point(t));
							expect(all.lo <= one.lo && one.hi <= all.hi, `${name} ${s} ${t}`).toBe(true);
						}
				}
				const square = intervals.multiply(a, a);
				const one = intervals.multiply(point(x), point(x));
				expect(square.lo <= one.lo && one.hi <= square.hi && square.lo >= 0).toBe(true);
			}),
			{ seed: 92, numRuns: 3000 },
		);
	});

	it("sine and cosine reach 1 and -1 exactly where a crest or trough may lie inside", () => {
		expect(intervals.sin(interval(1, 2)).hi).toBe(1);
		expect(intervals.sin(interval(4, 5)).lo).toBe(-1);
		expect(intervals.sin(interval(2, 4)).hi).toBeLessThan(0.92);
		expect(intervals.cos(interval(-1, 1)).hi).toBe(1);
		expect(intervals.cos(interval(3, 3.5)).lo).toBe(-1);
		expect(intervals.cos(interval(0, 7))).toEqual(interval(-1, 1));
		fc.assert(
			fc.property(pieces, (p) => {
				const [a, x] = within(p);
				for (const f of [intervals.sin, intervals.cos]) {
					const all = f(a);
					const one = f(point(x));
					expect(all.lo <= one.hi && one.lo <= all.hi).toBe(true);
				}
			}),
			{ seed: 93, numRuns: 3000 },
		);
	});
});
