import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactRank, rationalRows } from "../../src/rigor/exact-elimination.ts";
import { independentModulo, primes, rankModulo, residueOf } from "../../src/rigor/rank-modulo.ts";
import { fromNumber } from "../../src/rigor/rational.ts";

const doubles = fc.double({ noNaN: true, noDefaultInfinity: true });

describe("arithmetic modulo a prime", () => {
	it("the moduli are primes below 2^26, by trial division", () => {
		for (const p of primes) {
			expect(p).toBeLessThan(2 ** 26);
			for (let q = 2; q * q <= p; q++) expect(p % q).not.toBe(0);
		}
	});

	it("residue times denominator is the numerator, for every float64 (seed 41)", () => {
		fc.assert(
			fc.property(doubles, fc.constantFrom(...primes), (x, p) => {
				const { numerator, denominator } = fromNumber(x);
				const residue = residueOf(x, p);
				expect(Number.isInteger(residue) && residue >= 0 && residue < p).toBe(true);
				expect((BigInt(residue) * denominator - numerator) % BigInt(p)).toBe(0n);
			}),
			{ seed: 41, numRuns: 3000 },
		);
		for (const x of [5e-324, -5e-324, 2.2250738585072009e-308, Number.MAX_VALUE, -0.1])
			for (const p of primes) {
				const { numerator, denominator } = fromNumber(x);
				expect((BigInt(residueOf(x, p)) * denominator - numerator) % BigInt(p)).toBe(0n);
			}
	});

	it("the rank is a lower bound, and lower where the prime divides (seed 42)", () => {
		const size = fc.integer({ min: 1, max: 6 });
		fc.assert(
			fc.property(
				size,
				size,
				fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 36, maxLength: 36 }),
				(m, n, entries) => {
					const values = entries.map((entry) => entry / 8);
					const rows = (p: number) =>
						Array.from({ length: m }, (_, i) =>
							Float64Array.from(values.slice(i * n, (i + 1) * n), (value) => residueOf(value, p)),
						);
					// Minors are below 6! 2^6, too small for the prime to divide.
					for (const p of primes) expect(rankModulo(rows(p), p)).toBe(exactRank(rationalRows(values, m, n)));
				},
			),
			{ seed: 42, numRuns: 500 },
		);
		const [p] = primes;
		expect(rankModulo([Float64Array.of(residueOf(3 * p, p), 0), Float64Array.of(0, 1)], p)).toBe(1);
	});

	it("a vector is expressed by exactly the independent ones that its coefficients name (seed 43)", () => {
		const [p] = primes;
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: p - 1 }), { minLength: 25, maxLength: 25 }),
				fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
				(entries, coefficients) => {
					const vectors = [0, 1, 2, 3].map((k) => Float64Array.from(entries.slice(5 * k, 5 * k + 5)));
					fc.pre(
						rankModulo(
							vectors.map((v) => v.slice()),
							p,
						) === 4,
					);
					const independent = vectors.reduce((so, v) => so.with(v), independentModulo(p));
					const v = new Float64Array(5);
					coefficients.forEach((c, k) => {
						for (let j = 0; j < 5; j++) v[j] = (v[j] + c * vectors[k][j]) % p;
					});
					expect(independent.support(v)).toEqual(coefficients.flatMap((c, k) => (c === 0 ? [] : [k])));
					expect(() => independent.with(v)).toThrow(RangeError);
					const fifth = Float64Array.from(entries.slice(20));
					const grown = rankModulo(
						[...vectors, fifth].map((each) => each.slice()),
						p,
					);
					expect(independent.support(fifth) === null).toBe(grown === 5);
				},
			),
			{ seed: 43, numRuns: 300 },
		);
		expect(independentModulo(p).support(Float64Array.of(0, 0))).toEqual([]);
	});
});
