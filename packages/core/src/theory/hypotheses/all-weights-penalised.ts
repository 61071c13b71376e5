import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** lambda/2 |theta|^2 with lambda > 0 over all trained parameters. */
export const allWeightsPenalised: Hypothesis = {
	id: "all-weights-penalised",
	title: "Weight decay acts on every trained parameter.",
	latex: "\\lambda > 0",
	evaluate({ problem }) {
		return problem.weightDecay > 0
			? holds(
					`Weight decay ${problem.weightDecay} acts on all ${problem.network.parameters} trained parameters.`,
					{
						weightDecay: problem.weightDecay,
					},
				)
			: fails("There is no weight decay.");
	},
};
