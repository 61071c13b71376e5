import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.ts";
import { exactRank } from "../../../src/rigor/exact-elimination.ts";
import { primes } from "../../../src/rigor/rank-modulo.ts";
import { fromNumber } from "../../../src/rigor/rational.ts";
import { partitionIntoIndependent } from "../../../src/theory/exact/matroid-partition.ts";

type Points = readonly (readonly number[])[];

const rankOf = (rows: Points) => exactRank(rows.map((row) => row.map(fromNumber)));

/** The verdict; parts and violating sets are checked with ranks. */
function decided(rows: Points, k: number): "holds" | "fails" | "undecided" {
	const found = partitionIntoIndependent(Float64Array.from(rows.flat()), rows.length, rows[0].length, k);
	if (found.status === "holds") {
		expect(found.parts).toHaveLength(k);
		expect(found.parts.flat().sort((a, b) => a - b)).toEqual([...rows.keys()]);
		for (const part of found.parts) expect(rankOf(part.map((i) => rows[i]))).toBe(part.length);
	}
	if (found.status === "fails") {
		expect(found.rank).toBe(rankOf(found.violating.map((i) => rows[i])));
		expect(new Set(found.violating).size).toBe(found.violating.length);
		expect(found.violating.length).toBeGreaterThan(k * found.rank);
	}
	return found.status;
}

/** |S| <= k rank(X_S) for every subset. */
function bruteForce(rows: Points, k: number): boolean {
	for (let mask = 1; mask < 1 << rows.length; mask++) {
		const chosen = rows.filter((_, i) => mask & (1 << i));
		if (chosen.length > k * rankOf(chosen)) return false;
	}
	return true;
}

describe("partition into independent sets", () => {
	it("agrees with all subsets of up to 10 degenerate samples (seed 46)", () => {
		const count = { holds: 0, fails: 0 };
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 4 }),
				fc.integer({ min: 2, max: 4 }),
				fc.integer({ min: 5, max: 10 }),
				fc.array(fc.constantFrom(-1, 0, 0, 1, 2), { minLength: 40, maxLength: 40 }),
				(k, d, n, entries) => {
					const rows = Array.from({ length: n }, (_, i) => entries.slice(i * d, (i + 1) * d));
					const expected = bruteForce(rows, k) ? "holds" : "fails";
					expect(decided(rows, k)).toBe(expected);
					count[expected]++;
				},
			),
			{ seed: 46, numRuns: 60 },
		);
		expect(Math.min(count.holds, count.fails)).toBeGreaterThan(8);
	});

	it("a zero input violates it at any k; of one direction k copies fit and k + 1 do not", () => {
		for (const k of [1, 3, 9]) {
			expect(decided([[0, 0]], k)).toBe("fails");
			const copies = Array.from({ length: k }, (_, i) => [i + 1, 2 * i + 2]);
			expect(decided(copies, k)).toBe("holds");
			expect(decided([...copies, [-0.5, -1]], k)).toBe("fails");
		}
	});

	it("samples that need exchanges: the last one fits only after the others moved", () => {
		// Greedily e1, e2 | e1 + e2, e3 and then e1 - e2, 2 e3.
		expect(
			decided(
				[
					[1, 0, 0],
					[0, 1, 0],
					[0, 0, 1],
					[1, 1, 0],
					[1, -1, 0],
					[0, 0, 2],
				],
				2,
			),
		).toBe("holds");
	});

	it("data that vanish modulo the primes are decided in fractions", () => {
		const both = primes[0] * primes[1];
		expect(
			decided(
				[
					[both, 0],
					[0, both],
					[both, both],
				],
				2,
			),
		).toBe("holds");
		expect(decided([[both], [2 * both]], 1)).toBe("fails");
		expect(decided([[primes[0]], [1]], 2)).toBe("holds");
	});

	it("300 samples in general position, and the same with a crowded plane (seed 47)", () => {
		const random = randomStream(47, "matroid");
		const general = Array.from({ length: 300 }, () => Array.from({ length: 10 }, () => random.normal()));
		expect(decided(general, 30)).toBe("holds");
		expect(decided(general, 29)).toBe("fails");
		const crowded = general.map((row, i) => (i < 61 ? row.map((v, j) => (j < 2 ? v : 0)) : row));
		expect(decided(crowded, 30)).toBe("fails");
		expect(decided(crowded.slice(1), 30)).toBe("holds");
	});

	it("beyond the limit it is undecided", () => {
		const x = new Float64Array(2 ** 21);
		for (let i = 0; i < x.length; i++) x[i] = ((i * i) % 8191) + 1;
		expect(partitionIntoIndependent(x, 1024, 2048, 1).status).toBe("undecided");
	});
});
