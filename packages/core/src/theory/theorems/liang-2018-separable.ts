import { activationIncreasing } from "../hypotheses/activation-increasing.ts";
import { binaryLabels } from "../hypotheses/binary-labels.ts";
import { linearlySeparable } from "../hypotheses/linearly-separable.ts";
import { monotoneMarginLoss } from "../hypotheses/margin-loss.ts";
import { shortcutBranch } from "../hypotheses/shortcut-branch.ts";
import { shortcutUnpenalised } from "../hypotheses/shortcut-unpenalised.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import { liangBinary } from "./liang-2018.ts";
import { zeroLossConclusion } from "./zero-loss-conclusion.ts";

/**
 * Linearly separable data, an increasing activation in a shortcut (or a network of one hidden layer), a smooth hinge:
 * every local minimum classifies every training sample.
 *
 * Proof. Let u~ = (u, beta) separate: y_i u~.x~_i > 0. Write v_i = l'(-y_i f_i) >= 0 and take any unit j.
 * If a_j != 0, then dL/dw~_j . u~ = 0 reads a_j sum_i v_i sigma'(z_ij) y_i u~.x~_i = 0; all terms have one sign, so all
 * v_i = 0. If a_j = 0, then dL/da_j = 0; with a_j = d^2 and w~_j + d u~ the loss changes by -d^3 sum_i v_i sigma'(z_ij)
 * y_i u~.x~_i + o(d^3), negative for small d > 0 unless all v_i = 0. So all v_i = 0, which means -y_i f_i < 0: sample i is
 * classified, without a tie. For activations with kinks and slope >= m > 0 on bounded sets replace sigma' by m and
 * derivatives by one-sided differences. Sample weights multiply v_i. Any further branch, trained or not, is only another
 * summand of f_i.
 */
export const separable: Theorem = {
	id: "liang-2018-separable",
	title: "Separable data: every local minimum classifies every training sample",
	citation: liangBinary,
	statement:
		"Let f = f_D + a_0 + sum_j a_j sigma(w_j.x + b_j) with at least one unit whose a_j and w_j are trained without a penalty, f_D any function with its own parameters, sigma strictly increasing (sigma' > 0 everywhere, or kinks and slopes bounded below on bounded sets), and let the loss be differentiable with locally Lipschitz derivative, non-decreasing in z = -y f, with derivative 0 only where z < 0. If the classes are linearly separable (by a hyperplane through the origin where inner biases are not trained), every local minimum has training error 0.",
	latex:
		"\\sigma' > 0,\\ \\ell' \\ge 0,\\ (\\ell'(z) = 0 \\Rightarrow z < 0),\\ y_i(u \\cdot x_i + \\beta) > 0\\ \\forall i \\;\\Longrightarrow\\; R(\\theta) = 0 \\text{ at every local minimum } \\theta",
	proof:
		"Moving the incoming weights of one unit along a separating direction changes the outputs of all samples towards their labels; at a local minimum that gains nothing only if every derivative of the loss is 0, that is, if every sample is classified. A unit with outgoing weight 0 is first given a small one.",
	concludes: [
		{ question: "nonzero-training-error", answer: "excluded" },
		{ question: "bad-local-minimum", answer: "excluded" },
	],
	hypotheses: [
		shortcutBranch,
		shortcutUnpenalised,
		binaryLabels,
		monotoneMarginLoss,
		activationIncreasing,
		linearlySeparable,
	],
	constructions: ["liang-2018/dead-relu", "liang-2018/quadratic-neurons"],
	conclude({ problem }): Conclusion[] {
		return [
			{
				question: "nonzero-training-error",
				answer: "excluded",
				for: "this-problem",
				witness: null,
				sentence:
					"In exact arithmetic, no local minimum of this objective misclassifies a training sample. This is not a statement about where training stops.",
			},
			...zeroLossConclusion(problem),
		];
	},
};
