import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type ExactPolynomial,
	exactCoefficients,
	trimmed,
} from "../../src/problem/formula/polynomial/exact-polynomial.ts";
import { lowerBound } from "../../src/problem/formula/polynomial/lower-bound.ts";
import { distinctRealRoots, signOnLine } from "../../src/problem/formula/polynomial/sign-on-line.ts";

const seed = 20240611;

function product(a: ExactPolynomial, b: ExactPolynomial): bigint[] {
	const result = new Array<bigint>(a.length + b.length - 1).fill(0n);
	a.forEach((x, i) => {
		b.forEach((y, j) => {
			result[i + j] += x * y;
		});
	});
	return result;
}

/** Real linear factors (t - root)^multiplicity and factors (t - m)^2 + s without real roots. */
const factored = fc.record({
	roots: fc.uniqueArray(
		fc.record({
			root: fc.integer({ min: -9, max: 9 }),
			multiplicity: fc.integer({ min: 1, max: 3 }),
		}),
		{ maxLength: 3, selector: ({ root }) => root },
	),
	complex: fc.array(
		fc.record({
			m: fc.integer({ min: -5, max: 5 }),
			s: fc.integer({ min: 1, max: 9 }),
			multiplicity: fc.integer({ min: 1, max: 2 }),
		}),
		{ maxLength: 2 },
	),
	lead: fc.constantFrom(-3, -1, 1, 2),
});

type Factored = typeof factored extends fc.Arbitrary<infer T> ? T : never;

function expand({ roots, complex, lead }: Factored): ExactPolynomial {
	let p: ExactPolynomial = [BigInt(lead)];
	for (const { root, multiplicity } of roots)
		for (let k = 0; k < multiplicity; k++) p = product(p, [BigInt(-root), 1n]);
	for (const { m, s, multiplicity } of complex)
		for (let k = 0; k < multiplicity; k++) p = product(p, [BigInt(m * m + s), BigInt(-2 * m), 1n]);
	return p;
}

describe("signs of polynomials, decided exactly", () => {
	it("counts distinct real roots of polynomials made from their factors", () => {
		fc.assert(
			fc.property(factored, (parts) => {
				expect(distinctRealRoots(expand(parts))).toBe(parts.roots.length);
			}),
			{ seed, numRuns: 300 },
		);
	});

	it("tells positive, non-negative and other apart", () => {
		fc.assert(
			fc.property(factored, (parts) => {
				const crosses = parts.roots.some((r) => r.multiplicity % 2 === 1);
				const expected =
					crosses || parts.lead < 0 ? "other" : parts.roots.length > 0 ? "non-negative" : "positive";
				expect(signOnLine(expand(parts))).toBe(expected);
			}),
			{ seed, numRuns: 300 },
		);
	});

	it("is not misled by a float64 margin", () => {
		const square = [1, -2, 1]; // (t - 1)^2
		const above = trimmed(exactCoefficients([1 + 2 ** -52, -2, 1]));
		const below = trimmed(exactCoefficients([1 - 2 ** -53, -2, 1]));
		expect(signOnLine(exactCoefficients(square))).toBe("non-negative");
		expect(signOnLine(above)).toBe("positive");
		expect(signOnLine(below)).toBe("other");
		expect(signOnLine([])).toBe("zero");
		expect(() => exactCoefficients([Infinity])).toThrow(RangeError);
	});
});

describe("lowerBound is the infimum rounded downward", () => {
	it("for quadratics with an exact minimum", () => {
		const fraction = fc.integer({ min: -1000, max: 1000 }).map((k) => k / 64);
		fc.assert(
			fc.property(fraction, fraction, fc.integer({ min: 1, max: 50 }), (centre, minimum, lead) => {
				const bound = lowerBound([lead * centre * centre + minimum, -2 * lead * centre, lead]);
				expect(bound).toBe(minimum);
			}),
			{ seed, numRuns: 200 },
		);
	});

	it("for cases worked out by hand", () => {
		expect(lowerBound([3])).toBe(3);
		expect(lowerBound([3, 1])).toBe(-Infinity);
		expect(lowerBound([0, 0, -1])).toBe(-Infinity);
		expect(lowerBound([0, 0, 1])).toBe(0);
		// t^4 - 2 t^2 has its minima -1 at 1 and -1.
		expect(lowerBound([0, 0, -2, 0, 1])).toBe(-1);
		// t^2 - 2 t / 3 has minimum -1/9: the float64 number below it.
		const ninth = lowerBound([0, -2 / 3, 1]);
		expect(ninth).toBeLessThanOrEqual(-1 / 9);
		expect(ninth).toBeGreaterThanOrEqual(-1 / 9 - 2 ** -55);
	});
});
