import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { norm } from "../../../src/numerics/vector.ts";
import { createObjective } from "../../../src/objective/create-objective.ts";
import type { Objective } from "../../../src/objective/objective.ts";
import { parseProblem } from "../../../src/problem/parse.ts";
import { countEvaluations } from "../../../src/search/counted-objective.ts";
import { initialPoint } from "../../../src/search/initialisers.ts";
import type { SolverContext } from "../../../src/search/solver.ts";
import { hybridNewton } from "../../../src/search/solvers/hybrid-newton.ts";
import { solver } from "../../../src/search/solvers.ts";
import { distance, walk } from "./walk.ts";

let objective: Objective;
beforeAll(async () => {
	const problem = await parseProblem({
		lossatlas: 1,
		data: { builtin: { name: "teacher", samples: 60, inputs: 2, width: 3, activation: "tanh", seed: 4 } },
		network: { layers: [{ width: 3, activation: "tanh" }, { width: 1 }] },
		loss: { name: "squared" },
		regularizer: { "weight-decay": 0.001 },
	});
	objective = createObjective(problem);
});
afterAll(() => objective.release());

const contextOf = (of: Objective): SolverContext => ({
	objective: of,
	tolerance: 1e-10,
	index: null,
	seed: 1,
	start: 0,
});
const startOf = (k: number) => initialPoint(objective.problem, { kind: "glorot" }, 1, k);

describe("hybrid Newton", () => {
	it("spends less than trust-region Newton, and ends in minima as well", () => {
		const spent = (name: string) =>
			Array.from({ length: 15 }, (_, k) => {
				const counted = countEvaluations(objective);
				const { gradientNorm } = walk(solver(name), counted, startOf(k), { steps: 400, gradient: 1e-10 });
				expect(gradientNorm, `${name}, start ${k}`).toBeLessThan(1e-10);
				return counted.evaluations;
			}).reduce((sum, count) => sum + count, 0);
		expect(spent("hybrid-newton")).toBeLessThan(0.8 * spent("trust-region-newton"));
	});

	it("takes no Gauss-Newton step longer than 1 + |theta| at the start", () => {
		for (let k = 0; k < 10; k++) {
			const start = startOf(k).map((x) => 20 * x);
			const state = hybridNewton.start(start.slice(), contextOf(objective));
			let before = state.theta;
			while (state.newton === null) {
				hybridNewton.step(state, contextOf(objective));
				expect(norm(state.theta.map((x, i) => x - before[i]))).toBeLessThanOrEqual(1 + norm(start));
				before = state.theta;
			}
		}
	});

	it("hands over once and where it is: Newton's steps begin at the last Gauss-Newton point, as far as that step went", () => {
		const state = hybridNewton.start(startOf(2), contextOf(objective));
		while (state.newton === null) hybridNewton.step(state, contextOf(objective));
		const { newton } = state;
		expect(distance(newton.theta, state.theta)).toBe(0);
		expect(newton.radius).toBe(state.length);
		const { gaussNewton } = state;
		const left = gaussNewton.theta.slice();
		for (let k = 0; k < 30; k++) hybridNewton.step(state, contextOf(objective));
		expect(state.newton).toBe(newton);
		expect(gaussNewton.theta).toEqual(left);
		expect(state.value).toBeLessThan(gaussNewton.value);
	});
});
