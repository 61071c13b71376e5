import { symmetricEigen } from "../../numerics/symmetric-eigen.ts";
import { createObjective } from "../../objective/create-objective.ts";
import { parseProblem } from "../../problem/parse.ts";
import { run } from "../../search/driver.ts";
import { initialPoint } from "../../search/initialisers.ts";
import { defaultSolver, successorOf } from "../../search/solvers.ts";
import { shallowNetwork } from "../architecture.ts";
import { fails, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

const starts = 6;
const budget = 400;
/** Data beyond this are not searched for a core. */
const sampleLimit = 2000;

/**
 * A critical point of one hidden unit with positive definite Hessian and splitting matrix, proved. Floating point finds
 * candidates; a proof is a certificate's work, so this is never more than undecided.
 */
export const certifiedCore: Hypothesis = {
	id: "certified-core",
	title:
		"A network of one unit has, on these data, a local minimum that splits into local minima, proved for these labels.",
	latex: "\\nabla^2 L_1 \\succ 0,\\ S \\succ 0 \\text{ at a critical point of width } 1",
	async evaluate({ problem }) {
		const shallow = shallowNetwork(problem);
		if (shallow === null) return fails("The network is not one hidden layer with a linear output.");
		const forLabels =
			"For suitable labels on generic inputs such local minima exist at any width (construct li-2018/any-width makes them).";
		if (problem.data.samples > sampleLimit)
			return undecided(
				`${forLabels} For these labels no core was searched: there are ${problem.data.samples} samples.`,
			);
		const file = structuredClone(problem.canonical) as { network: { layers: { width: number }[] } };
		file.network.layers[0].width = 1;
		const objective = createObjective(await parseProblem(file));
		try {
			const solver = defaultSolver("minima", objective.parameters);
			let minima = 0;
			let lowest = Infinity;
			for (let k = 0; k < starts; k++) {
				const start = initialPoint(objective.problem, { kind: "normal", scale: 1 }, 1, k);
				const ended = run(objective, start, {
					solver,
					successor: successorOf(solver, objective.parameters),
					target: "minima",
					budget,
					tolerance: 1e-10,
				});
				if (ended.outcome.kind !== "converged") continue;
				const { values } = symmetricEigen(objective.hessian(ended.theta), objective.parameters, false);
				if (values[0] > 1e-8) {
					minima++;
					lowest = Math.min(lowest, ended.value);
				}
			}
			return undecided(
				`${forLabels} For these labels ${minima === 0 ? `none of ${starts} runs with one unit ended at a regular local minimum` : `${minima} of ${starts} runs with one unit ended at a regular local minimum (lowest loss ${lowest.toPrecision(6)}), a candidate`}; that it is one, and bad at larger widths, would need a certificate.`,
				{ runs: starts, regularMinima: minima },
			);
		} finally {
			objective.release();
		}
	},
};
