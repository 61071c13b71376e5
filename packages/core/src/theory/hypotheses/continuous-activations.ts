import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** Every hidden activation is continuous. */
export const continuousActivations: Hypothesis = {
	id: "continuous-activations",
	title: "All hidden activations are continuous.",
	latex: "\\sigma_k \\in C^0",
	evaluate({ problem: { network } }) {
		const broken = network.branches
			.flatMap(({ layers }) => layers)
			.find(({ activation }) => activation.properties.smoothness < 0);
		return broken === undefined
			? holds("All activations are continuous.")
			: fails(`${broken.activation.name} is not continuous.`);
	},
};
