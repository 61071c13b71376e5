import fc from "fast-check";
import { inverse, LuDecomposition, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { cholesky, choleskySolve } from "../../src/numerics/cholesky.ts";
import { luFactor, luSolve, luSolveFactored } from "../../src/numerics/lu.ts";
import { leastSquares, orthonormalComplement, pivotedQr } from "../../src/numerics/qr.ts";
import {
	identity,
	largestDifference,
	orthogonalityDefect,
	positiveDefinite,
	product,
	randomMatrix,
	randomSymmetric,
	transpose,
} from "./matrices.ts";

const sizes = [
	1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 31, 32, 33, 34, 35, 36, 37, 63, 64, 65, 66, 97, 101,
];

describe("cholesky", () => {
	test.each(sizes)("L L^T = A, lower, and A x = b, n = %i", (n) => {
		const a = positiveDefinite(n, n);
		const factor = cholesky(a, n) as Float64Array;
		const back = product(factor, transpose(factor, n, n), n, n, n);
		expect(largestDifference(back, a)).toBeLessThan(2e-15 * (n + 8));
		for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) expect(factor[i * n + j]).toBe(0);
		const x = randomMatrix(n, 1, 77);
		const b = product(a, x, n, n, 1);
		const solution = choleskySolve(factor, n, b);
		expect(largestDifference(product(a, solution, n, n, 1), b)).toBeLessThan(1e-14 * (n + 8));
	});

	test("the factor of a matrix with an integer factor is exact", () => {
		const lower = Float64Array.of(2, 0, 0, -1, 3, 0, 4, 5, 1);
		const a = product(lower, transpose(lower, 3, 3), 3, 3, 3);
		expect(cholesky(a, 3)).toEqual(lower);
	});

	test.each(sizes)("indefinite, singular and NaN give null, n = %i", (n) => {
		for (let k = 0; k < n; k += 3) {
			const a = positiveDefinite(n, n);
			a[k * (n + 1)] = -1e-3;
			expect(cholesky(a, n)).toBeNull();
			a[k * (n + 1)] = NaN;
			expect(cholesky(a, n)).toBeNull();
		}
		expect(cholesky(new Float64Array(n * n), n)).toBeNull();
	});

	test("a wrong length is refused", () => {
		expect(() => cholesky(new Float64Array(5), 2)).toThrow(/4 entries; 5/);
	});
});

describe("LU", () => {
	test.each(sizes)("A x = b, and the factors agree with ml-matrix, n = %i", (n) => {
		const a = randomMatrix(n, n, n + 3);
		const factors = luFactor(a, n);
		if (factors === null) throw new Error("singular");
		const oracle = new LuDecomposition(Matrix.from1DArray(n, n, a));
		const upper = factors.factors.map((x, k) => (k % n >= Math.floor(k / n) ? x : 0));
		expect(largestDifference(upper, oracle.upperTriangularMatrix.to1DArray())).toBeLessThan(1e-13 * n);
		for (let k = 0; k < n * n; k++)
			if (k % n < Math.floor(k / n)) expect(Math.abs(factors.factors[k])).toBeLessThanOrEqual(1);
		const b = randomMatrix(n, 1, 5);
		const x = luSolveFactored(factors, b);
		const growth = x.reduce((m, t) => Math.max(m, Math.abs(t)), 1);
		expect(largestDifference(product(a, x, n, n, 1), b)).toBeLessThan(1e-14 * n * growth);
	});

	test("exactly singular and not finite give null", () => {
		expect(luSolve(Float64Array.of(1, 2, 2, 4), 2, Float64Array.of(1, 1))).toBeNull();
		expect(luSolve(Float64Array.of(1, 2, NaN, 4), 2, Float64Array.of(1, 1))).toBeNull();
		expect(luFactor(new Float64Array(40 * 40), 40)).toBeNull();
	});

	test("permutations need pivoting", () => {
		const a = Float64Array.of(0, 1, 0, 0, 0, 1, 1, 0, 0);
		expect(luSolve(a, 3, Float64Array.of(1, 2, 3))).toEqual(Float64Array.of(3, 1, 2));
	});

	test("property: small integer systems against ml-matrix", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 7 }),
				fc.array(fc.integer({ min: -3, max: 3 }), {
					minLength: 56,
					maxLength: 56,
				}),
				(n, entries) => {
					const a = Float64Array.from(entries.slice(0, n * n));
					for (let i = 0; i < n; i++) a[i * (n + 1)] += 12;
					const b = Float64Array.from(entries.slice(49, 49 + n));
					const x = luSolve(a, n, b) as Float64Array;
					const expected = inverse(Matrix.from1DArray(n, n, a)).mmul(Matrix.columnVector(b));
					expect(largestDifference(x, expected.to1DArray())).toBeLessThan(1e-12);
				},
			),
			{ seed: 7, numRuns: 100 },
		);
	});
});

describe("QR", () => {
	test.each([
		[1, 1],
		[5, 3],
		[3, 5],
		[12, 12],
		[40, 7],
	])("least squares of %i x %i: the residual is orthogonal to the columns", (rows, columns) => {
		const a = randomMatrix(rows, columns, rows);
		const b = randomMatrix(rows, 1, 2);
		const { solution, residual, rank } = leastSquares(a, rows, columns, b);
		expect(rank).toBe(Math.min(rows, columns));
		const r = product(a, solution, rows, columns, 1).map((x, i) => x - b[i]);
		expect(Math.sqrt(r.reduce((s, x) => s + x * x, 0))).toBeCloseTo(residual, 12);
		const normal = product(transpose(a, rows, columns), r, columns, rows, 1);
		expect(largestDifference(normal, new Float64Array(columns))).toBeLessThan(1e-13);
	});

	test("deficient rank: the least-norm solution (Moore-Penrose)", () => {
		// Rank 2 by construction: c = a + b, d = a - b.
		const a = Float64Array.of(1, 2, 3, -1, 0, 1, 1, -1, 2, 1, 3, 1, 1, 1, 2, 0);
		const b = Float64Array.of(1, -2, 3, 5);
		const { solution, rank } = leastSquares(a, 4, 4, b);
		expect(rank).toBe(2);
		const r = product(a, solution, 4, 4, 1).map((x, i) => x - b[i]);
		expect(largestDifference(product(transpose(a, 4, 4), r, 4, 4, 1), new Float64Array(4))).toBeLessThan(
			1e-13,
		);
		// Orthogonal to the kernel, spanned by (1, 1, -1, 0) and (1, -1, 0, -1).
		const [w, x, y, z] = solution;
		expect(w + x - y).toBeCloseTo(0, 13);
		expect(w - x - z).toBeCloseTo(0, 13);
	});

	test("zero matrix: rank 0, solution 0", () => {
		const { solution, rank, residual } = leastSquares(new Float64Array(6), 3, 2, Float64Array.of(3, 0, 4));
		expect([...solution, rank, residual]).toEqual([0, 0, 0, 5]);
	});

	test("rank of graded columns", () => {
		const a = Float64Array.of(1, 1e-3, 1, 0, 1e-3, 0, 0, 0, 0);
		expect(pivotedQr(a, 3, 3).rank).toBe(2);
	});

	test("orthonormal complement", () => {
		const vectors = randomMatrix(3, 7, 4);
		const rest = orthonormalComplement(vectors, 3, 7);
		expect(orthogonalityDefect(rest, 4, 7)).toBeLessThan(1e-14);
		expect(
			largestDifference(product(vectors, transpose(rest, 4, 7), 3, 7, 4), new Float64Array(12)),
		).toBeLessThan(1e-14);
		expect(orthonormalComplement(new Float64Array(0), 0, 3)).toEqual(identity(3));
		expect(() => orthonormalComplement(Float64Array.of(1, 2, 2, 4), 2, 2)).toThrow(/only 1/);
	});

	test("refusals", () => {
		expect(() => leastSquares(randomSymmetric(2, 1), 2, 2, new Float64Array(3))).toThrow(
			/3 entries; the matrix has 2 rows/,
		);
		expect(() => pivotedQr(Float64Array.of(1, NaN), 1, 2)).toThrow(/finite/);
	});
});
