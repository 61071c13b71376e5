import { linearSlope } from "../../closed-forms/linear-scope.ts";
import { shortcutOf } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** The constant a_0, or another one that is added to the output, is trained. */
export const shortcutOffsetTrained: Hypothesis = {
	id: "offset-trained",
	title: "A constant that is added to the output is trained.",
	latex: "a_0 \\text{ trained}",
	evaluate({ problem }) {
		const shortcut = shortcutOf(problem);
		if (shortcut?.offset === "trained") return holds("The offset of the branch is trained.");
		const { layers } = problem.network.branches[0];
		const last = layers[layers.length - 1];
		if (last.bias && last.fixed === null && linearSlope(last.activation) !== null && last.noise === null)
			return holds("The output bias of the main network is trained.");
		return fails("No trained constant is added to the output.");
	},
};
