import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Evaluate, lineSearch } from "../../../src/search/line-search.ts";

/** phi(t) = (t - a)^2 (t - b)^2 + c t from 0 along direction 1, with its slope. */
function quarticLine(a: number, b: number, c: number) {
	const value = (t: number) => (t - a) * (t - a) * (t - b) * (t - b) + c * t;
	const slope = (t: number) => 2 * (t - a) * (t - b) * (2 * t - a - b) + c;
	const evaluate: Evaluate = ([t], gradient) => {
		gradient[0] = slope(t);
		return value(t);
	};
	return { value, slope, evaluate };
}

function search(evaluate: Evaluate, at: number, direction: number, first: number, longest = Infinity) {
	const theta = Float64Array.of(at);
	const gradient = new Float64Array(1);
	const value = evaluate(theta, gradient);
	return lineSearch(evaluate, theta, value, gradient, Float64Array.of(direction), { first, longest });
}

describe("the line search", () => {
	it("returns a point that satisfies the Wolfe conditions or the approximate ones, from any first length", () => {
		const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
		fc.assert(
			fc.property(number(0.5, 5), number(-3, 8), number(-3, 3), number(-6, 4), (a, b, c, magnitude) => {
				const { value, slope, evaluate } = quarticLine(a, b, c);
				fc.pre(slope(0) < -1e-6);
				const found = search(evaluate, 0, 1, 10 ** magnitude);
				if (found === null) throw new Error("No point was found.");
				const { length, theta } = found;
				expect(theta[0]).toBe(length);
				expect(found.value).toBe(value(length));
				expect(found.gradient[0]).toBe(slope(length));
				const enough = value(length) <= value(0) + 1e-4 * length * slope(0);
				const approximate = slope(length) <= (2e-4 - 1) * slope(0);
				expect(enough || approximate).toBe(true);
				expect(value(length)).toBeLessThanOrEqual(value(0) + 1e-14 * Math.abs(value(0)));
				expect(slope(length)).toBeGreaterThanOrEqual(0.9 * slope(0));
			}),
			{ seed: 41, numRuns: 500 },
		);
	});

	it("does not go beyond the longest length, and keeps what it has won there", () => {
		const evaluate: Evaluate = ([t], gradient) => {
			gradient[0] = -1;
			return -t;
		};
		const found = search(evaluate, 0, 1, 0.5, 3);
		expect(found?.length).toBe(3);
		expect(found?.value).toBe(-3);
	});

	it("turns back from where the function is not a number, and stays on the near side", () => {
		for (const bad of [Number.NaN, Infinity, -Infinity]) {
			// -log(1 - t) - 3 t, minimum at 2/3, nothing from 1 on.
			const evaluate: Evaluate = ([t], gradient) => {
				gradient[0] = t < 1 ? 1 / (1 - t) - 3 : bad;
				return t < 1 ? -Math.log(1 - t) - 3 * t : bad;
			};
			for (const first of [1e-3, 0.5, 1, 10, 1e6]) {
				const found = search(evaluate, 0, 1, first);
				expect(found?.length).toBeGreaterThan(0);
				expect(found?.length).toBeLessThan(1);
				expect(found?.value).toBeLessThan(0);
			}
		}
	});

	it("uses slopes where values cannot be told apart (Hager & Zhang 2005)", () => {
		// 1 + 1e-20 (t - 1)^2 is 1 in float64 for every t near 1; its slope is exact.
		const evaluate: Evaluate = ([t], gradient) => {
			gradient[0] = 2e-20 * (t - 1);
			return 1 + 1e-20 * (t - 1) * (t - 1);
		};
		const found = search(evaluate, 0, 1, 1e-4);
		expect(found).not.toBeNull();
		expect(Math.abs(found?.gradient[0] ?? 1)).toBeLessThanOrEqual(0.9 * 2e-20);
		expect(found?.gradient[0]).toBeLessThanOrEqual((1 - 2e-4) * 2e-20);
	});

	it("refuses a direction that does not descend", () => {
		const { evaluate } = quarticLine(1, 2, 0);
		expect(search(evaluate, 0, -1, 1)).toBeNull();
		expect(search(evaluate, 0, 0, 1)).toBeNull();
		expect(search(evaluate, 1, 1, 1)).toBeNull();
	});
});
