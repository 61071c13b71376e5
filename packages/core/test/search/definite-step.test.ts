import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dot, norm } from "../../src/numerics/vector.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { definiteStep } from "../../src/search/definite-step.ts";
import { eigenModel, modelChange } from "../../src/search/eigen-model.ts";
import { trustRegionStep } from "../../src/search/trust-region-step.ts";
import { settleOptions } from "../../src/survey/options.ts";

const entry = fc.double({ min: -3, max: 3, noNaN: true });

/** A symmetric n x n matrix A + A^T, and a vector. */
const quadratics = fc
	.integer({ min: 1, max: 7 })
	.chain((n) =>
		fc.tuple(
			fc.constant(n),
			fc.array(entry, { minLength: n * n, maxLength: n * n }),
			fc.array(entry, { minLength: n, maxLength: n }),
			fc.double({ min: 1e-3, max: 10, noNaN: true }),
		),
	)
	.map(([n, entries, g, radius]) => {
		const matrix = Float64Array.from({ length: n * n }, (_, k) => {
			const [i, j] = [Math.floor(k / n), k % n];
			return entries[i * n + j] + entries[j * n + i];
		});
		return { n, matrix, gradient: Float64Array.from(g), radius };
	});

function times(matrix: Float64Array, x: Float64Array): Float64Array {
	const n = x.length;
	return x.map((_, i) => dot(matrix.subarray(i * n, (i + 1) * n), x));
}

describe("steps in a ball by Cholesky", () => {
	it("never longer than the ball by more than 1 %, never worse than a shorter exact step", () => {
		let definite = 0;
		fc.assert(
			fc.property(quadratics, ({ n, matrix, gradient, radius }) => {
				for (let i = 0; i < n; i++) matrix[i * n + i] += 2 * n;
				fc.pre(norm(gradient) > 1e-6);
				const found = definiteStep(matrix, gradient, radius);
				const model = eigenModel(matrix, gradient);
				if (model === null) throw new Error("the model is finite");
				if (found === null) return;
				definite++;
				expect(model.values[0]).toBeGreaterThan(0);
				expect(norm(found.step)).toBeLessThanOrEqual(1.0101 * radius);
				const change = dot(gradient, found.step) + 0.5 * dot(found.step, times(matrix, found.step));
				expect(Math.abs(found.change - change)).toBeLessThanOrEqual(1e-10 * (1 + Math.abs(change)));
				const shorter = modelChange(model, trustRegionStep(model, 0.98 * radius, 0));
				expect(found.change).toBeLessThanOrEqual(shorter + 1e-10);
			}),
			{ seed: 12, numRuns: 400 },
		);
		expect(definite).toBeGreaterThan(200);
	});

	it("none where the matrix is indefinite, singular or not finite", () => {
		const g = Float64Array.of(1, 1);
		expect(definiteStep(Float64Array.of(1, 0, 0, -1), g, 1)).toBeNull();
		expect(definiteStep(Float64Array.of(1, 1, 1, 1), g, 1)).toBeNull();
		expect(definiteStep(Float64Array.of(1, 0, 0, 1e-9), g, 1)).toBeNull();
		expect(definiteStep(Float64Array.of(Number.NaN, 0, 0, 1), g, 1)).toBeNull();
	});
});

describe("the law of the starts", () => {
	it("may be given as text; a text that is none is refused", async () => {
		const problem = await parseProblem({
			lossatlas: 1,
			data: { inline: { x: [[0], [1]], y: [0, 1] } },
			network: { layers: [{ width: 1 }] },
			loss: { name: "squared" },
		});
		expect(settleOptions(problem, { init: "normal:0.5" }).init).toEqual({ kind: "normal", scale: 0.5 });
		expect(settleOptions(problem, {}).init).toEqual({ kind: "glorot" });
		expect(() => settleOptions(problem, { init: "gloro" })).toThrow('not "gloro"');
		expect(() => settleOptions(problem, { init: "normal:-1" })).toThrow("positive");
	});
});
