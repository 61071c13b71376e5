import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** l'(z) > 0 for every z: no sample is ever satisfied. */
export const lossNeverFlat: Hypothesis = {
	id: "loss-never-flat",
	title: "The derivative of the loss in z = -y f is positive everywhere.",
	latex: "\\ell'(z) > 0 \\text{ for all } z",
	evaluate({ problem: { loss } }) {
		const { flatRegion, nonDecreasing, minimizerAtInfinity } = loss.properties;
		return nonDecreasing === true && flatRegion === null && minimizerAtInfinity
			? holds(`The ${loss.name} loss strictly increases with -y f.`)
			: fails(`The ${loss.name} loss has a derivative that vanishes somewhere.`, { loss: loss.name });
	},
};
