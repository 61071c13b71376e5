import { shallowNetwork } from "../architecture.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { curvedPlace } from "../witnesses/mean-predictor.ts";

/** sigma is twice continuously differentiable with sigma'' != 0 near some point. */
export const curvedActivation: Hypothesis = {
	id: "curved-activation",
	title: "The activation is twice continuously differentiable with nonzero second derivative at some point.",
	latex: "\\exists v:\\ \\sigma \\in C^2 \\text{ near } v,\\ \\sigma''(v) \\ne 0",
	evaluate({ problem }) {
		const shallow = shallowNetwork(problem);
		if (shallow === null) return fails("The network is not one hidden layer with a linear output.");
		const place = curvedPlace(shallow.activation);
		if (place !== null)
			return holds(
				`The second derivative of ${shallow.activation.name} at ${place.at} is ${place.sign > 0 ? "positive" : "negative"}.`,
				{
					...place,
				},
			);
		const { kinks, affinePieces } = shallow.activation.properties;
		return affinePieces.length > kinks.length
			? fails(`${shallow.activation.name} is piecewise affine.`)
			: undecided(
					`No point with a second derivative clearly other than 0 was found for ${shallow.activation.name}.`,
				);
	},
};
