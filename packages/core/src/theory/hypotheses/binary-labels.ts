import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** y_i = +1 or -1, one output. */
export const binaryLabels: Hypothesis = {
	id: "binary-labels",
	title: "The labels are +1 and -1.",
	latex: "y_i \\in \\{+1, -1\\}",
	evaluate({ problem: { data } }) {
		if (data.labels !== "binary") return fails("The targets are not labels +1 and -1.");
		let positives = 0;
		for (const y of data.y) if (y > 0) positives++;
		return holds(`There are ${positives} positive and ${data.samples - positives} negative samples.`, {
			positives,
			negatives: data.samples - positives,
		});
	},
};
