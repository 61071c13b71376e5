import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** l(., y) convex and in C^1. */
export const convexDifferentiableLoss: Hypothesis = {
	id: "convex-differentiable-loss",
	title: "The loss is convex and continuously differentiable in the output.",
	latex: "\\ell(\\cdot, y) \\in C^1 \\text{ convex}",
	evaluate({ problem: { loss } }) {
		const { convex, smoothness } = loss.properties;
		return convex !== "no" && smoothness >= 1
			? holds(`The ${loss.name} loss is convex and continuously differentiable.`)
			: fails(
					`The ${loss.name} loss is ${convex === "no" ? "not convex" : "not differentiable everywhere"}.`,
					{ loss: loss.name },
				);
	},
};
