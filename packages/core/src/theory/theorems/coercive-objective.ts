import { allWeightsPenalised } from "../hypotheses/all-weights-penalised.ts";
import { lossBoundedBelow } from "../hypotheses/loss-bounded-below.ts";
import type { Theorem } from "../theorem.ts";

/**
 * Weight decay on all parameters: the objective tends to infinity with |theta|.
 *
 * Proof. L(theta) >= lambda/2 |theta|^2 + inf l, so along a path on which |theta| is unbounded L is unbounded above, while
 * a strictly decreasing L stays below its start.
 */
export const coerciveObjective: Theorem = {
	id: "coercive-objective",
	title: "Weight decay: nothing descends to infinity",
	citation: {
		authors: "Liang, Sun & Srikant",
		year: 2022,
		title: "Revisiting Landscape Analysis in Deep Neural Networks: Eliminating Decreasing Paths to Infinity",
		venue: "SIAM J. Optim. 32 (2022), arXiv 1912.13472",
	},
	statement:
		"If weight decay lambda > 0 acts on every trained parameter and the loss is bounded below, the objective tends to infinity with |theta|: no path of decreasing loss goes to infinity, and the infimum is attained.",
	latex: "L(\\theta) \\ge \\tfrac{\\lambda}{2} |\\theta|^2 + \\inf \\ell",
	proof: "The penalty alone grows beyond the loss at the start of the path.",
	concludes: [{ question: "decreasing-path-to-infinity", answer: "excluded" }],
	hypotheses: [allWeightsPenalised, lossBoundedBelow],
	constructions: [],
	conclude: ({ problem }) => [
		{
			question: "decreasing-path-to-infinity",
			answer: "excluded",
			for: "this-problem",
			witness: null,
			sentence: `The objective is at least ${problem.weightDecay}/2 |theta|^2 plus a constant: it tends to infinity with |theta|.`,
		},
	],
};
