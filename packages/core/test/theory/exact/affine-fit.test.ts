import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	add,
	dot,
	fromNumber,
	multiply,
	one,
	type Rational,
	rational,
	subtract,
	toNumber,
	toText,
	zero,
} from "../../../src/rigor/rational.ts";
import { affineFit } from "../../../src/theory/exact/affine-fit.ts";
import { distinctInputs } from "../../../src/theory/exact/distinct-inputs.ts";

type Points = readonly (readonly number[])[];

function regression(x: Points, y: readonly number[], weights: readonly number[] | null = null) {
	return {
		x: Float64Array.from(x.flat()),
		y: Float64Array.from(y),
		samples: x.length,
		inputs: x[0].length,
		outputs: 1,
		weights: weights === null ? null : Float64Array.from(weights),
	};
}

function fitted(x: Points, y: readonly number[], w: readonly number[] | null, kind: object = {}) {
	const data = regression(x, y, w);
	const found = affineFit(data, distinctInputs(data), kind);
	if (found === null) throw new Error("too large");
	return found;
}

describe("the least-squares fit in fractions", () => {
	it("weighted residuals are orthogonal to every admitted function, and the value is theirs (seed 48)", () => {
		const count = { exact: 0, inexact: 0 };
		const eighths = fc.integer({ min: -4, max: 4 }).map((value) => value / 8);
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 3 }),
				fc.array(fc.tuple(eighths, eighths, eighths, eighths, fc.integer({ min: 1, max: 5 })), {
					minLength: 1,
					maxLength: 6,
				}),
				fc.constantFrom({}, { constant: true }, { linear: true }),
				(d, samples, kind: { constant?: boolean; linear?: boolean }) => {
					const x = samples.map((row) => row.slice(0, d));
					const y = samples.map((row) => row[3]);
					const w = samples.map((row) => row[4] / 3);
					const found = fitted(x, y, w, kind);
					expect(found.coefficients).toHaveLength(d + 1);
					const rows = x.map((row) => [...row.map(fromNumber), one]);
					const errors = rows.map((row, i) => subtract(dot(row, found.coefficients), fromNumber(y[i])));
					const weighted = errors.map((error, i) => multiply(error, fromNumber(w[i])));
					for (let j = 0; j <= d; j++) {
						const admitted = j === d ? !kind.linear : !kind.constant;
						if (admitted)
							expect(
								dot(
									weighted,
									rows.map((row) => row[j]),
								),
							).toEqual(zero);
						else expect(found.coefficients[j]).toEqual(zero);
					}
					expect(found.value).toEqual(multiply(dot(weighted, errors), rational(1n, 2n)));
					// At each distinct input the weighted errors must cancel.
					const sums = new Map<string, Rational>();
					x.forEach((row, i) => {
						const key = row.map((value) => value + 0).join();
						sums.set(key, add(sums.get(key) ?? zero, weighted[i]));
					});
					const exact = [...sums.values()].every(({ numerator }) => numerator === 0n);
					expect(found.exact).toBe(exact);
					count[exact ? "exact" : "inexact"]++;
				},
			),
			{ seed: 48, numRuns: 600 },
		);
		expect(Math.min(count.exact, count.inexact)).toBeGreaterThan(100);
	});

	it("labels whose means are affine are met: x = (0, 0, 1), y = (0, 1, 0), also where weights move the mean", () => {
		const found = fitted([[0], [0], [1]], [0, 1, 0], null);
		expect(found.exact).toBe(true);
		expect(found.coefficients.map(toText)).toEqual(["-1/2", "1/2"]);
		expect(toText(found.value)).toBe("1/4");
		// Mean labels 1/2, 0, -1/2 are affine; with weight 3 on one of the first they are 3/4, 0, -1/2.
		const x = [[0], [0], [1], [2]];
		expect(fitted(x, [0, 1, 0, -0.5], null).exact).toBe(true);
		expect(fitted(x, [0, 1, 0, -0.5], [1, 3, 1, 1]).exact).toBe(false);
	});

	it("binary fractions are what they are: 0.1, 0.2, 0.3 are not on a line", () => {
		expect(fitted([[1], [2], [3]], [0.1, 0.2, 0.3], null).exact).toBe(false);
		expect(fitted([[1], [2], [4]], [0.1, 0.2, 0.4], null, { linear: true })).toMatchObject({
			exact: true,
			value: zero,
		});
		expect(fitted([[0], [1], [2]], [1, 3, 5], null, { linear: true }).exact).toBe(false);
	});

	it("numbers of every size, and dependent columns", () => {
		const x = [
			[1e-300, 2e-300, 5e-324],
			[3e-300, 6e-300, 0],
			[-1e-300, -2e-300, 0],
		];
		const found = fitted(x, [1e200, -1e200, 3e150], [1e-100, 1, 1e100]);
		expect(found.exact).toBe(true);
		expect(toNumber(found.value)).toBe(0);
	});

	it("1100 samples of 40 inputs are within the limit, 10 times as many are not; two kinds at once are refused", () => {
		const x = Array.from({ length: 1100 }, (_, i) =>
			Array.from({ length: 40 }, (_, j) => ((i * 7919 + j * 104729 + i * i * j) % 1000) / 1000),
		);
		const found = fitted(
			x,
			x.map((row) => row[3] - 2 * row[5] + 0.5),
			null,
		);
		// Targets were rounded.
		expect(toNumber(found.coefficients[5])).toBeCloseTo(-2, 12);
		expect(toNumber(found.coefficients[40])).toBeCloseTo(0.5, 12);
		const data = regression(
			Array.from({ length: 11000 }, (_, i) => Array.from({ length: 20 }, (_, j) => i + j / 64)),
			Array.from({ length: 11000 }, () => 0),
		);
		expect(affineFit(data, distinctInputs(data))).toBeNull();
		expect(() => affineFit(data, [], { constant: true, linear: true })).toThrow(RangeError);
	});
});
