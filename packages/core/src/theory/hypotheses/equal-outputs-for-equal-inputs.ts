import { distinctInputs } from "../exact/distinct-inputs.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** Without noise factors, or without repeated inputs, the output is a function of the input on the data. */
export const equalOutputsForEqualInputs: Hypothesis = {
	id: "equal-outputs-for-equal-inputs",
	title: "Samples with equal inputs have equal outputs: no noise factors, or no repeated inputs.",
	latex: "x_i = x_k \\Rightarrow f_i = f_k",
	evaluate(subject) {
		const { network, data } = subject.problem;
		const noisy = network.branches.some(({ layers }) => layers.some(({ noise }) => noise !== null));
		if (!noisy) return holds("There are no noise factors.");
		const groups = subject.onceForData(distinctInputs, () => distinctInputs(data));
		return groups.length === data.samples
			? holds("No input is repeated.")
			: fails("Noise factors give repeated inputs different outputs.", {
					distinctInputs: groups.length,
					samples: data.samples,
				});
	},
};
