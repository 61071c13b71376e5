import { shortcutOf } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** sigma'' > 0 everywhere. */
export const activationStrictlyConvex: Hypothesis = {
	id: "activation-strictly-convex",
	title: "The second derivative of the branch's activation is positive everywhere.",
	latex: "\\sigma \\in C^2,\\ \\sigma'' > 0",
	evaluate({ problem }) {
		const activation = shortcutOf(problem)?.activation;
		if (activation === undefined) return fails("There is no such branch.");
		return activation.properties.positiveCurvature
			? holds(`The second derivative of ${activation.name} is positive everywhere.`, {
					activation: activation.name,
				})
			: fails(`${activation.name} has no positive second derivative everywhere.`, {
					activation: activation.name,
				});
	},
};
