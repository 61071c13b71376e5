import { idleUnit } from "../hypotheses/idle-unit.ts";
import { lossVariesWithoutUnit } from "../hypotheses/loss-varies-without-unit.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import type { Theorem } from "../theorem.ts";

/**
 * Without a penalty, an idle unit makes a path of strictly decreasing loss to infinity.
 *
 * Proof. Let the outgoing weights of one hidden unit be 0: its incoming weights then do not change the loss. The other
 * parameters do, and the activations and losses here are piecewise analytic, so the loss along some segment in them is
 * strictly monotone on a part of it. Run through that part in infinite time, in the descending direction, while the
 * incoming weights of the idle unit grow without bound.
 */
export const idleUnitPath: Theorem = {
	id: "liang-2022-idle-unit",
	title: "Without a penalty, decreasing paths to infinity exist",
	citation: {
		authors: "Liang, Sun & Srikant",
		year: 2022,
		title: "Revisiting Landscape Analysis in Deep Neural Networks: Eliminating Decreasing Paths to Infinity",
		venue: "SIAM J. Optim. 32 (2022), arXiv 1912.13472",
	},
	statement:
		"If there is no penalty, some hidden unit has trained incoming and outgoing weights, and the other parameters can change the loss while that unit is idle, there is a path of strictly decreasing loss along which |theta| grows without bound.",
	latex: "v_j = 0,\\ w_j(t) = t\\,w,\\ L(\\theta_{\\text{rest}}(t)) \\text{ strictly decreasing}",
	proof:
		"The incoming weights of a unit with outgoing weights 0 run off while the other parameters slowly descend.",
	concludes: [{ question: "decreasing-path-to-infinity", answer: "exists" }],
	hypotheses: [noPenalty, idleUnit, lossVariesWithoutUnit],
	constructions: [],
	conclude: () => [
		{
			question: "decreasing-path-to-infinity",
			answer: "exists",
			for: "this-problem",
			witness: null,
			sentence:
				"The incoming weights of a unit with outgoing weights 0 can run off to infinity while other parameters slowly lower the loss. That such a path exists does not mean that descent methods follow one.",
		},
	],
};
