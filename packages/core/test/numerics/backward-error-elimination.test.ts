import { CholeskyDecomposition, LuDecomposition, Matrix, solve } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { factorSymmetric, solveSymmetric } from "../../src/numerics/bunch-kaufman.ts";
import { cholesky, choleskySolve, isWellConditioned } from "../../src/numerics/cholesky.ts";
import { luFactor, luSolveFactored } from "../../src/numerics/lu.ts";
import { identity, largestDifference, product, randomMatrix, transpose } from "./matrices.ts";
import {
	definiteFamilies,
	generalFamilies,
	grades,
	scaled,
	shuffled,
	sizes,
	symmetricFamilies,
} from "./matrix-families.ts";
import { gap, inRoundings, precise, preciseProduct } from "./precise-product.ts";

const unit = 2 ** -53;
const seeds = [1, 2, 3];
const sizeOf = (a: Float64Array) => a.map(Math.abs);

/** max |residual_i| / (2^-53 bound_i): the error entry by entry in roundings; 0 / 0 is 0. */
function entrywise(residual: Float64Array, bound: Float64Array): number {
	return residual.reduce(
		(most, r, k) => (r === 0 ? most : Math.max(most, Math.abs(r) / (unit * bound[k]))),
		0,
	);
}

/** A x - b with twice the digits, rows in the given order. */
function defect(a: Float64Array, x: Float64Array, b: Float64Array, rows: Int32Array): Float64Array {
	const plain = gap(preciseProduct(precise(a), precise(x), b.length, b.length, 1), b);
	return Float64Array.from(rows, (i) => plain[i]);
}

/** The rows of P A from the exchanges, one after another. */
function rowOrder(pivots: Int32Array): Int32Array {
	const rows = inOrder(pivots.length);
	pivots.forEach((other, k) => {
		[rows[k], rows[other]] = [rows[other], rows[k]];
	});
	return rows;
}

function inOrder(n: number): Int32Array {
	return Int32Array.from({ length: n }, (_, k) => k);
}

/** Rows (and columns) of a in the given order. */
function reordered(a: Float64Array, n: number, rows: Int32Array, columns: Int32Array | null): Float64Array {
	return a.map((_, k) => a[rows[Math.floor(k / n)] * n + (columns === null ? k % n : columns[k % n])]);
}

describe("Cholesky: |A - L L^T| <= (n + 1) 2^-53 sqrt(a_ii a_jj) (Higham 2002, theorem 10.5)", () => {
	test.each(definiteFamilies)("$name", ({ make }) => {
		for (const n of sizes)
			for (const seed of seeds) {
				const a = make(n, seed + 100 * n);
				const lower = cholesky(a, n) as Float64Array;
				const upper = transpose(lower, n, n);
				const residual = gap(preciseProduct(precise(lower), precise(upper), n, n, n), a);
				const root = Float64Array.from({ length: n }, (_, i) => Math.sqrt(a[i * (n + 1)]));
				const geometric = scaled(new Float64Array(n * n).fill(1), root, root);
				expect(entrywise(residual, geometric), `n = ${n}`).toBeLessThanOrEqual((n + 1) * (1 + 1e-12));
				expect(inRoundings(residual, a, n), `n = ${n}`).toBeLessThanOrEqual(2);
				const b = randomMatrix(n, 1, seed);
				const x = choleskySolve(lower, n, b);
				const reach = product(product(sizeOf(lower), sizeOf(upper), n, n, n), sizeOf(x), n, n, 1);
				expect(entrywise(defect(a, x, b, inOrder(n)), reach), `n = ${n}`).toBeLessThanOrEqual(3 * n + 1);
			}
	});

	test.each(sizes)(
		"the factor is that of ml-matrix, and D A D has the factor D L bit by bit, n = %i",
		(n) => {
			const a = definiteFamilies[0].make(n, n);
			const lower = cholesky(a, n) as Float64Array;
			const oracle = new CholeskyDecomposition(Matrix.from1DArray(n, n, a)).lowerTriangularMatrix;
			// The eigenvalues are at least 1 and at most n^2 + 1.
			expect(largestDifference(lower, oracle.to1DArray())).toBeLessThan(n * (n + 1) * unit * 2);
			for (const d of [grades(n), grades(n).reverse(), shuffled(grades(n), n)])
				expect(cholesky(scaled(a, d, d), n)).toEqual(scaled(lower, d, new Float64Array(n).fill(1)));
		},
	);

	test("semidefinite integer matrices: none, or a pivot that is rounding", () => {
		for (const n of sizes) {
			const rank = Math.floor(n / 2);
			const g = randomMatrix(n, rank, n).map((x) => Math.round(4 * x));
			const a = product(g, transpose(g, n, rank), n, rank, n);
			const lower = cholesky(a, n);
			if (lower !== null) expect(isWellConditioned(lower, n)).toBe(false);
			a.fill(0, 0, n);
			for (let i = 0; i < n; i++) a[i * n] = 0;
			expect(cholesky(a, n)).toBeNull();
		}
	});
});

describe("LU: |P A - L U| <= n 2^-53 |L||U| (Higham 2002, theorem 9.3)", () => {
	test.each(generalFamilies)("$name", ({ name, make }) => {
		let factored = 0;
		for (const n of sizes)
			for (const seed of seeds) {
				const a = make(n, seed + 100 * n);
				const factors = luFactor(a, n);
				if (factors === null) continue;
				factored++;
				const rows = rowOrder(factors.pivots);
				const permuted = reordered(a, n, rows, null);
				const lower = factors.factors.map((x, k) => (k % n < Math.floor(k / n) ? x : 0));
				for (let i = 0; i < n; i++) lower[i * (n + 1)] = 1;
				const upper = factors.factors.map((x, k) => (k % n < Math.floor(k / n) ? 0 : x));
				const residual = gap(preciseProduct(precise(lower), precise(upper), n, n, n), permuted);
				const both = product(sizeOf(lower), sizeOf(upper), n, n, n);
				expect(entrywise(residual, both), `n = ${n}`).toBeLessThanOrEqual(n * (1 + 1e-12));
				expect(inRoundings(residual, a, n), `n = ${n}`).toBeLessThanOrEqual(1);
				const b = randomMatrix(n, 1, seed);
				const x = luSolveFactored(factors, b);
				const reach = product(both, sizeOf(x), n, n, 1);
				expect(entrywise(defect(a, x, b, rows), reach), `n = ${n}`).toBeLessThanOrEqual(3 * n * (1 + 1e-12));
			}
		// An exactly zero row or column stays so.
		if (/zero/.test(name)) expect(factored).toBe(0);
		else if (!/rank/.test(name)) expect(factored).toBe(sizes.length * seeds.length);
	});

	test("integer matrices of low rank: none, or a pivot that is rounding", () => {
		const family = generalFamilies.find(({ name }) => /rank/.test(name));
		for (const n of sizes) {
			const factors = luFactor(family?.make(n, n) as Float64Array, n);
			if (factors === null) continue;
			const pivots = Array.from({ length: n }, (_, k) => Math.abs(factors.factors[k * (n + 1)]));
			expect(Math.min(...pivots)).toBeLessThan(n * unit * Math.max(...pivots));
		}
	});

	test.each(sizes)(
		"A D has the factors L and U D bit by bit; ml-matrix's pivots and solution, n = %i",
		(n) => {
			const a = generalFamilies[0].make(n, n + 9);
			const plain = luFactor(a, n);
			if (plain === null) throw new Error("singular");
			const d = shuffled(grades(n), n);
			const other = luFactor(scaled(a, new Float64Array(n).fill(1), d), n);
			expect(other?.pivots).toEqual(plain.pivots);
			expect(other?.factors).toEqual(
				plain.factors.map((x, k) => (k % n < Math.floor(k / n) ? x : x * d[k % n])),
			);
			const oracle = new LuDecomposition(Matrix.from1DArray(n, n, a));
			const rows = Array.from({ length: n }, (_, k) => k);
			plain.pivots.forEach((q, k) => {
				[rows[k], rows[q]] = [rows[q], rows[k]];
			});
			expect(oracle.pivotPermutationVector).toEqual(rows);
			const b = product(a, randomMatrix(n, 1, 3), n, n, 1);
			const x = luSolveFactored(plain, b);
			const y = solve(Matrix.from1DArray(n, n, a), Matrix.columnVector(b)).to1DArray();
			const inverse = oracle.solve(Matrix.eye(n)).to1DArray();
			const condition = inverse.reduce((most, t) => Math.max(most, Math.abs(t)), 0) * n;
			expect(largestDifference(x, y)).toBeLessThanOrEqual(4 * n * unit * condition);
		},
	);
});

describe("L D L^T: |P A P^T - L D L^T| a multiple of n 2^-53 (|A| + |L||D||L^T|) (Higham 1997)", () => {
	test.each(symmetricFamilies)("$name", ({ make }) => {
		for (const n of sizes)
			for (const seed of seeds) {
				const a = make(n, seed + 100 * n);
				const factors = factorSymmetric(a, n);
				const { lower, diagonal, below, order } = factors;
				const blocks = scaled(identity(n), diagonal, new Float64Array(n).fill(1));
				for (let k = 0; k + 1 < n; k++) blocks[k * n + k + 1] = blocks[(k + 1) * n + k] = below[k];
				const upper = transpose(lower, n, n);
				const permuted = reordered(a, n, order, order);
				const left = preciseProduct(precise(lower), precise(blocks), n, n, n);
				const residual = gap(preciseProduct(left, precise(upper), n, n, n), permuted);
				const all = product(product(sizeOf(lower), sizeOf(blocks), n, n, n), sizeOf(upper), n, n, n);
				const bound = all.map((x, k) => x + Math.abs(permuted[k]));
				expect(entrywise(residual, bound), `n = ${n}`).toBeLessThanOrEqual(n);
				expect(inRoundings(residual, a, n), `n = ${n}`).toBeLessThanOrEqual(1);
				const b = randomMatrix(n, 1, seed);
				const x = solveSymmetric(factors, b);
				if (x === null) continue;
				const at = Float64Array.from(order, (i) => x[i]);
				const reach = product(bound, sizeOf(at), n, n, 1);
				expect(entrywise(defect(a, x, b, order), reach), `n = ${n}`).toBeLessThanOrEqual(2 * n);
			}
	});
});
