import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.ts";
import { solver, solvers } from "../../../src/search/solvers.ts";
import {
	analyticObjective,
	doubleWell,
	gradientFlatLine,
	himmelblau,
	quadratic,
} from "../../oracle/analytic-objectives.ts";
import {
	himmelblauGradient,
	himmelblauIndex,
	himmelblauMaximum,
	himmelblauMinima,
	himmelblauSaddles,
} from "./himmelblau.ts";
import { distance, walk } from "./walk.ts";

const finders = solvers.filter(({ finds }) => finds === "critical-points").map(({ name }) => name);
const nine = [...himmelblauMinima, ...himmelblauSaddles, himmelblauMaximum];

function pointsOfThePlane(count: number): number[][] {
	return Array.from({ length: count }, (_, k) => {
		const random = randomStream(5, "start", k);
		return [10 * random.uniform() - 5, 10 * random.uniform() - 5];
	});
}

/** Steps that a finder may need to reach a regular critical point. */
const enough: Record<string, number> = { "gradient-norm": 200 };

describe.each(finders)("%s", (name) => {
	it("meets all nine critical points of Himmelblau's function, and nothing else", () => {
		const met = new Set<number>();
		for (const start of pointsOfThePlane(200)) {
			const { theta, gradientNorm } = walk(solver(name), analyticObjective(himmelblau), start, {
				steps: enough[name] ?? 80,
			});
			// A run may end where the gradient lies in the kernel of the Hessian; it must not look critical.
			if (gradientNorm > 1e-10) {
				expect(gradientNorm).toBeGreaterThan(1e-3);
				continue;
			}
			expect(Math.max(...himmelblauGradient(theta[0], theta[1]).map(Math.abs))).toBeLessThan(1e-10);
			const nearest = nine.findIndex((each) => distance(each, theta) < 2e-6);
			expect(nearest, `${theta} from ${start}`).toBeGreaterThanOrEqual(0);
			expect(himmelblauIndex(theta[0], theta[1])).toBe(nearest < 4 ? 0 : nearest < 8 ? 1 : 2);
			met.add(nearest);
		}
		expect([...met].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
	});

	it("goes to the saddle of the double well from beside it", () => {
		for (const start of [
			[0.1, 0.1],
			[-0.2, 1],
			[0.05, -2],
		]) {
			const { theta, value } = walk(solver(name), analyticObjective(doubleWell), start, { steps: 60 });
			expect(distance(theta, [0, 0])).toBeLessThan(1e-10);
			expect(value).toBeCloseTo(0.25, 14);
		}
	});

	it("finds the only critical point of an indefinite quadratic", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 6 }), (seed, n) => {
				const random = randomStream(seed, "quadratic", n);
				const hessian = new Float64Array(n * n);
				// A Householder reflection I - 2 u u^T conjugates a diagonal of sizes 1 to 3 with either sign.
				const u = Float64Array.from({ length: n }, () => random.normal());
				const uu = u.reduce((total, x) => total + x * x, 0);
				const d = u.map(() => (random.uniform() < 0.5 ? -1 : 1) * (1 + 2 * random.uniform()));
				for (let i = 0; i < n; i++)
					for (let j = 0; j < n; j++)
						for (let k = 0; k < n; k++)
							hessian[i * n + j] +=
								((i === k ? 1 : 0) - (2 * u[i] * u[k]) / uu) *
								d[k] *
								((j === k ? 1 : 0) - (2 * u[j] * u[k]) / uu);
				const centre = u.map(() => random.normal());
				const objective = analyticObjective(quadratic(hessian, centre));
				const start = centre.map((c) => c + random.normal());
				const { theta } = walk(solver(name), objective, start, { steps: 100, gradient: 1e-12 });
				expect(distance(theta, centre)).toBeLessThan(1e-10);
			}),
			{ seed: 20, numRuns: 40 },
		);
	});
});

describe("finders where there is no critical point", () => {
	it("those that lower |gradient| end where the gradient lies in the kernel of the Hessian", () => {
		for (const name of ["newton", "newton-mr", "gradient-norm"]) {
			const { theta } = walk(solver(name), analyticObjective(gradientFlatLine), [0.7, 1], { steps: 300 });
			// gradient (x^2 + 1, y), Hessian diag(2 x, 1): both components of H g vanish only at 0.
			expect(distance(theta, [0, 0]), name).toBeLessThan(2e-3);
		}
	});
});

describe("eigenvector-following", () => {
	const following = solver("eigenvector-following");

	it("converges to the index it is asked for, and to all points of that index", () => {
		for (const index of [0, 1, 2]) {
			const met = new Set<number>();
			for (const start of pointsOfThePlane(60)) {
				const { theta, gradientNorm } = walk(following, analyticObjective(himmelblau), start, {
					steps: 100,
					index,
				});
				if (gradientNorm > 1e-10) continue;
				expect(himmelblauIndex(theta[0], theta[1])).toBe(index);
				met.add(nine.findIndex((each) => distance(each, theta) < 2e-6));
			}
			expect([...met].sort()).toEqual([[0, 1, 2, 3], [4, 5, 6, 7], [8]][index]);
		}
	});

	it("keeps the number of negative eigenvalues of its start when no index is given", () => {
		for (const start of pointsOfThePlane(60)) {
			const { theta, gradientNorm } = walk(following, analyticObjective(himmelblau), start, { steps: 100 });
			if (gradientNorm > 1e-10) continue;
			expect(himmelblauIndex(theta[0], theta[1])).toBe(himmelblauIndex(start[0], start[1]));
		}
	});
});
