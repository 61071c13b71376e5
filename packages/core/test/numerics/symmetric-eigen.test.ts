import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import {
	eigenResidual,
	identity,
	largestDifference,
	orthogonalityDefect,
	randomSymmetric,
	withEigenvalues,
} from "./matrices.ts";

/** Residual, orthogonality and trace to a modest multiple of the rounding unit. */
function check(a: Float64Array, n: number) {
	const scale = a.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
	const { values, vectors } = symmetricEigen(a, n, true);
	if (vectors === null) throw new Error("no vectors");
	expect(eigenResidual(a, n, values, vectors)).toBeLessThanOrEqual(1e-15 * (n + 4) * scale * 2);
	expect(orthogonalityDefect(vectors, n, n)).toBeLessThan(1e-15 * (n + 8));
	expect([...values]).toEqual([...values].sort((x, y) => x - y));
	expect([...symmetricEigen(a, n).values]).toEqual([...values]);
	return { values, vectors };
}

describe("symmetricEigen", () => {
	test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 16, 17, 31, 33, 64, 97])(
		"agrees with ml-matrix on a dense matrix, n = %i",
		(n) => {
			const a = randomSymmetric(n, n);
			const { values } = check(a, n);
			const oracle = new EigenvalueDecomposition(Matrix.from1DArray(n, n, a), {
				assumeSymmetric: true,
			}).realEigenvalues.sort((x, y) => x - y);
			expect(largestDifference(values, oracle)).toBeLessThan(2e-15 * (n + 4));
		},
	);

	test("second differences: 2 - 2 cos(k pi / (n + 1))", () => {
		const n = 60;
		const a = new Float64Array(n * n);
		for (let i = 0; i < n; i++) {
			a[i * n + i] = 2;
			if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
		}
		const { values } = check(a, n);
		const exact = Float64Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
		expect(largestDifference(values, exact)).toBeLessThan(1e-14);
	});

	test("Wilkinson's W21+: pairs that agree to 14 digits", () => {
		const n = 21;
		const a = new Float64Array(n * n);
		for (let i = 0; i < n; i++) {
			a[i * n + i] = Math.abs(i - 10);
			if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = 1;
		}
		const { values } = check(a, n);
		// Wilkinson, The Algebraic Eigenvalue Problem, p. 309.
		expect(values[20]).toBeCloseTo(10.746194182903393, 13);
		expect(values[19]).toBeCloseTo(10.746194182903322, 13);
		expect(values[0]).toBeCloseTo(-1.1254415221199847, 13);
	});

	test("repeated and clustered eigenvalues", () => {
		const spectrum = [-3, -3, -3, 0, 0, 0, 0, 1, 1 + 1e-14, 1 + 2e-14, 2, 2, 2, 2, 5];
		const { values } = check(withEigenvalues(spectrum, 3), 15);
		expect(largestDifference(values, spectrum)).toBeLessThan(2e-14);
	});

	test("identity, zero, diagonal and empty matrices", () => {
		expect([...check(identity(9), 9).values]).toEqual(Array(9).fill(1));
		expect([...check(new Float64Array(25), 5).values]).toEqual([0, 0, 0, 0, 0]);
		const diagonal = new Float64Array(16);
		[3, -1, 7, 0].forEach((x, i) => {
			diagonal[5 * i] = x;
		});
		expect([...check(diagonal, 4).values]).toEqual([-1, 0, 3, 7]);
		expect(symmetricEigen(new Float64Array(0), 0, true).values.length).toBe(0);
	});

	test.each([false, true])(
		"graded over 24 orders of magnitude (reversed: %s): every value keeps its digits",
		(reversed) => {
			// Tridiagonal, |off-diagonal| = geometric mean / 100: the values are 10^-2k (1 + O(1e-4)).
			const n = 13;
			const a = new Float64Array(n * n);
			const at = (k: number) => (reversed ? n - 1 - k : k);
			for (let k = 0; k < n; k++) {
				a[at(k) * (n + 1)] = 10 ** (-2 * k);
				if (k > 0) a[at(k) * n + at(k - 1)] = a[at(k - 1) * n + at(k)] = 10 ** (-2 * k + 1) / 100;
			}
			const { values } = check(a, n);
			// Sturm's ratios of leading minors in the graded order, exact enough for 12 digits.
			for (let k = 0; k < n; k++) {
				const value = values[n - 1 - k];
				const below = sturm(a, n, at, value * (1 - 1e-12));
				const above = sturm(a, n, at, value * (1 + 1e-12));
				expect(above - below).toBe(1);
			}
		},
	);

	test.each([1e-300, 1e-160, 1e160, 1e300])("scales of %s", (scale) => {
		const a = randomSymmetric(12, 5);
		const reference = symmetricEigen(a, 12).values;
		const scaled = symmetricEigen(
			a.map((x) => x * scale),
			12,
			true,
		);
		expect(
			largestDifference(
				scaled.values.map((x) => x / scale),
				reference,
			),
		).toBeLessThan(2e-14);
		expect(orthogonalityDefect(scaled.vectors as Float64Array, 12, 12)).toBeLessThan(2e-14);
	});

	test("a tiny block beside a large one", () => {
		const a = new Float64Array(36);
		const tiny = randomSymmetric(3, 8);
		for (let i = 0; i < 3; i++)
			for (let j = 0; j < 3; j++) {
				a[i * 6 + j] = 1e-250 * tiny[3 * i + j];
				a[(i + 3) * 6 + j + 3] = tiny[3 * i + j];
			}
		const { values } = symmetricEigen(a, 6, true);
		const expected = symmetricEigen(tiny, 3).values;
		const small = [...values]
			.sort((x, y) => Math.abs(x) - Math.abs(y))
			.slice(0, 3)
			.sort((x, y) => x - y);
		expect(
			largestDifference(
				small.map((x) => x * 1e250),
				expected,
			),
		).toBeLessThan(1e-14);
	});

	test("the upper triangle is not read, and the input is unchanged", () => {
		const a = randomSymmetric(6, 2);
		const lower = a.map((x, k) => (k % 6 > Math.floor(k / 6) ? 99 : x));
		const before = lower.slice();
		expect([...symmetricEigen(lower, 6, true).values]).toEqual([...symmetricEigen(a, 6).values]);
		expect(lower).toEqual(before);
	});

	test("what is not finite, or of the wrong length, is refused", () => {
		const a = randomSymmetric(4, 1);
		a[6] = NaN;
		expect(() => symmetricEigen(a, 4)).toThrow(RangeError);
		expect(() => symmetricEigen(a, 4)).toThrow(/row 1, column 2 is NaN/);
		a[6] = Infinity;
		expect(() => symmetricEigen(a, 4, true)).toThrow(RangeError);
		expect(() => symmetricEigen(a, 5)).toThrow(/25 entries; 16 were given/);
	});

	test("property: residual, orthogonality, trace for integer matrices with many ties", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 14 }),
				fc.array(fc.integer({ min: -2, max: 2 }), {
					minLength: 105,
					maxLength: 105,
				}),
				(n, entries) => {
					const a = new Float64Array(n * n);
					let k = 0;
					for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = entries[k++];
					const { values } = check(a, n);
					let trace = 0;
					let squares = 0;
					for (let i = 0; i < n; i++) trace += a[i * (n + 1)];
					for (const x of a) squares += x * x;
					expect(values.reduce((s, x) => s + x, 0)).toBeCloseTo(trace, 11);
					expect(values.reduce((s, x) => s + x * x, 0)).toBeCloseTo(squares, 10);
				},
			),
			{ seed: 20240601, numRuns: 150 },
		);
	});

	test("the result does not depend on what was computed before", () => {
		const a = randomSymmetric(23, 4);
		const first = symmetricEigen(a, 23, true);
		check(randomSymmetric(50, 9), 50);
		const again = symmetricEigen(a, 23, true);
		expect(again.values).toEqual(first.values);
		expect(again.vectors).toEqual(first.vectors);
	});
});

/** Number of eigenvalues below x of a graded tridiagonal matrix, by the signs of the pivots of A - x. */
function sturm(a: Float64Array, n: number, at: (k: number) => number, x: number): number {
	let count = 0;
	let pivot = 1;
	for (let k = 0; k < n; k++) {
		const b = k === 0 ? 0 : a[at(k) * n + at(k - 1)];
		pivot = a[at(k) * (n + 1)] - x - (k === 0 ? 0 : (b * b) / pivot);
		if (pivot < 0) count++;
	}
	return count;
}
