import { linearSlope } from "../../closed-forms/linear-scope.ts";
import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** The output layer has no activation, so that the loss is convex in its weights. */
export const linearOutput: Hypothesis = {
	id: "linear-output",
	title: "The output layer is linear.",
	latex: "f = W_{h+1} T_h",
	evaluate({ problem }) {
		const chain = onlyChain(problem);
		if (chain === null) return fails("There are parallel branches.");
		const { activation } = chain[chain.length - 1];
		return linearSlope(activation) !== null
			? holds("The output layer is linear.")
			: fails(`The output layer has the activation ${activation.name}.`, { activation: activation.name });
	},
};
