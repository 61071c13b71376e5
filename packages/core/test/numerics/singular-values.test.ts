import fc from "fast-check";
import { Matrix, SVD } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { numericalRank, singularValues } from "../../src/numerics/singular-values.ts";
import {
	largestDifference,
	orthogonal,
	orthogonalityDefect,
	product,
	randomMatrix,
	transpose,
} from "./matrices.ts";

function check(a: Float64Array, rows: number, columns: number) {
	const k = Math.min(rows, columns);
	const { u, values, v } = singularValues(a, rows, columns);
	const tolerance = 2e-15 * (rows + columns + 4);
	expect(orthogonalityDefect(u, k, rows)).toBeLessThan(tolerance);
	expect(orthogonalityDefect(v, k, columns)).toBeLessThan(tolerance);
	expect([...values]).toEqual([...values].sort((x, y) => y - x));
	const scaled = v.map((x, i) => x * values[Math.floor(i / columns)]);
	const back = product(transpose(u, k, rows), scaled, rows, k, columns);
	expect(largestDifference(back, a)).toBeLessThan(tolerance * Math.max(values[0], 1e-300));
	return values;
}

describe("singularValues", () => {
	test.each([
		[1, 1],
		[1, 6],
		[6, 1],
		[2, 3],
		[7, 4],
		[4, 7],
		[13, 13],
		[40, 12],
		[12, 41],
	])("agrees with ml-matrix, %i x %i", (rows, columns) => {
		const a = randomMatrix(rows, columns, rows + 50 * columns);
		const values = check(a, rows, columns);
		const oracle = new SVD(Matrix.from1DArray(rows, columns, a), {
			autoTranspose: true,
		}).diagonal;
		expect(largestDifference(values, oracle.slice(0, values.length))).toBeLessThan(1e-13);
	});

	test("small singular values of graded columns keep their digits", () => {
		// Columns of an orthogonal matrix, scaled: the singular values are the scales.
		const scales = [1, 1e-4, 1e-8, 1e-12, 1e-16, 1e-24];
		const a = orthogonal(6, 3).map((x, i) => x * scales[i % 6]);
		const values = check(a, 6, 6);
		for (let k = 0; k < 6; k++) expect(Math.abs(values[k] / scales[k] - 1)).toBeLessThan(1e-13);
	});

	test("deficient rank: the bases are completed", () => {
		const a = product(randomMatrix(9, 2, 1), randomMatrix(2, 5, 2), 9, 2, 5);
		expect(check(a, 9, 5)[2]).toBeLessThan(1e-14);
		expect(numericalRank(a, 9, 5)).toBe(2);
		expect(numericalRank(transpose(a, 9, 5), 5, 9)).toBe(2);
		check(new Float64Array(12), 3, 4);
		expect(numericalRank(new Float64Array(12), 3, 4)).toBe(0);
		const zeros = randomMatrix(4, 4, 6);
		for (let i = 0; i < 4; i++) zeros[4 * i + 2] = 0;
		expect(check(zeros, 4, 4)[3]).toBe(0);
	});

	test.each([1e-300, 1e300])("scales of %s", (scale) => {
		const a = randomMatrix(5, 4, 9);
		const reference = singularValues(a, 5, 4).values;
		const { values, u } = singularValues(
			a.map((x) => x * scale),
			5,
			4,
		);
		expect(
			largestDifference(
				values.map((x) => x / scale),
				reference,
			),
		).toBeLessThan(1e-14);
		expect(orthogonalityDefect(u, 4, 5)).toBeLessThan(1e-14);
	});

	test("settles where products of vectors are subnormal: a Hessian on a saturated plateau", () => {
		const rows = [
			[
				1.2375011166319688e-165, -7.91910659728589e-157, -3.8322640596202e-310, -1.9161320298102e-310,
				1.2375011166319688e-165, -3.8322640596202e-310, 8.690964614643804e-16, -6.8590862202232895e-155,
				-1.4843185920307843e-154,
			],
			[
				-7.91910659728589e-157, -1.7249981557462444e-156, -1.9161320298102e-310, -3.8433006962434e-310,
				-1.7249981557462444e-156, -3.8433006962434e-310, 1.0795717421841627e-7, -7.143103842872925e-155,
				-1.4843057720334483e-154,
			],
			[
				1.2375011166319688e-165, -1.7249981557462444e-156, -3.8322640596202e-310, -3.8433006962434e-310,
				8.56506109795953e-170, -7.6866013924869e-310, 1.8908485888147197e-15, -1.4286207685745951e-154,
				-2.9686115440669148e-154,
			],
			[
				-3.83226405962025e-310, -1.91613202981027e-310, -2.597739688179285e-172, 4.892140333106332e-159,
				-3.83226405962025e-310, -2.597739688179285e-172, 4.007212054762345e-158, 2.6020852139652106e-18,
				8.068230938162922e-158,
			],
			[
				-1.91613202981027e-310, -3.84330069624345e-310, 4.892140333106332e-159, 4.941621967069406e-159,
				-3.84330069624345e-310, 4.941621967069406e-159, 4.048258395276903e-158, -3.590023504637316e-5,
				8.091536933181771e-158,
			],
			[
				-3.83226405962025e-310, -3.84330069624345e-310, -2.597739688179285e-172, 4.941621967069406e-159,
				-7.68660139248695e-310, 5.053968264940244e-174, 8.096516790511638e-158, 2.6020852139652106e-18,
				1.618307386636354e-157,
			],
		];
		const values = check(Float64Array.from(rows.flat()), 6, 9);
		expect(values[0]).toBeCloseTo(3.59e-5, 7);
		expect(values[1]).toBeCloseTo(1.08e-7, 9);
	});

	test("property: rows and columns of any sizes down to the subnormal ones", () => {
		const exponent = fc.integer({ min: -1074, max: 0 });
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 7 }),
				fc.integer({ min: 1, max: 9 }),
				fc.array(exponent, { minLength: 7, maxLength: 7 }),
				fc.array(exponent, { minLength: 9, maxLength: 9 }),
				fc.nat(1e6),
				(rows, columns, down, across, seed) => {
					const a = randomMatrix(rows, columns, seed);
					for (let i = 0; i < rows; i++)
						for (let j = 0; j < columns; j++) a[i * columns + j] *= 2 ** down[i] * 2 ** across[j];
					check(a, rows, columns);
				},
			),
			{ seed: 12, numRuns: 500 },
		);
	});

	test("refusals", () => {
		expect(() => singularValues(Float64Array.of(1, NaN), 1, 2)).toThrow(/row 0, column 1 is NaN/);
		expect(() => singularValues(new Float64Array(5), 2, 3)).toThrow(/6 entries; 5/);
	});

	test("property: rank of products of integer matrices", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 6 }),
				fc.integer({ min: 1, max: 6 }),
				fc.array(fc.integer({ min: -2, max: 2 }), {
					minLength: 36,
					maxLength: 36,
				}),
				(rows, columns, entries) => {
					const a = Float64Array.from(entries.slice(0, rows * columns));
					const values = check(a, rows, columns);
					let squares = 0;
					for (const x of a) squares += x * x;
					expect(values.reduce((s, x) => s + x * x, 0)).toBeCloseTo(squares, 10);
					expect(numericalRank(a, rows, columns, 1e-10)).toBe(integerRank([...a], rows, columns));
				},
			),
			{ seed: 11, numRuns: 150 },
		);
	});
});

/** Rank by fraction-free elimination in exact integers. */
function integerRank(a: number[], rows: number, columns: number): number {
	const m = Array.from({ length: rows }, (_, i) =>
		a.slice(i * columns, (i + 1) * columns).map((x) => BigInt(x)),
	);
	let rank = 0;
	for (let column = 0; column < columns; column++) {
		const pivot = m.findIndex((row, i) => i >= rank && row[column] !== 0n);
		if (pivot < 0) continue;
		[m[rank], m[pivot]] = [m[pivot], m[rank]];
		for (let i = rank + 1; i < rows; i++)
			m[i] = m[i].map((x, j) => x * m[rank][column] - m[rank][j] * m[i][column]);
		rank++;
	}
	return rank;
}
