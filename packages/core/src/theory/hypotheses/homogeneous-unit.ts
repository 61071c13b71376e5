import { hiddenLayers } from "../../points/hidden-layer.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** A hidden unit with sigma(c t) = c^k sigma(t), c > 0, whose incoming weights (and bias) and outgoing weights are trained. */
export const homogeneousUnit: Hypothesis = {
	id: "homogeneous-unit",
	title:
		"Some hidden unit has a positively homogeneous activation of degree above 0 and trained weights on both sides.",
	latex: "\\sigma(ct) = c^k \\sigma(t)\\ \\forall c > 0,\\ k > 0",
	evaluate({ problem }) {
		for (const { name, declared, incoming, outgoing } of hiddenLayers(problem)) {
			const degree = declared.activation.properties.homogeneousDegree;
			if (degree !== null && degree > 0 && incoming && outgoing)
				return holds(
					`The units of ${name} are homogeneous of degree ${degree} (${declared.activation.name}).`,
					{
						layer: name,
						degree,
					},
				);
		}
		return fails("No hidden unit has a homogeneous activation and trained weights on both sides.");
	},
};
