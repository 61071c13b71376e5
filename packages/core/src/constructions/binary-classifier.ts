import { createObjective } from "../objective/create-objective.ts";
import { parseProblem } from "../problem/parse.ts";
import { oneOf, type Setting } from "../problem/setting.ts";
import { run } from "../search/driver.ts";
import { defaultSolver, successorOf } from "../search/solvers.ts";
import { bestConstant } from "../theory/witnesses/best-constant.ts";

type Rows = readonly (readonly number[])[];

/** A binary classifier with one hidden layer, as a problem file. */
export interface BinaryClassifier {
	readonly x: Rows;
	readonly y: readonly number[];
	readonly weights?: readonly number[];
	readonly width: number;
	readonly activation: unknown;
	/** Whether hidden units have biases. */
	readonly innerBiases: boolean;
	readonly loss: unknown;
}

/** Smooth convex losses of the margin that are bounded below; hinge-power of power 4 is the papers' hinge of order 3. */
export const marginLossSetting: Setting = oneOf(
	"loss",
	["hinge-power-3", "hinge-power-4", "logistic", "exponential"],
	"the loss",
);

/** What a word of `marginLossSetting` stands for in a problem file. */
export function marginLossOf(word: number | string): { readonly name: string; readonly power?: number } {
	const [, power] = /^hinge-power-(\d)$/.exec(String(word)) ?? [];
	return power === undefined ? { name: String(word) } : { name: "hinge-power", power: Number(power) };
}

/** Its problem file. theta: W row by row, hidden biases if any, outgoing weights, the offset. */
export function binaryFile(classifier: BinaryClassifier): Record<string, unknown> {
	const { x, y, weights, width, activation, innerBiases, loss } = classifier;
	return {
		lossatlas: 1,
		data: { inline: { x, y, ...(weights === undefined ? {} : { weights }) } },
		network: {
			layers: [
				{ width, activation, bias: innerBiases },
				{ width: 1, activation: "identity" },
			],
		},
		loss,
	};
}

/** The constant output that fits the labels best, and the loss there. @throws Error where none is known. */
export async function constantFit(
	file: Readonly<Record<string, unknown>>,
): Promise<{ readonly constant: number; readonly loss: number }> {
	const problem = await parseProblem({
		...file,
		network: { layers: [{ width: 1, activation: "identity" }] },
	});
	const outcome = bestConstant(problem);
	if (!("found" in outcome)) throw new Error(outcome.reason);
	const [constant] = outcome.found.outputs;
	const theta = new Float64Array(problem.network.parameters);
	theta[theta.length - 1] = constant;
	const objective = createObjective(problem);
	const loss = objective.value(theta);
	objective.release();
	return { constant, loss };
}

/** The best affine classifier c.x + c_0 for a convex loss, by Newton's method from 0: d weights, then c_0, and the loss. */
export async function affineClassifier(
	file: Readonly<Record<string, unknown>>,
): Promise<{ readonly coefficients: Float64Array; readonly loss: number }> {
	const problem = await parseProblem({
		...file,
		network: { layers: [{ width: 1, activation: "identity" }] },
	});
	const objective = createObjective(problem);
	const solver = defaultSolver("minima", objective.parameters);
	const ended = run(objective, new Float64Array(objective.parameters), {
		solver,
		successor: successorOf(solver, objective.parameters),
		target: "minima",
		budget: 2000,
		tolerance: 1e-14,
	});
	objective.release();
	return { coefficients: ended.theta, loss: ended.value };
}
