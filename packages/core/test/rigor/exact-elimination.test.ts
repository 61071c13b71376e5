import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import {
	basisRows,
	exactRank,
	independentRows,
	nullSpace,
	rationalRows,
	solveExactly,
	solveForEach,
} from "../../src/rigor/exact-elimination.ts";
import { dot, fromNumber, signOf, subtract, toNumber, zero } from "../../src/rigor/rational.ts";

const exact = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map(fromNumber));
const entries = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 60, maxLength: 60 });
const size = fc.integer({ min: 1, max: 5 });

/** m x n of rank at most r: a product of integer matrices. */
function ofRank(values: readonly number[], m: number, n: number, r: number): number[][] {
	return Array.from({ length: m }, (_, i) =>
		Array.from({ length: n }, (_, j) => {
			let sum = 0;
			for (let k = 0; k < r; k++) sum += values[i * 5 + k] * values[25 + k * 5 + j];
			return sum;
		}),
	);
}

describe("exact elimination", () => {
	it("ranks that floating point loses: 1e-200, and a row equal to another up to the last bit", () => {
		expect(
			exactRank(
				exact([
					[1e-200, 0],
					[0, 1e200],
				]),
			),
		).toBe(2);
		expect(
			exactRank(
				exact([
					[0.1, 0.2],
					[0.1, 0.2 + 2 ** -55],
				]),
			),
		).toBe(2);
		expect(
			exactRank(
				exact([
					[0.1, 0.3],
					[1, 3],
				]),
			),
		).toBe(2); // 0.3 is not 3 times 0.1 in binary
		expect(
			exactRank(
				exact([
					[0.1, 0.2],
					[0.2, 0.4],
				]),
			),
		).toBe(1);
		expect(exactRank([])).toBe(0);
	});

	it("rank + nullity = columns, null vectors vanish exactly, independent rows span (seed 5)", () => {
		fc.assert(
			fc.property(entries, size, size, size, (values, m, n, r) => {
				const rows = exact(ofRank(values, m, n, r));
				const rank = exactRank(rows);
				expect(rank).toBeLessThanOrEqual(Math.min(m, n, r));
				const transposed = Array.from({ length: n }, (_, j) => rows.map((row) => row[j]));
				expect(exactRank(transposed)).toBe(rank);
				const kernel = nullSpace(rows);
				expect(kernel).toHaveLength(n - rank);
				for (const v of kernel) for (const row of rows) expect(signOf(dot(row, v))).toBe(0);
				if (kernel.length > 0) expect(exactRank(kernel)).toBe(kernel.length);
				const chosen = independentRows(rows);
				expect(chosen).toHaveLength(rank);
				expect(exactRank(chosen.map((i) => rows[i]))).toBe(rank);
			}),
			{ seed: 5, numRuns: 500 },
		);
	});

	it("solves what has a solution and says null to the rest (seed 6)", () => {
		const count = { solved: 0, none: 0 };
		fc.assert(
			fc.property(entries, size, size, size, (values, m, n, r) => {
				const rows = exact(ofRank(values, m, n, r));
				const right = values.slice(50, 50 + m).map(fromNumber);
				const x = solveExactly(rows, right);
				const augmented = exactRank(rows.map((row, i) => [...row, right[i]]));
				expect(x !== null).toBe(augmented === exactRank(rows));
				if (x === null) count.none++;
				else {
					count.solved++;
					rows.forEach((row, i) => {
						expect(signOf(subtract(dot(row, x), right[i]))).toBe(0);
					});
				}
			}),
			{ seed: 6, numRuns: 500 },
		);
		expect(Math.min(count.solved, count.none)).toBeGreaterThan(50);
	});

	it("independent rows are those that the rows before them do not span (seed 49)", () => {
		fc.assert(
			fc.property(entries, size, size, size, (values, m, n, r) => {
				const rows = exact(ofRank(values, m, n, r));
				const firsts = rows.flatMap((_, i) =>
					exactRank(rows.slice(0, i + 1)) > exactRank(rows.slice(0, i)) ? [i] : [],
				);
				expect(independentRows(rows)).toEqual(firsts);
				expect(basisRows(rows)).toHaveLength(firsts.length);
			}),
			{ seed: 49, numRuns: 300 },
		);
		// 67108859 is the prime by which rows are picked.
		expect(independentRows(exact([[67108859], [1]]))).toEqual([0]);
		expect(
			exactRank(
				exact([
					[67108859, 0],
					[0, 67108859],
				]),
			),
		).toBe(2);
		expect(
			exactRank(
				exact([
					[1, 67108859],
					[1, 0],
					[2, 67108859],
				]),
			),
		).toBe(2);
	});

	it("finds the rank of a matrix that was built with it, and the null space, up to 12 x 12 (seed 50)", () => {
		const random = randomStream(50, "ranks");
		for (let rank = 0; rank <= 12; rank++) {
			// L D U with unit triangular L and U, rank ones in D, rows and columns as they come.
			const lower = Array.from({ length: 12 }, (_, i) =>
				Array.from({ length: 12 }, (_, j) => (i === j ? 1 : i > j ? Math.round(3 * random.normal()) : 0)),
			);
			const upper = Array.from({ length: 12 }, (_, i) =>
				Array.from({ length: 12 }, (_, j) => (i === j ? 1 : i < j ? Math.round(3 * random.normal()) : 0)),
			);
			const rows = exact(
				lower.map((row) =>
					Array.from({ length: 12 }, (_, j) =>
						row.reduce((sum, entry, k) => sum + (k < rank ? entry * upper[k][j] : 0), 0),
					),
				),
			);
			expect(exactRank(rows)).toBe(rank);
			const kernel = nullSpace(rows, 12);
			expect(kernel).toHaveLength(12 - rank);
			for (const v of kernel) for (const row of rows) expect(signOf(dot(row, v))).toBe(0);
		}
	});

	it("several right-hand sides by one elimination are those one by one, and one without a solution spoils all", () => {
		const rows = exact([
			[1, 2, 0],
			[0.1, 0.3, 0],
		]);
		const rights = exact([
			[1, 5],
			[0.5, -2],
		]);
		expect(solveForEach(rows, rights)).toEqual(rights.map((right) => solveExactly(rows, right)));
		const flat = exact([[1], [2]]);
		expect(solveForEach(flat, exact([[1, 2]]))).not.toBeNull();
		expect(
			solveForEach(
				flat,
				exact([
					[1, 2],
					[1, 3],
				]),
			),
		).toBeNull();
		expect(solveForEach([], [])).toEqual([]);
	});

	it("reads float64 matrices row by row; without rows everything is free", () => {
		expect(rationalRows(Float64Array.of(1, 0.5, -2, 4), 2, 2).map((row) => row.map(toNumber))).toEqual([
			[1, 0.5],
			[-2, 4],
		]);
		expect(nullSpace([], 2)).toHaveLength(2);
		expect(() => solveExactly(exact([[1]]), [zero, zero])).toThrow(RangeError);
	});
});
