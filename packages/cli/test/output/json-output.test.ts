import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromJson, toExactJson, toJson } from "../../src/output/json-output.ts";

const bitsOf = (values: readonly number[]): bigint[] =>
	Array.from(new BigUint64Array(Float64Array.from(values).buffer));

describe("JSON documents", () => {
	it("write non-finite numbers as strings, -0 as 0, typed arrays as lists", () => {
		const document = {
			a: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN],
			b: -0,
			c: Float64Array.of(0.1, Number.NaN),
			d: { e: null, f: "text" },
		};
		expect(toJson(document)).toBe(
			'{"a":["Infinity","-Infinity","NaN"],"b":0,"c":[0.1,"NaN"],"d":{"e":null,"f":"text"}}',
		);
	});

	it("write finite numbers as JavaScript does: the shortest decimals that read back", () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
				expect(toJson(x)).toBe(x === 0 ? "0" : String(x));
			}),
			{ seed: 20261, numRuns: 500 },
		);
	});

	it("that are exact keep every bit, the sign of zero included", () => {
		fc.assert(
			fc.property(fc.array(fc.double()), (values) => {
				expect(bitsOf(fromJson<number[]>(toExactJson(values)))).toEqual(bitsOf(values));
				expect(bitsOf(fromJson<number[]>(toExactJson(Float64Array.from(values))))).toEqual(bitsOf(values));
			}),
			{ seed: 20262, numRuns: 500 },
		);
	});
});
