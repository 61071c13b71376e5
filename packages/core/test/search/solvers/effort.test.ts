import { describe, expect, it } from "vitest";
import { createObjective } from "../../../src/objective/create-objective.ts";
import type { Objective } from "../../../src/objective/objective.ts";
import { parseProblem } from "../../../src/problem/parse.ts";
import { countEvaluations } from "../../../src/search/counted-objective.ts";
import { initialPoint } from "../../../src/search/initialisers.ts";
import { solver, solverNames } from "../../../src/search/solvers.ts";
import { analyticObjective, rosenbrock } from "../../oracle/analytic-objectives.ts";
import { walk } from "./walk.ts";

/** A 3-6-1 tanh network with weight decay on 40 random samples: 31 parameters. */
async function network(): Promise<Objective> {
	const problem = await parseProblem({
		lossatlas: 1,
		data: { builtin: { name: "gaussian", samples: 40, inputs: 3, seed: 2 } },
		network: { layers: [{ width: 6, activation: "tanh" }, { width: 1 }] },
		loss: { name: "logistic" },
		regularizer: { "weight-decay": 0.01 },
	});
	return createObjective(problem);
}

describe("what a solver spends", () => {
	it("to a gradient of 1e-10 of a network with 31 parameters: a few hundred evaluations", async () => {
		const objective = await network();
		const most = {
			"hybrid-newton": 250,
			"trust-region-newton": 250,
			"l-bfgs": 250,
			"trust-region-krylov": 800,
			"gradient-flow": 2000,
		};
		for (const [name, evaluations] of Object.entries(most)) {
			const spent: number[] = [];
			for (let start = 0; start < 9; start++) {
				const counted = countEvaluations(objective);
				const theta = initialPoint(objective.problem, { kind: "glorot" }, 1, start);
				const { gradientNorm } = walk(solver(name), counted, theta, { steps: 1000, gradient: 1e-10 });
				expect(gradientNorm, `${name}, start ${start}`).toBeLessThan(1e-10);
				spent.push(counted.evaluations);
			}
			expect(spent.sort((a, b) => a - b)[4], `median of ${name}`).toBeLessThan(evaluations);
		}
		objective.release();
	});

	it("is not wasted: a Gauss-Newton matrix that is not the Hessian still leads down to rounding", async () => {
		const objective = await network();
		for (const start of [0, 3]) {
			const theta = initialPoint(objective.problem, { kind: "glorot" }, 1, start);
			const { gradientNorm } = walk(solver("levenberg-marquardt"), objective, theta, {
				steps: 500,
				gradient: 1e-13,
			});
			expect(gradientNorm).toBeLessThan(1e-13);
		}
		objective.release();
	});

	it("in one step: bounded, whatever happens", () => {
		for (const name of solverNames) {
			const objective = analyticObjective(rosenbrock);
			const context = { objective, tolerance: 0, index: null, seed: 1, start: 0 };
			const state = solver(name).start(Float64Array.of(-1.2, 1), context);
			const { calls } = objective;
			for (let k = 0; k < 200; k++) {
				const before = { ...calls };
				solver(name).step(state, context);
				expect(calls.hessian - before.hessian, name).toBeLessThanOrEqual(1);
				expect(calls.gradient + calls.value - before.gradient - before.value, name).toBeLessThanOrEqual(45);
				expect(calls.hessianVector - before.hessianVector, name).toBeLessThanOrEqual(45);
			}
		}
	});
});

describe("the same start", () => {
	it("gives the same bits twice", async () => {
		const objective = await network();
		for (const name of solverNames) {
			const theta = initialPoint(objective.problem, { kind: "glorot" }, 1, 3);
			const once = walk(solver(name), objective, theta, { steps: 40 });
			const twice = walk(solver(name), objective, theta, { steps: 40 });
			expect(
				twice.path.map((each) => Array.from(each)),
				name,
			).toEqual(once.path.map((each) => Array.from(each)));
			expect(twice.reports).toEqual(once.reports);
		}
		objective.release();
	});
});
