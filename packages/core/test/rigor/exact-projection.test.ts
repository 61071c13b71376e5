import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nullSpace } from "../../src/rigor/exact-elimination.ts";
import { squaredProjections } from "../../src/rigor/exact-projection.ts";
import { add, dot, fromNumber, rational, toText, zero } from "../../src/rigor/rational.ts";

const exact = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map(fromNumber));

describe("squared lengths of projections", () => {
	it("by hand: onto (1, 1), onto nothing, and of 0", () => {
		expect(squaredProjections(exact([[1, 1]]), exact([[1, 0]])).map(toText)).toEqual(["1/2"]);
		expect(squaredProjections(exact([[0.1, 0]]), exact([[0.5, 7]])).map(toText)).toEqual(["1/4"]);
		expect(squaredProjections([], exact([[1, 2]]))).toEqual([zero]);
		expect(squaredProjections(exact([[1, 2]]), exact([[0, 0]]))).toEqual([zero]);
		expect(
			squaredProjections(
				exact([
					[1, 0, 0],
					[1, 1e-17, 0],
				]),
				exact([[0, 1, 3]]),
			),
		).toEqual([rational(1n)]);
	});

	it("onto a span and onto its complement they add up, for dependent rows too (seed 44)", () => {
		const entries = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 24, maxLength: 24 });
		fc.assert(
			fc.property(entries, fc.integer({ min: 1, max: 5 }), (values, m) => {
				const rows = exact(Array.from({ length: m }, (_, i) => values.slice(4 * i, 4 * i + 4)));
				const v = values.slice(20).map((value) => fromNumber(value / 8));
				const [inside] = squaredProjections(rows, [v]);
				const [outside] = squaredProjections(nullSpace(rows), [v]);
				expect(add(inside, outside)).toEqual(dot(v, v));
			}),
			{ seed: 44, numRuns: 400 },
		);
	});
});
