import { expect } from "vitest";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { explainedNullDirections, type NullDirections } from "../../src/points/null-directions.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { referenceObjective } from "../oracle/reference-objective.ts";
import { buildProblem, type ProblemSketch, point } from "./build-problem.ts";
import { findMinimum } from "./find-critical.ts";

/** Explains, checks the basis against the oracle's Hessian, and counts that Hessian's zero eigenvalues. */
export function explain(
	problem: Problem,
	theta: Float64Array,
): NullDirections & { readonly nullity: number } {
	const found = explainedNullDirections(createObjective(problem), theta);
	const n = theta.length;
	const { h } = referenceObjective(problem, theta).loss;
	const { values } = symmetricEigen(h, n, false);
	const largest = Math.max(...values.map(Math.abs));
	found.directions.forEach((u, i) => {
		for (let r = 0; r < n; r++) {
			let product = 0;
			for (let c = 0; c < n; c++) product += h[r * n + c] * u[c];
			expect(Math.abs(product)).toBeLessThanOrEqual(2e-9 * largest);
		}
		for (const v of found.directions.slice(0, i + 1)) {
			const inner = u.reduce((sum, t, p) => sum + t * v[p], 0);
			expect(inner).toBeCloseTo(u === v ? 1 : 0, 11);
		}
	});
	const nullity = values.filter((value) => Math.abs(value) <= Math.max(1e-12 * largest, found.noise)).length;
	expect(found.reasons.reduce((sum, { dimension }) => sum + dimension, 0)).toBe(found.directions.length);
	return { ...found, nullity };
}

/** A minimum of the sketched problem near a point drawn from a seed. */
export const minimumOf = (sketch: ProblemSketch, seed = 3) => {
	const objective = createObjective(buildProblem(sketch));
	return findMinimum(objective, point(objective.parameters, seed));
};
