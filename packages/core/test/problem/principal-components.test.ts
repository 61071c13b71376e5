import fc from "fast-check";
import { EVD, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { parseProblem } from "../../src/problem/parse.ts";
import { principalComponents } from "../../src/problem/principal-components.ts";

describe("principal components", () => {
	it("are uncorrelated, ordered by variance, and carry the variances of the covariance's eigenvalues", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 3, max: 12 }).chain((n) =>
					fc.integer({ min: 2, max: 9 }).chain((d) =>
						fc.array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: d, maxLength: d }), {
							minLength: n,
							maxLength: n,
						}),
					),
				),
				(rows) => {
					const n = rows.length;
					const d = rows[0].length;
					const x = new Matrix(rows);
					const centred = x.clone().subRowVector(x.mean("column"));
					const values = new EVD(centred.transpose().mmul(centred), {
						assumeSymmetric: true,
					}).realEigenvalues.sort((a, b) => b - a);
					fc.pre(values[1] > 1e-6 * values[0] && values[0] > 1e-6);
					const z = principalComponents(Float64Array.from(rows.flat()), n, d, 2);
					const dot = (a: number, b: number) =>
						rows.reduce((sum, _, i) => sum + z[2 * i + a] * z[2 * i + b], 0);
					expect(Math.abs(dot(0, 0) - values[0])).toBeLessThan(1e-10 * values[0]);
					expect(Math.abs(dot(1, 1) - values[1])).toBeLessThan(1e-10 * values[0]);
					expect(Math.abs(dot(0, 1))).toBeLessThan(1e-10 * values[0]);
				},
			),
			{ seed: 20261125, numRuns: 100 },
		);
	});

	it("reduce the inputs of a problem, before they are standardized", async () => {
		const problem = await parseProblem({
			lossatlas: 1,
			data: {
				builtin: {
					name: "digits",
					classes: [
						[0, 1, 2, 3, 4],
						[5, 6, 7, 8, 9],
					],
				},
				sample: { count: 60, seed: 2 },
				components: 5,
				standardize: true,
			},
			network: { layers: [{ width: 1 }] },
			loss: { name: "squared" },
		});
		const { x, inputs, samples, labels } = problem.data;
		expect([inputs, samples, labels]).toEqual([5, 60, "binary"]);
		for (let a = 0; a < 5; a++)
			for (let b = 0; b <= a; b++) {
				let sum = 0;
				for (let i = 0; i < 60; i++) sum += (x[5 * i + a] * x[5 * i + b]) / 60;
				expect(sum).toBeCloseTo(a === b ? 1 : 0, 10);
			}
	});

	it("are refused where the samples vary in fewer directions", () => {
		expect(() => principalComponents(Float64Array.of(1, 2, 2, 4, 3, 6), 3, 2, 2)).toThrow(
			/vary in 1 directions/,
		);
		expect(() => principalComponents(Float64Array.of(1, 1, 1, 1), 2, 2, 1)).toThrow(/vary in 0 directions/);
	});
});
