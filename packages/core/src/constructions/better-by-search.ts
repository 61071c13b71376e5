import { createObjective } from "../objective/create-objective.ts";
import { parseProblem } from "../problem/parse.ts";
import { run } from "../search/driver.ts";
import { initialPoint } from "../search/initialisers.ts";
import { defaultSolver, successorOf } from "../search/solvers.ts";

const starts = 24;
const budget = 2000;
/** The better point must be lower by this share of the loss. */
const share = 1e-3;

/**
 * A point of clearly lower loss found by minimising from random starts (24 at most, 2000 evaluations each), the first
 * that will do; null when none is met. The point itself is the proof: whoever doubts evaluates the loss there.
 */
export async function betterBySearch(
	file: Readonly<Record<string, unknown>>,
	loss: number,
	seed: number,
): Promise<Float64Array | null> {
	const problem = await parseProblem(file);
	const objective = createObjective(problem);
	try {
		const solver = defaultSolver("minima", objective.parameters);
		const successor = successorOf(solver, objective.parameters);
		for (let k = 0; k < starts; k++) {
			const start = initialPoint(problem, { kind: k % 2 === 0 ? "glorot" : "he" }, seed, k);
			const ended = run(objective, start, { solver, successor, target: "minima", budget, tolerance: 1e-10 });
			if (ended.value < loss - share * (1 + loss)) return ended.theta;
			if (ended.value < (1 - share) * loss) return ended.theta;
		}
		return null;
	} finally {
		objective.release();
	}
}
