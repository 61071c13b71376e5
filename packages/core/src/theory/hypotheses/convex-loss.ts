import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** l(., y) convex and continuous in the outputs of the network. */
export const convexLoss: Hypothesis = {
	id: "convex-loss",
	title: "The loss is convex and continuous in the outputs of the network.",
	latex: "\\ell(\\cdot, y) \\text{ convex, continuous}",
	evaluate({ problem: { loss } }) {
		const { convex, smoothness } = loss.properties;
		return convex !== "no" && smoothness >= 0
			? holds(`The ${loss.name} loss is convex and continuous in the outputs.`)
			: fails(`The ${loss.name} loss is not convex in the outputs.`, { loss: loss.name });
	},
};
