import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** No fixed factors on hidden units: equal inputs give equal outputs. */
export const noNoise: Hypothesis = {
	id: "no-noise",
	title: "No noise factors act on hidden units.",
	latex: "\\varepsilon_{jn} = 1",
	evaluate({ problem: { network } }) {
		const noisy = network.branches.some(({ layers }) => layers.some(({ noise }) => noise !== null));
		return noisy ? fails("Fixed noise factors act on hidden units.") : holds("There are no noise factors.");
	},
};
