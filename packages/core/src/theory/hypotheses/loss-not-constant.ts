import { outputMove } from "../exact/output-moves.ts";
import { holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** Trained parameters change the loss. */
export const lossNotConstant: Hypothesis = {
	id: "loss-not-constant",
	title: "The loss is not the same for all parameters.",
	latex: "L \\ne \\text{const}",
	evaluate({ problem }) {
		const move = outputMove(problem, null);
		return move === null
			? undecided("That the parameters change the loss was not shown for this architecture.")
			: holds(move);
	},
};
