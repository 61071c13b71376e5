import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** h >= 1 */
export const hiddenLayerExists: Hypothesis = {
	id: "hidden-layer",
	title: "There is a hidden layer.",
	latex: "h \\ge 1",
	evaluate({ problem }) {
		const hidden = (onlyChain(problem)?.length ?? 1) - 1;
		return hidden > 0 ? holds(`There are ${hidden} hidden layers.`) : fails("There is no hidden layer.");
	},
};
