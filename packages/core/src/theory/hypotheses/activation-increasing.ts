import { shortcutOf } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** sigma' > 0 everywhere (sigma in C^1), or sigma Lipschitz on bounded sets with slope bounded below there. */
export const activationIncreasing: Hypothesis = {
	id: "activation-increasing",
	title:
		"The activation of the branch strictly increases: positive derivative, or slope bounded below on bounded sets.",
	latex: "\\sigma' > 0",
	evaluate({ problem }) {
		const activation = shortcutOf(problem)?.activation;
		if (activation === undefined) return fails("There is no such branch.");
		const { positiveDerivative, positiveSlope, smoothness } = activation.properties;
		if (positiveDerivative && smoothness >= 1)
			return holds(`The derivative of ${activation.name} is positive everywhere.`, {
				activation: activation.name,
			});
		if (positiveSlope)
			return holds(
				`${activation.name} has kinks, and slopes bounded below by a positive number on every bounded set.`,
				{ activation: activation.name },
			);
		return fails(`${activation.name} is not strictly increasing with positive slope.`, {
			activation: activation.name,
		});
	},
};
