import { expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { classifyPoint } from "../../src/points/classification.ts";
import { run } from "../../src/search/driver.ts";
import { solver, successorOf } from "../../src/search/solvers.ts";
import { buildProblem } from "./build-problem.ts";

const wide = 4100;
const seen = [[1], [-0.5], [0.25]];
const y = [[0.3], [-0.2], [0.4]];

/** One tanh unit under weight decay: the rest of the inputs are 0, as constant pixels are. */
function ridge(inputs: number) {
	return createObjective(
		buildProblem({
			x: seen.map(([first]) => Array.from({ length: inputs }, (_, k) => (k === 0 ? first : 0))),
			y,
			layers: [
				{ width: 1, activation: "tanh" },
				{ width: 1, activation: "identity" },
			],
			weightDecay: 0.01,
		}),
	);
}

it("above 4000 parameters, weights of inputs that are always 0 may be any rounding of 0 at a critical point", () => {
	const chosen = solver("trust-region-newton");
	const settings = {
		solver: chosen,
		successor: successorOf(chosen, 4),
		target: "minima",
		budget: 5000,
		tolerance: 1e-10,
	} as const;
	const small = run(ridge(1), Float64Array.of(0.8, 0.1, 0.7, 0.1), settings);
	expect(small.outcome.kind).toBe("converged");
	// Their gradient, 0.01 w, is one term: nothing cancels, and it never falls below its own rounding error.
	const theta = new Float64Array(wide + 3).fill(1e-25);
	theta[0] = small.theta[0];
	theta.set(small.theta.subarray(1), wide);
	const found = classifyPoint(ridge(wide), theta);
	expect([found.method, found.kind]).toEqual(["iterative", "undecided"]);
	theta[5] = 1e-3;
	expect(classifyPoint(ridge(wide), theta).kind).toBe("not-critical");
});
