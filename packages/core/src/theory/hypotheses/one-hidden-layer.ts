import { shallowNetwork } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** f(x) = sum_j a_j sigma(w_j.x + b_j) + a_0 and nothing else. */
export const oneHiddenLayer: Hypothesis = {
	id: "one-hidden-layer",
	title: "The network is one hidden layer with a linear output, without parallel branches.",
	latex: "f(x) = a_0 + \\textstyle\\sum_{j=1}^m a_j\\, \\sigma(w_j \\cdot x + b_j)",
	evaluate({ problem }) {
		const shallow = shallowNetwork(problem);
		if (shallow !== null)
			return holds(`One hidden layer of ${shallow.width} ${shallow.activation.name} units, linear output.`, {
				width: shallow.width,
			});
		const { branches } = problem.network;
		if (branches.length > 1)
			return fails(
				`There are ${branches.length} parallel branches: ${branches.map(({ role }) => role).join(", ")}.`,
			);
		const hidden = branches[0].layers.length - 1;
		if (branches[0].layers.some(({ noise }) => noise !== null))
			return fails("Noise factors act on hidden units.");
		return hidden === 1
			? fails(
					`The output layer has the activation ${branches[0].layers[1].activation.name}, which is not linear.`,
				)
			: fails(`The network has ${hidden} hidden layers.`, { hiddenLayers: hidden });
	},
};
