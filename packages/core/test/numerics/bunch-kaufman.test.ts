import fc from "fast-check";
import { EigenvalueDecomposition, Matrix, SVD, solve } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { factorSymmetric, type SymmetricFactors, solveSymmetric } from "../../src/numerics/bunch-kaufman.ts";
import { luSolve } from "../../src/numerics/lu.ts";
import { largestDifference, product, randomMatrix, randomSymmetric, withEigenvalues } from "./matrices.ts";
import { grades, scaled, shuffled, sizes, symmetricFamilies } from "./matrix-families.ts";

const unit = 2 ** -53;

const eigenvaluesOf = (a: ArrayLike<number>, n: number) =>
	new EigenvalueDecomposition(Matrix.from1DArray(n, n, a), { assumeSymmetric: true }).realEigenvalues;

/** Inertia by the signs of eigenvalues that are all far from 0. */
function signs(values: readonly number[]): SymmetricFactors["inertia"] {
	const largest = Math.max(...values.map(Math.abs));
	expect(Math.min(...values.map(Math.abs))).toBeGreaterThan(4 * values.length * unit * largest);
	const positive = values.filter((value) => value > 0).length;
	return { positive, negative: values.length - positive, zero: 0 };
}

describe("the form of the factors", () => {
	test.each(symmetricFamilies)("$name: L unit lower, blocks of opposite signs, a permutation", ({ make }) => {
		for (const n of sizes) {
			const { lower, diagonal, below, order, inertia } = factorSymmetric(make(n, n), n);
			expect([...order].sort((x, y) => x - y)).toEqual(Array.from({ length: n }, (_, k) => k));
			for (let i = 0; i < n; i++) for (let j = i; j < n; j++) expect(lower[i * n + j]).toBe(i === j ? 1 : 0);
			const counted = { positive: 0, negative: 0, zero: 0 };
			const count = (value: number) => {
				counted[value > 0 ? "positive" : value < 0 ? "negative" : "zero"]++;
			};
			for (let k = 0; k < n; k++) {
				if (below[k] === 0) {
					count(diagonal[k]);
					continue;
				}
				expect(below[k + 1]).toBe(0);
				expect(lower[(k + 1) * n + k]).toBe(0);
				// Scaled so that neither number of a graded block is lost.
				const q = below[k];
				eigenvaluesOf([diagonal[k] / q, 1, 1, diagonal[k + 1] / q], 2).forEach(count);
				k++;
			}
			expect(inertia).toEqual(counted);
		}
	});

	test("pivots of size 1 and 2 by hand", () => {
		// [0 2; 2 0] is a block; with the 9 ahead of it, 9 is brought forward.
		const flip = factorSymmetric(Float64Array.of(0, 2, 2, 0), 2);
		expect([...flip.diagonal, ...flip.below, ...flip.order]).toEqual([0, 0, 2, 0, 0, 1]);
		const a = Float64Array.of(0, 2, 3, 2, 0, 0, 3, 0, 9);
		const { lower, diagonal, below, order, inertia } = factorSymmetric(a, 3);
		expect([...order]).toEqual([2, 1, 0]);
		expect([...lower]).toEqual([1, 0, 0, 0, 1, 0, 3 / 9, 0, 1]);
		expect([...diagonal, ...below]).toEqual([9, 0, -1, 0, 2, 0]);
		expect(inertia).toEqual({ positive: 2, negative: 1, zero: 0 });
	});

	test("a diagonal of zeros is no pivot where the square of the largest entry beside it underflows", () => {
		for (const e of [1e-200, 1e-300]) {
			const { inertia, below } = factorSymmetric(Float64Array.of(0, e, 0, e, 0, 1, 0, 1, 0), 3);
			expect(below[0]).toBe(e);
			expect(inertia).toEqual({ positive: 1, negative: 1, zero: 1 });
		}
	});

	test("a power of two changes D by itself and L not at all", () => {
		for (const power of [-900, -40, 1, 40, 900]) {
			const a = randomSymmetric(37, 6);
			const s = 2 ** power;
			const plain = factorSymmetric(a, 37);
			const other = factorSymmetric(
				a.map((x) => x * s),
				37,
			);
			expect(other.lower).toEqual(plain.lower);
			expect(other.diagonal).toEqual(plain.diagonal.map((x) => x * s));
			expect(other.below).toEqual(plain.below.map((x) => x * s));
		}
	});

	test("the upper triangle is not read, the input is unchanged, nothing is left from before", () => {
		const a = randomSymmetric(41, 2);
		const lower = a.map((x, k) => (k % 41 > Math.floor(k / 41) ? 99 : x));
		const before = lower.slice();
		const first = factorSymmetric(a, 41);
		factorSymmetric(randomSymmetric(70, 3), 70);
		expect(factorSymmetric(lower, 41)).toEqual(first);
		expect(lower).toEqual(before);
	});
});

describe("the inertia", () => {
	test.each(sizes)("is that of the eigenvalues of ml-matrix, n = %i", (n) => {
		for (const a of [randomSymmetric(n, n + 1), randomSymmetric(n, n + 2).map((x) => x - 0.3)])
			expect(factorSymmetric(a, n).inertia).toEqual(signs(eigenvaluesOf(a, n)));
	});

	test.each(sizes)("is that of a spectrum with clusters, n = %i", (n) => {
		const cluster = [3, -1, 3 + 1e-14, -1 - 1e-15, 1e-6, -1e-6, -1, 1e-6];
		const spectrum = Array.from({ length: n }, (_, k) => cluster[k % cluster.length]);
		expect(factorSymmetric(withEigenvalues(spectrum, n), n).inertia).toEqual(signs(spectrum));
	});

	test.each(sizes)("of D A D is that of A (Sylvester), D from 1.3e8 to 7.5e-9, n = %i", (n) => {
		for (const seed of [1, 2, 3]) {
			const a = randomSymmetric(n, seed + 10 * n);
			const expected = signs(eigenvaluesOf(a, n));
			for (const d of [grades(n), grades(n).reverse(), shuffled(grades(n), seed)])
				expect(factorSymmetric(scaled(a, d, d), n).inertia).toEqual(expected);
		}
	});

	test("property: small integer matrices against exact arithmetic; solutions against LU", () => {
		let singular = 0;
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 8 }),
				fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 44, maxLength: 44 }),
				(n, entries) => {
					const a = new Float64Array(n * n);
					let k = 0;
					for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = entries[k++];
					const exact = exactInertia(a, n);
					const factors = factorSymmetric(a, n);
					const { positive, negative, zero } = factors.inertia;
					expect(positive + negative + zero).toBe(n);
					if (exact.zero > 0) {
						// Eigenvalues 0 may come out as rounding of either sign; no other one does.
						singular++;
						expect(positive).toBeGreaterThanOrEqual(exact.positive);
						expect(negative).toBeGreaterThanOrEqual(exact.negative);
						return;
					}
					expect(factors.inertia).toEqual(exact);
					const b = Float64Array.from(entries.slice(36, 36 + n));
					const x = solveSymmetric(factors, b) as Float64Array;
					expect(largestDifference(x, luSolve(a, n, b) as Float64Array)).toBeLessThan(1e-10);
				},
			),
			{ seed: 1977, numRuns: 600 },
		);
		expect(singular).toBeGreaterThan(30);
	});
});

describe("singular matrices", () => {
	test.each(sizes)("zero, of ones, of powers of two: zeros are counted exactly, n = %i", (n) => {
		const zeros = factorSymmetric(new Float64Array(n * n), n);
		expect(zeros.inertia).toEqual({ positive: 0, negative: 0, zero: n });
		expect(solveSymmetric(zeros, new Float64Array(n))).toBeNull();
		const v = shuffled(grades(n), n);
		for (const sign of [1, -1])
			for (const w of [v, v.map(() => 1)]) {
				const rankOne = factorSymmetric(scaled(new Float64Array(n * n).fill(sign), w, w), n);
				const one = { positive: sign > 0 ? 1 : 0, negative: sign > 0 ? 0 : 1, zero: n - 1 };
				expect(rankOne.inertia).toEqual(one);
				if (n > 1) expect(solveSymmetric(rankOne, new Float64Array(n).fill(1))).toBeNull();
			}
	});

	test.each(sizes)("zero rows and columns are zero pivots, the rest is as without them, n = %i", (n) => {
		const inner = randomSymmetric(n, n + 7);
		const size = 2 * n + 1;
		const a = new Float64Array(size * size);
		for (let i = 0; i < n; i++)
			for (let j = 0; j < n; j++) a[(2 * i + 1) * size + 2 * j + 1] = inner[i * n + j];
		const { inertia } = factorSymmetric(a, size);
		expect(inertia).toEqual({ ...factorSymmetric(inner, n).inertia, zero: n + 1 });
	});
});

describe("solutions", () => {
	test.each(sizes)("agree with LU here and in ml-matrix to the condition of the matrix, n = %i", (n) => {
		let compared = 0;
		for (const { name, make } of symmetricFamilies) {
			const a = make(n, n + 5);
			const singularValues = new SVD(Matrix.from1DArray(n, n, a)).diagonal;
			const condition = singularValues[0] / singularValues[n - 1];
			if (!(condition < 1e12)) continue;
			compared++;
			const b = product(a, randomMatrix(n, 1, 5), n, n, 1);
			const x = solveSymmetric(factorSymmetric(a, n), b) as Float64Array;
			const size = x.reduce((most, t) => Math.max(most, Math.abs(t)), 0);
			const bound = 8 * n * unit * condition * size;
			const other = solve(Matrix.from1DArray(n, n, a), Matrix.columnVector(b)).to1DArray();
			expect(largestDifference(x, luSolve(a, n, b) as Float64Array), name).toBeLessThanOrEqual(bound);
			expect(largestDifference(x, other), name).toBeLessThanOrEqual(bound);
		}
		// At the least: random, of zero diagonal (not of order 1), clustered.
		expect(compared).toBeGreaterThanOrEqual(n === 1 ? 2 : 3);
	});

	test("order 0 and 1, and an exact one of order 2", () => {
		const empty = factorSymmetric(new Float64Array(0), 0);
		expect(empty.inertia).toEqual({ positive: 0, negative: 0, zero: 0 });
		expect(solveSymmetric(empty, new Float64Array(0))).toEqual(new Float64Array(0));
		expect(solveSymmetric(factorSymmetric(Float64Array.of(-4), 1), Float64Array.of(6))).toEqual(
			Float64Array.of(-1.5),
		);
		const b = Float64Array.of(4, 6);
		expect(solveSymmetric(factorSymmetric(Float64Array.of(0, 2, 2, 0), 2), b)).toEqual(Float64Array.of(3, 2));
		expect(b).toEqual(Float64Array.of(4, 6));
	});
});

test("refusals", () => {
	expect(() => factorSymmetric(new Float64Array(5), 2)).toThrow(/4 entries; 5 were given/);
	expect(() => factorSymmetric(new Float64Array(4), 1.5)).toThrow(RangeError);
	expect(() => factorSymmetric(Float64Array.of(1, 0, NaN, 1), 2)).toThrow(/row 1, column 0 is NaN/);
	expect(() => factorSymmetric(Float64Array.of(1, 0, 0, -Infinity), 2)).toThrow(RangeError);
	expect(() => factorSymmetric(Float64Array.of(1.2e308, 0, 1.5e308, -1.7e308), 2)).toThrow(
		/overflow at step 2/,
	);
	// L would hold 1 / 5e-324.
	const apart = Float64Array.of(0, 5e-324, 0, 5e-324, 0, 1, 0, 1, 0);
	expect(() => factorSymmetric(apart, 3)).toThrow(/overflow at step 3/);
	const factors = factorSymmetric(randomSymmetric(3, 1), 3);
	expect(() => solveSymmetric(factors, new Float64Array(2))).toThrow(/2 entries; the matrix has 3 rows/);
});

/**
 * Numbers of positive, negative and zero eigenvalues of a symmetric integer matrix, in exact arithmetic: its characteristic
 * polynomial (Faddeev & LeVerrier) has real roots only, so Descartes' rule of signs counts the positive ones.
 */
function exactInertia(matrix: ArrayLike<number>, n: number): SymmetricFactors["inertia"] {
	const a = Array.from({ length: n }, (_, i) =>
		Array.from({ length: n }, (_unused, j) => BigInt(matrix[i * n + j])),
	);
	// x^n + c_1 x^(n-1) + ... + c_n; M_1 = A, M_k = A (M_(k-1) + c_(k-1) I), c_k = -tr M_k / k.
	const coefficients = [1n];
	let m = a;
	for (let k = 1; k <= n; k++) {
		if (k > 1) {
			const shifted = m.map((row, i) => row.map((x, j) => (i === j ? x + coefficients[k - 1] : x)));
			m = a.map((row) => row.map((_, j) => row.reduce((sum, x, t) => sum + x * shifted[t][j], 0n)));
		}
		const trace = m.reduce((sum, row, i) => sum + row[i], 0n);
		coefficients.push(-trace / BigInt(k));
	}
	let zero = 0;
	while (zero < n && coefficients[n - zero] === 0n) zero++;
	let positive = 0;
	let last = 1n;
	for (const c of coefficients) {
		if (c === 0n) continue;
		if (c > 0n !== last > 0n) positive++;
		last = c;
	}
	return { positive, negative: n - zero - positive, zero };
}
