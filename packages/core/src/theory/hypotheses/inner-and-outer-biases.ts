import { shallowNetwork } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** The hidden units and the outputs of a one-hidden-layer network have trained biases. */
export const innerAndOuterBiases: Hypothesis = {
	id: "inner-and-outer-biases",
	title: "Hidden units and outputs have trained biases.",
	latex: "b_j,\\ a_0 \\text{ trained}",
	evaluate({ problem }) {
		const shallow = shallowNetwork(problem);
		if (shallow === null) return fails("There is no hidden layer with a linear output to speak of.");
		if (shallow.innerBiases !== "trained")
			return fails(`The biases of hidden units are ${shallow.innerBiases}.`);
		if (shallow.offset !== "trained") return fails(`The bias of the output is ${shallow.offset}.`);
		return holds("Hidden units and outputs have trained biases.");
	},
};
