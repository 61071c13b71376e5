import { activationStrictlyConvex } from "../hypotheses/activation-strictly-convex.ts";
import { binaryLabels } from "../hypotheses/binary-labels.ts";
import { classesOutsideSpans } from "../hypotheses/classes-outside-spans.ts";
import { smoothMarginLoss } from "../hypotheses/margin-loss.ts";
import { shortcutBranch } from "../hypotheses/shortcut-branch.ts";
import { shortcutOffsetTrained } from "../hypotheses/shortcut-offset-trained.ts";
import { shortcutUnpenalised } from "../hypotheses/shortcut-unpenalised.ts";
import { widthForSubspaces } from "../hypotheses/width-for-subspaces.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import { liangBinary } from "./liang-2018.ts";
import { zeroLossConclusion } from "./zero-loss-conclusion.ts";

/**
 * Data that need not be linearly separable, strictly convex activation, enough units: every local minimum classifies
 * every training sample.
 *
 * Proof. v_i = l'(-y_i f_i) >= 0, e_i = v_i y_i, x~ = (x, 1).
 * 1. If some a_j = 0, L does not depend on w~_j, so points with w~_j moved are local minima too and sum_i e_i
 *    sigma(w~'.x~_i) = 0 on an open set; its second derivative is sum_i e_i sigma''(z_ij) x~_i x~_i^T = 0. With u
 *    orthogonal to all negatives and u.x~_i != 0: sum over positives of v_i sigma'' (u.x~_i)^2 = 0, so v_i = 0; by
 *    dL/da_0 = 0 the negatives' v sum to that of the positives, 0.
 * 2. Else let I be the positives with v_i > 0, J the units with a_j > 0. For u orthogonal to the negatives with u.x~_i != 0
 *    for an i in I, the matrix a_j sigma'(z_kj) u.x~_k (k in I, j in J) has v as a left null vector; if |J| >= |I| it has a
 *    right null vector c, and w~_j + t c_j u changes L by -t^2/2n sum_k v_k (u.x~_k)^2 sum_j a_j sigma'' c_j^2 < 0 to second
 *    order (where v = 0 the loss is flat to second order). So I nonempty implies |J| <= |I| - 1; likewise for the
 *    negatives I' and K = {a_j < 0}.
 * 3. dL/da_0 = 0: the v of both classes have one sum, so if one of I, I' is empty all v are 0. Both nonempty gives M <=
 *    |I| + |I'| - 2 <= n - 2 (n distinct inputs). With independent samples within the classes and u from the
 *    (r - r_-)-dimensional part of the span that is orthogonal to the negatives, M/2 (r - r_-) >= n gives the same.
 */
export const subspaces: Theorem = {
	id: "liang-2018-subspaces",
	title: "Classes in different subspaces: every local minimum classifies every training sample",
	citation: liangBinary,
	statement:
		"Let f = f_D + a_0 + sum_j a_j sigma(w_j.x + b_j) with all a_j, w_j and an output constant trained without a penalty, sigma twice continuously differentiable with sigma'' > 0 everywhere, and let the loss be twice continuously differentiable, non-decreasing in z = -y f, with derivative 0 only where z < 0. If no sample lies in the span of the other class (affine hulls with trained inner biases, linear spans without), and M >= max(1, n - 1) for n distinct inputs, or M >= 2 max(n/(r - max r), r_+, r_-) where any r_+ positives and any r_- negatives are independent, then every local minimum has training error 0.",
	latex:
		"\\sigma'' > 0,\\ \\tilde x_i \\notin \\mathrm{span}\\{\\tilde x_k : y_k \\neq y_i\\},\\ M \\ge \\max(1, n-1) \\;\\Longrightarrow\\; R(\\theta) = 0 \\text{ at every local minimum } \\theta",
	proof:
		"A misclassified sample leaves first-order conditions that fewer than n units can satisfy only with a null vector; moving the incoming weights along it, in a direction that the other class does not see, changes nothing to first order and lowers the loss to second order because the activation is strictly convex.",
	concludes: [
		{ question: "nonzero-training-error", answer: "excluded" },
		{ question: "bad-local-minimum", answer: "excluded" },
	],
	hypotheses: [
		shortcutBranch,
		shortcutOffsetTrained,
		shortcutUnpenalised,
		binaryLabels,
		smoothMarginLoss,
		activationStrictlyConvex,
		classesOutsideSpans,
		widthForSubspaces,
	],
	constructions: [
		"liang-2018/split-tanh",
		"liang-2018/one-subspace",
		"liang-2018/affine-piece",
		"liang-2018/odd-activation",
	],
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
