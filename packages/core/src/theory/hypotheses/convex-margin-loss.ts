import { fails } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { monotoneMarginLoss } from "./margin-loss.ts";

/** l(z), z = -y f, convex, in C^1, non-decreasing, with l'(z) = 0 only where z < 0: so l'(z) > 0 for z >= 0. */
export const convexMarginLoss: Hypothesis = {
	id: "convex-margin-loss",
	title:
		"The loss is convex, differentiable and non-decreasing in z = -y f, and its derivative vanishes only at z < 0.",
	latex: "\\ell \\in C^1 \\text{ convex},\\ \\ell' \\ge 0,\\ \\ell'(0) > 0",
	evaluate(subject) {
		const { name, properties } = subject.problem.loss;
		return properties.convex === "no"
			? fails(`The ${name} loss is not convex.`, { loss: name })
			: subject.finding(monotoneMarginLoss);
	},
};
