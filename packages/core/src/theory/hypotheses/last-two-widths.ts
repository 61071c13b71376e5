import { onlyChain } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** N <= d_(L-2) d_(L-1): the product of the last two hidden widths. */
export const lastTwoWidths: Hypothesis = {
	id: "last-two-widths",
	title: "There are at most as many samples as the product of the last two hidden widths.",
	latex: "N \\le d_{L-2}\\, d_{L-1}",
	evaluate({ problem }) {
		const chain = onlyChain(problem);
		if (chain === null || chain.length < 3) return fails("There are not two hidden layers in one chain.");
		const widths = chain.slice(-3, -1).map(({ width }) => width);
		const product = widths[0] * widths[1];
		const evidence = { samples: problem.data.samples, widths };
		return problem.data.samples <= product
			? holds(
					`${problem.data.samples} samples are at most ${widths[0]} x ${widths[1]} = ${product}.`,
					evidence,
				)
			: fails(
					`${problem.data.samples} samples are more than ${widths[0]} x ${widths[1]} = ${product}.`,
					evidence,
				);
	},
};
