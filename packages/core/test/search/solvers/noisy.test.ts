import { describe, expect, it } from "vitest";
import { createObjective } from "../../../src/objective/create-objective.ts";
import { solvers } from "../../../src/search/solvers.ts";
import { knownProblem, problems } from "../../problems.ts";
import { runFrom, starts } from "../run-solver.ts";

const noisy = solvers.filter((each) => each.noisy).map(({ name }) => name);

describe("solvers that follow mini-batches", () => {
	it("are SGD and Adam", () => {
		expect(noisy).toEqual(["sgd", "adam"]);
	});

	for (const name of noisy)
		it(`${name}: what it calls converged is a minimum that is known, wherever the list is complete`, async () => {
			let converged = 0;
			for (const { name: problemName, known } of problems) {
				const problem = await knownProblem(problemName);
				const { minima, attained } = known(problem);
				const objective = createObjective(problem);
				for (const start of starts(objective, 2)) {
					const { outcome, value } = runFrom(objective, start, name, 2000);
					if (!attained) expect(outcome.kind, problemName).not.toBe("converged");
					if (outcome.kind !== "converged" || minima === null) continue;
					converged++;
					const nearest = Math.min(...minima.map((loss) => Math.abs(loss - value)));
					expect(nearest, `${problemName}: ${value}`).toBeLessThan(1e-9 * (1 + Math.abs(value)));
				}
			}
			expect(converged).toBeGreaterThan(5);
		});
});
