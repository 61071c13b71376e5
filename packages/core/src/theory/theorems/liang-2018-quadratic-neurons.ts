import { binaryLabels } from "../hypotheses/binary-labels.ts";
import { smoothMarginLoss } from "../hypotheses/margin-loss.ts";
import { pencilIndefinite } from "../hypotheses/pencil-indefinite.ts";
import { quadraticUnits } from "../hypotheses/quadratic-units.ts";
import { shortcutBranch } from "../hypotheses/shortcut-branch.ts";
import { shortcutOffsetTrained } from "../hypotheses/shortcut-offset-trained.ts";
import { shortcutUnpenalised } from "../hypotheses/shortcut-unpenalised.ts";
import { widthForQuadraticUnits } from "../hypotheses/width-for-quadratic-units.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import { liangBinary } from "./liang-2018.ts";
import { zeroLossConclusion } from "./zero-loss-conclusion.ts";

/**
 * Quadratic units: every local minimum classifies every sample, if no weighting of the classes makes the difference of
 * their second moments semidefinite.
 *
 * Proof. v_i = l'(-y_i f_i) >= 0, e_i = v_i y_i. If v != 0, dL/da_0 = 0 gives sum e = 0, so S = sum e_i x~_i x~_i^T is a
 * positive multiple of some S(lambda), indefinite. If some a_j = 0, w~_j is free and the second derivative of sum e_i
 * (w~.x~_i)^2 = 0 on an open set gives S = 0: contradiction. Else at least D + 1 units share a sign; choose c != 0 on
 * them with sum a_j c_j w~_j = 0; w~_j += t c_j u changes f by exactly t^2 (sum a_j c_j^2)(u.x~)^2, so L to second order
 * by -t^2/n (sum a_j c_j^2) u^T S u, negative for a suitable u. So v = 0.
 */
export const quadraticNeuronsTheorem: Theorem = {
	id: "liang-2018-quadratic-neurons",
	title: "Quadratic units: every local minimum classifies every training sample",
	citation: liangBinary,
	statement:
		"Let f = f_D + a_0 + sum_j a_j (w_j.x + b_j)^2 with all a_j, w_j, an output constant and either all or no b_j trained without a penalty, M >= 2 D + 1 units (D the length of (x, 1), or of x without inner biases), and let the loss be twice continuously differentiable, non-decreasing in z = -y f, with derivative 0 only where z < 0. If S(lambda) = sum_i lambda_i y_i x~_i x~_i^T is indefinite for all lambda >= 0 that sum to 1 over each class, every local minimum has training error 0.",
	latex:
		"S(\\lambda) \\text{ indefinite } \\forall \\lambda,\\ M \\ge 2D + 1 \\;\\Longrightarrow\\; R(\\theta) = 0 \\text{ at every local minimum}",
	proof:
		"A move of the incoming weights that cancels to first order changes the output by a multiple of a square, which lowers the loss unless the derivatives of the loss make a semidefinite matrix.",
	concludes: [
		{ question: "nonzero-training-error", answer: "excluded" },
		{ question: "bad-local-minimum", answer: "excluded" },
	],
	hypotheses: [
		shortcutBranch,
		quadraticUnits,
		shortcutOffsetTrained,
		shortcutUnpenalised,
		binaryLabels,
		smoothMarginLoss,
		widthForQuadraticUnits,
		pencilIndefinite,
	],
	constructions: ["liang-2018/quadratic-neurons"],
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
