import { allPatternsFullRank } from "../hypotheses/all-patterns-full-rank.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { squaredLoss } from "../hypotheses/squared-loss.ts";
import { twoSlopesWithoutBiases } from "../hypotheses/two-slopes.ts";
import type { Theorem } from "../theorem.ts";
import { soudryDifferentiable } from "./soudry-2016.ts";

/**
 * Small networks: all activation patterns are enumerated, and the guarantee holds for the data and the noise as stored.
 *
 * Proof. As with probability one over the noise: at a differentiable local minimum the residuals are in the null space of
 * A o X for the sign pattern of an open cell of the weights. Here all patterns that some weights realise are listed and
 * their ranks are N, in exact arithmetic, so the residuals are 0.
 */
export const signPatterns: Theorem = {
	id: "soudry-2016-sign-patterns",
	title: "All activation patterns enumerated: no bad differentiable local minimum for these data",
	citation: soudryDifferentiable,
	statement:
		"Let the network be one hidden layer of units with two nonzero slopes, without biases, one linear output, all weights trained, the squared loss (positive sample weights allowed), no penalty, with or without noise factors. If for every sign pattern of the preactivations that some weights realise the columns a_n (x) x_n are independent, every local minimum at which the loss is differentiable has loss 0, for any targets. Enumerated for at most 24 activation signs.",
	latex:
		"\\mathrm{rank}(A \\circ X) = N\\ \\forall A \\;\\Longrightarrow\\; L = 0 \\text{ at every differentiable local minimum}",
	proof:
		"The residuals at a differentiable local minimum are orthogonal to N independent columns, whatever the pattern.",
	concludes: [{ question: "bad-differentiable-local-minimum", answer: "excluded" }],
	hypotheses: [twoSlopesWithoutBiases, everythingTrained, squaredLoss, noPenalty, allPatternsFullRank],
	constructions: ["soudry-2016/no-noise"],
	conclude: () => [
		{
			question: "bad-differentiable-local-minimum",
			answer: "excluded",
			for: "this-problem",
			witness: null,
			sentence:
				"For every activation pattern the columns are independent, exactly, with the noise as stored: every local minimum at which the loss is differentiable has loss 0. Points on kinks are not covered.",
		},
	],
};
