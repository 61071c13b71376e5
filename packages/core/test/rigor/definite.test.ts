import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { smallestEigenvalueAbove } from "../../src/rigor/definite.ts";
import { spectralGap } from "../../src/rigor/inertia-bound.ts";

/** Q diag(values) Q^T with Q a product of reflections, symmetric bit by bit. */
function withSpectrum(values: readonly number[], seed: number): Float64Array {
	const n = values.length;
	const random = randomStream(seed, "spectrum");
	const a = new Float64Array(n * n);
	for (let i = 0; i < n; i++) a[i * n + i] = values[i];
	for (let turn = 0; turn < 3; turn++) {
		const v = Float64Array.from({ length: n }, () => random.normal());
		const size = v.reduce((s, x) => s + x * x, 0);
		const av = v.map((_, i) => v.reduce((s, x, j) => s + a[i * n + j] * x, 0));
		const vav = v.reduce((s, x, i) => s + x * av[i], 0);
		for (let i = 0; i < n; i++)
			for (let j = 0; j < n; j++)
				a[i * n + j] += (4 * vav * v[i] * v[j]) / (size * size) - (2 * (v[i] * av[j] + av[i] * v[j])) / size;
	}
	for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[j * n + i] = a[i * n + j];
	return a;
}

const spectra = fc.tuple(
	fc.array(
		fc.tuple(fc.constantFrom(-1, 1), fc.integer({ min: -8, max: 3 }), fc.integer({ min: 1, max: 9 })),
		{
			minLength: 1,
			maxLength: 24,
		},
	),
	fc.integer({ min: 1, max: 1e6 }),
);

describe("the smallest eigenvalue from below", () => {
	it("is never above the one that a decomposition finds, and close to the shift", () => {
		let shown = 0;
		fc.assert(
			fc.property(spectra, fc.double({ min: 0.2, max: 1.3, noNaN: true }), ([list, seed], factor) => {
				const values = list.map(([, e, m]) => m * Number(`1e${e}`));
				const a = withSpectrum(values, seed);
				const { values: found } = symmetricEigen(a, values.length, false);
				const scale = Math.max(...values);
				const shift = factor * found[0];
				if (!(shift > 0)) return;
				const bound = smallestEigenvalueAbove(a, values.length, shift);
				if (factor > 1 + (1e-13 * scale) / found[0]) expect(bound).toBe(null);
				if (bound === null) return;
				shown++;
				expect(bound).toBeLessThanOrEqual(found[0] + 1e-14 * scale * values.length);
				expect(bound).toBeLessThanOrEqual(shift);
				expect(bound).toBeGreaterThan(shift - 1e-13 * scale * values.length);
			}),
			{ seed: 41, numRuns: 2000 },
		);
		expect(shown).toBeGreaterThan(800);
	});

	it("refuses what gradual underflow spoils: a factor exists in float64, an eigenvalue is negative", () => {
		const a = Float64Array.from(
			[
				[1e-310, 0, 0, 1.5e-317],
				[0, 1e-310, 0, 1.5e-317],
				[0, 0, 1e-310, 1.5e-317],
				[1.5e-317, 1.5e-317, 1.5e-317, 5e-324],
			].flat(),
		);
		expect(smallestEigenvalueAbove(a, 4, 5e-324)).toBe(null);
		expect(smallestEigenvalueAbove(a, 4, 0)).toBe(null);
	});

	it("refuses NaN, infinities and matrices that are not positive definite", () => {
		for (const bad of [Number.NaN, Infinity, -Infinity]) {
			expect(smallestEigenvalueAbove(Float64Array.of(1, bad, bad, 2), 2, 0.1)).toBe(null);
			expect(smallestEigenvalueAbove(Float64Array.of(bad, 0, 0, 2), 2, 0.1)).toBe(null);
		}
		expect(smallestEigenvalueAbove(Float64Array.of(1, 1, 1, 1), 2, 1e-17)).toBe(null);
		expect(smallestEigenvalueAbove(Float64Array.of(0, 1, 1, 0), 2, 1e-3)).toBe(null);
	});
});

describe("a gap of the spectrum around 0", () => {
	it("counts the negative eigenvalues, and is never wider than the one of a decomposition", () => {
		let shown = 0;
		fc.assert(
			fc.property(spectra, fc.double({ min: 0.2, max: 1.2, noNaN: true }), ([list, seed], factor) => {
				const values = list.map(([sign, e, m]) => sign * m * Number(`1e${e}`));
				const n = values.length;
				const a = withSpectrum(values, seed);
				const { values: found } = symmetricEigen(a, n, false);
				const scale = Math.max(...values.map(Math.abs));
				const smallest = Math.min(...found.map(Math.abs));
				const gap = spectralGap(a, n, factor * smallest);
				if (factor > 1 + (1e-12 * scale) / smallest) expect(gap).toBe(null);
				if (gap === null) return;
				shown++;
				expect(gap.gap).toBeLessThanOrEqual(smallest + 1e-14 * scale * n);
				if (smallest > 1e-13 * scale * n) expect(gap.negative).toBe(found.filter((x) => x < 0).length);
			}),
			{ seed: 42, numRuns: 2000 },
		);
		expect(shown).toBeGreaterThan(800);
	});

	it("does not take an eigenvalue of -1e-10 for a positive one", () => {
		for (let seed = 1; seed <= 200; seed++) {
			const a = withSpectrum([-1e-10, 0.5, 1, 2, 3], seed);
			expect(smallestEigenvalueAbove(a, 5, 1e-12)).toBe(null);
			expect(spectralGap(a, 5, 5e-11)?.negative).toBe(1);
			expect(spectralGap(a, 5, 2e-10)).toBe(null);
		}
	});

	it("refuses singular matrices, NaN and infinities", () => {
		expect(spectralGap(Float64Array.of(1, 1, 1, 1), 2, 1e-10)).toBe(null);
		expect(spectralGap(new Float64Array(9), 3, 1e-300)).toBe(null);
		for (const bad of [Number.NaN, Infinity, 1e200])
			expect(spectralGap(Float64Array.of(1, bad, bad, -1), 2, 0.1)?.gap ?? 0).toBeLessThanOrEqual(0.1);
		expect(spectralGap(Float64Array.of(1, Number.NaN, Number.NaN, -1), 2, 0.1)).toBe(null);
	});
});
