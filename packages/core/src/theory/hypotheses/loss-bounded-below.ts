import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** l >= some constant. */
export const lossBoundedBelow: Hypothesis = {
	id: "loss-bounded-below",
	title: "The loss is bounded below.",
	latex: "\\inf \\ell > -\\infty",
	evaluate({ problem: { loss } }) {
		const { lowerBound } = loss.properties;
		return Number.isFinite(lowerBound)
			? holds(`The ${loss.name} loss is at least ${lowerBound}.`, { lowerBound })
			: fails(`The ${loss.name} loss is not bounded below.`);
	},
};
