import { distinctInputs } from "../exact/distinct-inputs.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** No input occurs with two labels. */
export const noMixedInputs: Hypothesis = {
	id: "consistent-labels",
	title: "No input occurs with different targets.",
	latex: "x_i = x_k \\Rightarrow y_i = y_k",
	evaluate(subject) {
		const groups = subject.onceForData(distinctInputs, () => distinctInputs(subject.problem.data));
		const mixed = groups.find((group) => group.mixed);
		return mixed === undefined
			? holds(`Each of the ${groups.length} distinct inputs has one target.`)
			: fails(`The samples ${mixed.samples.join(", ")} have the same input and different targets.`, {
					samples: mixed.samples,
				});
	},
};
