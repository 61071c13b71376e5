import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** The output layer of the chain has a trained bias. */
export const outputBiasTrained: Hypothesis = {
	id: "output-bias-trained",
	title: "The output has a trained bias.",
	latex: "a_0 \\text{ trained}",
	evaluate({ problem }) {
		const last = onlyChain(problem)?.at(-1);
		if (last === undefined) return fails("There are parallel branches.");
		return last.bias && last.fixed === null
			? holds("The output has a trained bias.")
			: fails(`The bias of the output is ${last.bias ? "a constant" : "absent"}.`);
	},
};
