import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** loss = 1/2 |f - y|^2 for each sample, weights allowed. */
export const squaredLoss: Hypothesis = {
	id: "squared-loss",
	title: "The loss is half of the squared error.",
	latex: "\\ell(f, y) = \\tfrac12 |f - y|^2",
	evaluate({ problem: { loss } }) {
		return loss.properties.quadratic
			? holds(`The loss is ${loss.name}.`)
			: fails(`The loss is ${loss.name}, not half of the squared error.`, { loss: loss.name });
	},
};
