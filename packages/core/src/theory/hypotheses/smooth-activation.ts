import { shallowNetwork } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** sigma in C^2, not affine. */
export const smoothActivation: Hypothesis = {
	id: "smooth-activation",
	title: "The activation is twice continuously differentiable and not affine.",
	latex: "\\sigma \\in C^2,\\ \\sigma'' \\not\\equiv 0",
	evaluate({ problem }) {
		const activation = shallowNetwork(problem)?.activation;
		if (activation === undefined) return fails("The network is not one hidden layer with a linear output.");
		const { smoothness, polynomialDegree } = activation.properties;
		if (smoothness < 2)
			return fails(`${activation.name} is in C^${smoothness} only.`, { activation: activation.name });
		return polynomialDegree !== null && polynomialDegree < 2
			? fails(`${activation.name} is affine.`)
			: holds(`${activation.name} is twice continuously differentiable.`);
	},
};
