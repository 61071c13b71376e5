import { describe, expect, test } from "vitest";
import { lanczosExtremes } from "../../src/numerics/lanczos.ts";
import { luSolve } from "../../src/numerics/lu.ts";
import { minres } from "../../src/numerics/minres.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { largestDifference, product, randomMatrix, randomSymmetric, withEigenvalues } from "./matrices.ts";

function multiplier(a: Float64Array, n: number) {
	return (v: Float64Array, out: Float64Array) => {
		out.set(product(a, v, n, n, 1));
	};
}

describe("lanczosExtremes", () => {
	test("all steps give the extremes of a dense matrix", () => {
		const n = 40;
		const a = randomSymmetric(n, 6);
		const { values } = symmetricEigen(a, n);
		const found = lanczosExtremes(multiplier(a, n), n, { steps: n, seed: 1 });
		expect(found.smallest).toBeCloseTo(values[0], 13);
		expect(found.largest).toBeCloseTo(values[n - 1], 13);
		const image = product(a, found.smallestVector, n, n, 1);
		expect(
			largestDifference(
				image,
				found.smallestVector.map((x) => x * found.smallest),
			),
		).toBeLessThan(1e-12);
	});

	test("fewer steps: inner bounds, and the residual is true", () => {
		const n = 120;
		const a = randomSymmetric(n, 8);
		const { values } = symmetricEigen(a, n);
		const found = lanczosExtremes(multiplier(a, n), n, { steps: 25, seed: 3 });
		expect(found.smallest).toBeGreaterThan(values[0] - 1e-12);
		expect(found.largest).toBeLessThan(values[n - 1] + 1e-12);
		const image = product(a, found.smallestVector, n, n, 1);
		const residual = Math.sqrt(
			image.reduce((s, x, i) => s + (x - found.smallest * found.smallestVector[i]) ** 2, 0),
		);
		expect(residual).toBeCloseTo(found.residuals.smallest, 10);
	});

	test("repeated eigenvalues close the Krylov space; zero and 1 x 1 matrices", () => {
		const spectrum = [-2, -2, ...Array<number>(20).fill(1), 3];
		const a = withEigenvalues(spectrum, 2);
		const found = lanczosExtremes(multiplier(a, 23), 23, {
			steps: 23,
			seed: 5,
		});
		expect(found.smallest).toBeCloseTo(-2, 13);
		expect(found.largest).toBeCloseTo(3, 13);
		const zero = lanczosExtremes((_, out) => out.fill(0), 9, {
			steps: 50,
			seed: 0,
		});
		expect([zero.smallest, zero.largest, zero.steps]).toEqual([0, 0, 9]);
		const one = lanczosExtremes((v, out) => out.set([-4 * v[0]]), 1, {
			steps: 3,
			seed: 0,
		});
		expect([one.smallest, one.largest]).toEqual([-4, -4]);
	});

	test("the seed fixes every bit", () => {
		const a = randomSymmetric(30, 1);
		const run = (seed: number) => lanczosExtremes(multiplier(a, 30), 30, { steps: 8, seed });
		expect(run(4)).toEqual(run(4));
		expect(run(5).smallest).not.toBe(run(4).smallest);
	});

	test("refusals", () => {
		expect(() => lanczosExtremes((_, out) => out.fill(NaN), 3, { steps: 2, seed: 0 })).toThrow(/Product 1/);
		expect(() => lanczosExtremes(() => {}, 0, { steps: 2, seed: 0 })).toThrow(/at least 1/);
	});
});

describe("minres", () => {
	test.each([0, 0.7, -0.3])("an indefinite system, shift %s", (shift) => {
		const n = 30;
		const a = withEigenvalues(
			Array.from({ length: n }, (_, k) => (k < 9 ? -1 - k / 9 : 1 + k / 20)),
			4,
		);
		const b = randomMatrix(n, 1, 3);
		const shifted = a.map((x, k) => (k % (n + 1) === 0 ? x + shift : x));
		const { solution, residuals, status } = minres(multiplier(a, n), n, b, {
			steps: 200,
			tolerance: 1e-13,
			shift,
		});
		expect(status).toBe("solved");
		expect(largestDifference(solution, luSolve(shifted, n, b) as Float64Array)).toBeLessThan(1e-11);
		for (let k = 1; k < residuals.length; k++) expect(residuals[k]).toBeLessThanOrEqual(residuals[k - 1]);
	});

	test("singular and inconsistent: the residual is the part of b in the kernel", () => {
		const n = 12;
		const a = new Float64Array(n * n);
		for (let k = 2; k < n; k++) a[k * (n + 1)] = k % 2 ? k : -k;
		const b = new Float64Array(n).fill(1);
		const { solution, status } = minres(multiplier(a, n), n, b, {
			steps: 100,
			tolerance: 1e-12,
			shift: 0,
		});
		expect(status).toBe("least-squares");
		const image = product(a, solution, n, n, 1);
		expect(
			largestDifference(
				image,
				b.map((x, k) => (k < 2 ? 0 : x)),
			),
		).toBeLessThan(1e-9);
	});

	test("b in the kernel, b = 0, diagonal matrices of few values", () => {
		const inKernel = minres((v, out) => out.set([0, v[1]]), 2, Float64Array.of(1, 0), {
			steps: 9,
			tolerance: 1e-12,
		});
		expect([inKernel.status, ...inKernel.solution]).toEqual(["least-squares", 0, 0]);
		expect(inKernel.nonpositiveCurvature?.curvature).toBe(0);
		const nothing = minres(() => {}, 2, new Float64Array(2), {
			steps: 9,
			tolerance: 1e-12,
		});
		expect([nothing.status, ...nothing.solution]).toEqual(["solved", 0, 0]);
		const scaled = minres((v, out) => out.set(v.map((x) => -2 * x)), 5, randomMatrix(5, 1, 1), {
			steps: 9,
			tolerance: 1e-12,
		});
		expect(scaled.status).toBe("solved");
		expect(scaled.residuals.length).toBe(2);
	});

	test("positive definite: no curvature is reported", () => {
		const a = withEigenvalues([1, 2, 3, 4, 5, 6], 3);
		const { nonpositiveCurvature } = minres(multiplier(a, 6), 6, randomMatrix(6, 1, 2), {
			steps: 6,
			tolerance: 1e-10,
		});
		expect(nonpositiveCurvature).toBeNull();
	});

	test.each([1, 2, 3, 4, 5])("the direction found has the curvature said, seed %i", (seed) => {
		const n = 20;
		const a = withEigenvalues(
			Array.from({ length: n }, (_, k) => (k < 2 ? -0.05 * (k + 1) : k)),
			seed,
		);
		const b = randomMatrix(n, 1, seed);
		const { nonpositiveCurvature, status, solution } = minres(multiplier(a, n), n, b, {
			steps: 100,
			tolerance: 1e-12,
			stopAtNonpositiveCurvature: true,
		});
		if (nonpositiveCurvature === null) throw new Error("none found");
		expect(status).toBe("curvature");
		const r = nonpositiveCurvature.direction;
		const image = product(a, r, n, n, 1);
		let curvature = 0;
		let square = 0;
		for (let k = 0; k < n; k++) {
			curvature += r[k] * image[k];
			square += r[k] * r[k];
		}
		expect(curvature).toBeLessThanOrEqual(1e-12);
		expect(curvature / square).toBeCloseTo(nonpositiveCurvature.curvature, 8);
		// The direction is the residual of the solution returned.
		const left = product(a, solution, n, n, 1).map((x, k) => b[k] - x);
		expect(largestDifference(left, r)).toBeLessThan(1e-9);
	});

	test("refusals", () => {
		expect(() => minres(() => {}, 3, new Float64Array(2), { steps: 1, tolerance: 0 })).toThrow(
			/2 entries, not 3/,
		);
		expect(() =>
			minres((_, out) => out.fill(NaN), 1, Float64Array.of(1), {
				steps: 1,
				tolerance: 0,
			}),
		).toThrow(/Product 1/);
	});
});
