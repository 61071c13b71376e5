import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** No layer's weights or biases are constants. */
export const everythingTrained: Hypothesis = {
	id: "everything-trained",
	title: "All weights and biases are trained, freely.",
	latex: "\\theta \\in \\mathbb{R}^P \\text{ unconstrained}",
	evaluate({ problem: { network } }) {
		const fixed = network.branches.flatMap(({ role, layers }) =>
			layers.flatMap((layer, k) => (layer.fixed === null ? [] : [`layer ${k} of the ${role} branch`])),
		);
		return fixed.length === 0
			? holds("All weights and biases are trained.")
			: fails(`These are constants: ${fixed.join(", ")}.`, { fixed });
	},
};
