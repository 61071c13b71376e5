import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** Every layer has biases. */
export const biasesEverywhere: Hypothesis = {
	id: "biases-everywhere",
	title: "Every layer has biases.",
	latex: "b_1, \\dots, b_{h+1} \\text{ trained}",
	evaluate({ problem }) {
		const chain = onlyChain(problem);
		if (chain === null) return fails("There are parallel branches.");
		const missing = chain.findIndex(({ bias }) => !bias);
		return missing < 0
			? holds("Every layer has biases.")
			: fails(`Layer ${missing} has no biases.`, { layer: missing });
	},
};
