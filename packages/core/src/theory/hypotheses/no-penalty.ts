import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** No weight decay and no penalised exponential neuron: the objective is the loss alone. */
export const noPenalty: Hypothesis = {
	id: "no-penalty",
	title: "The objective is the loss alone, without weight decay or another penalty.",
	latex: "L(\\theta) = \\textstyle\\sum_i \\omega_i\\, \\ell(f(x_i;\\theta), y_i)",
	evaluate({ problem }) {
		if (problem.weightDecay > 0)
			return fails(`There is weight decay ${problem.weightDecay} on all trained parameters.`, {
				weightDecay: problem.weightDecay,
			});
		if (problem.exponentialPenalty > 0)
			return fails(`The exponential neuron has a penalty ${problem.exponentialPenalty}.`, {
				exponentialPenalty: problem.exponentialPenalty,
			});
		return holds("There is no weight decay and no other penalty.");
	},
};
