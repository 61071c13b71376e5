import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { bestConstant } from "../witnesses/best-constant.ts";

/** Some constant output minimises the loss over constants, and the loss is convex and in C^1. */
export const bestConstantExists: Hypothesis = {
	id: "best-constant",
	title: "The loss is convex and differentiable, and some constant output fits the targets best.",
	latex:
		"\\ell \\text{ convex},\\ \\ell \\in C^1,\\ c \\in \\arg\\min_c \\textstyle\\sum_i \\omega_i\\, \\ell(c, y_i)",
	evaluate({ problem, once }) {
		const outcome = once(bestConstant, () => bestConstant(problem));
		if ("found" in outcome) {
			const { outputs } = outcome.found;
			return holds(
				`The best constant output is ${outputs.join(", ")} (rounded) for the ${problem.loss.name} loss.`,
				{ constant: outputs },
			);
		}
		return (outcome.status === "fails" ? fails : undecided)(outcome.reason);
	},
};
