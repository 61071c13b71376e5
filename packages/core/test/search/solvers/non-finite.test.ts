import { describe, expect, it } from "vitest";
import type { Objective } from "../../../src/objective/objective.ts";
import { solver, solverNames, solvers } from "../../../src/search/solvers.ts";
import {
	analyticObjective,
	barrier,
	doubleWell,
	exponentialDrift,
	himmelblau,
} from "../../oracle/analytic-objectives.ts";
import { walk } from "./walk.ts";

const minimisers = solvers.filter(({ finds, noisy }) => finds === "minima" && !noisy).map(({ name }) => name);

/** The objective, with NaN or Infinity in place of chosen results. */
function broken(objective: Objective, parts: readonly string[], bad: number, from = 0): Objective {
	let calls = 0;
	const spoil = (name: string, x: Float64Array): Float64Array => {
		if (parts.includes(name) && calls++ >= from) x.fill(bad);
		return x;
	};
	return {
		...objective,
		hessian: (theta, out) => spoil("hessian", objective.hessian(theta, out)),
		gaussNewton: (theta, out) => spoil("hessian", objective.gaussNewton(theta, out)),
		hessianVector: (theta, v, out) => spoil("hessian", objective.hessianVector(theta, v, out)),
	};
}

/** The objective, not a number wherever x > wall. */
function walled(objective: Objective, wall: number, bad: number): Objective {
	return {
		...objective,
		value: (theta) => (theta[0] > wall ? bad : objective.value(theta)),
		gradient(theta, out) {
			const g = objective.gradient(theta, out);
			return theta[0] > wall ? g.fill(bad) : g;
		},
		valueAndGradient(theta, out) {
			const value = objective.valueAndGradient(theta, out);
			if (!(theta[0] > wall)) return value;
			out.fill(bad);
			return bad;
		},
		hessian(theta, out) {
			const h = objective.hessian(theta, out);
			return theta[0] > wall ? h.fill(bad) : h;
		},
		hessianVector(theta, v, out) {
			const hv = objective.hessianVector(theta, v, out);
			return theta[0] > wall ? hv.fill(bad) : hv;
		},
	};
}

describe("beside a region where the loss is not a number", () => {
	for (const name of minimisers)
		it(`${name} shortens its steps and reaches sqrt(2) - 1 inside the barrier`, () => {
			for (const start of [-0.999999, -0.9, 0, 0.9, 0.999999]) {
				const { theta, path, values } = walk(solver(name), analyticObjective(barrier), [start], {
					steps: 150,
				});
				for (const [x] of path) expect(Math.abs(x)).toBeLessThan(1);
				expect(values.every(Number.isFinite)).toBe(true);
				expect(Math.abs(theta[0] - (Math.SQRT2 - 1))).toBeLessThan(1e-10);
			}
		});

	for (const name of solverNames)
		it(`${name} never steps over the edge, whatever lies behind it`, () => {
			for (const bad of [Number.NaN, Infinity, -Infinity])
				for (const start of [
					[-3, -1],
					[0.4, 4],
					[-0.2, -1],
				]) {
					const objective = walled(analyticObjective(himmelblau), 0.5, bad);
					const { path, values } = walk(solver(name), objective, start, { steps: 60 });
					for (const [x, y] of path) {
						expect(x).toBeLessThanOrEqual(0.5);
						expect(Number.isFinite(y)).toBe(true);
					}
					expect(values.every(Number.isFinite)).toBe(true);
				}
		});
});

describe("where the loss is finite and its second derivatives are not", () => {
	for (const name of solverNames)
		it(`${name} does not throw, and keeps a finite point`, () => {
			for (const bad of [Number.NaN, Infinity, -Infinity])
				for (const from of [0, 3]) {
					const objective = broken(analyticObjective(doubleWell), ["hessian"], bad, from);
					const { theta, value } = walk(solver(name), objective, [0.3, 0.4], { steps: 200 });
					expect(theta.every(Number.isFinite)).toBe(true);
					expect(Number.isFinite(value)).toBe(true);
				}
		});

	it("solvers that need the matrix say that they can go no further", () => {
		for (const name of ["trust-region-newton", "newton", "newton-mr", "eigenvector-following"]) {
			const objective = broken(analyticObjective(doubleWell), ["hessian"], Infinity);
			const { stalled, steps, theta } = walk(solver(name), objective, [0.3, 0.4], { steps: 50 });
			expect(stalled, name).toBe(true);
			expect(steps).toBe(1);
			expect(Array.from(theta)).toEqual([0.3, 0.4]);
		}
	});
});

describe("at the edge of the range of float64", () => {
	for (const name of solverNames)
		it(`${name} takes only finite steps on e^t from t = 709`, () => {
			const { path, values } = walk(solver(name), analyticObjective(exponentialDrift), [709], { steps: 30 });
			expect(path.every(([t]) => Number.isFinite(t))).toBe(true);
			expect(values.every(Number.isFinite)).toBe(true);
		});
});
