import { outsideConeScope } from "../../closed-forms/cone-scope.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** The scope of the closed forms in cones. */
export const reluWithoutOutputBias: Hypothesis = {
	id: "relu-without-output-bias",
	title:
		"One hidden ReLU layer, a linear output layer without bias, the squared loss, everything trained, no noise, no penalty.",
	latex: "L = \\tfrac12 |A_2\\, \\max(A_1 X, 0) - Y|^2",
	evaluate({ problem }) {
		const outside = outsideConeScope(problem);
		return outside === null ? holds("One ReLU layer without output bias, squared loss.") : fails(outside);
	},
};
