import { bestConstantExists } from "../hypotheses/best-constant.ts";
import { classMomentsSemidefinite } from "../hypotheses/class-moments-semidefinite.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oneHiddenLayer } from "../hypotheses/one-hidden-layer.ts";
import { oneOutput } from "../hypotheses/one-output.ts";
import { quadraticUnits } from "../hypotheses/quadratic-units.ts";
import { shortcutOffsetTrained } from "../hypotheses/shortcut-offset-trained.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import type { Witness } from "../witness.ts";
import { misclassifiedByConstant } from "../witnesses/misclassified-by-constant.ts";
import { quadraticTrap, quadraticTrapPoint } from "../witnesses/quadratic-trap.ts";
import { liangBinary } from "./liang-2018.ts";

/**
 * Quadratic units on classes whose second moments are ordered: a bad local minimum of constant output, at any width.
 *
 * Proof. Let sigma(t) = c t^2, c > 0 (for c < 0 exchange the signs of a_j). Take w~_j = 0 and all a_j < 0: nearby f = a_0 +
 * x~^T Q x~ with Q <= 0. With the best constant f_0 and e_i = -dL/df_i there, sum_i e_i = 0; L is convex in the outputs, so
 * L >= L_0 - sum_i e_i (f_i - f_0) = L_0 - <S, Q> >= L_0 if S = sum_i e_i x~_i x~_i^T >= 0: a local minimum. If S <= 0 take
 * a_j > 0. It is bad if S != 0: then u^T S u != 0 for some u, and a unit with w~ = t u and an outgoing weight of the other
 * sign changes L by -t^2 c |a| |u^T S u| + O(t^4) < 0. For margin losses e_i = k w_i y_i / W_(y_i) with k > 0 and the weights
 * W of the classes, so S is the difference of the second moments of the classes. With inner biases the entry of S for the
 * biases is sum_i e_i = 0, so a semidefinite S needs sum_i e_i x_i = 0, equal class means.
 */
export const quadraticNeuronsNecessary: Theorem = {
	id: "liang-2018-quadratic-neurons-necessary",
	title: "Quadratic units: a bad local minimum where the second moments of the classes are ordered",
	citation: liangBinary,
	statement:
		"Let the network be one hidden layer of units c t^2 (c other than 0) with one linear output and a trained output bias, inner biases all trained or absent, everything trained, no noise, no penalty, and let the loss be half of the squared error, or a convex continuously differentiable margin loss, non-decreasing in z = -y f with derivative 0 only where z < 0 and both classes present. If S = sum_i e_i x~_i x~_i^T is semidefinite and not 0, e_i the negative derivatives of the loss at the best constant output, there is a bad differentiable local minimum of constant output at any width. If that constant is not 0 and both labels occur, it misclassifies all samples of the lighter class.",
	latex:
		"0 \\ne S = \\textstyle\\sum_i e_i \\tilde x_i \\tilde x_i^\\top \\succeq 0 \\;\\Longrightarrow\\; (w_j = 0,\\ a_j < 0,\\ a_0 = c) \\text{ is a bad local minimum}",
	proof:
		"Near that point the network adds a form of one sign to the best constant, which by convexity the pulls do not reward; a unit of the other sign is rewarded to first order.",
	concludes: [
		{ question: "bad-differentiable-local-minimum", answer: "exists" },
		{ question: "nonzero-training-error", answer: "exists" },
	],
	hypotheses: [
		oneHiddenLayer,
		oneOutput,
		everythingTrained,
		shortcutOffsetTrained,
		noNoise,
		noPenalty,
		quadraticUnits,
		bestConstantExists,
		classMomentsSemidefinite,
	],
	constructions: ["liang-2018/quadratic-neurons"],
	conclude(subject): Conclusion[] {
		const trap = quadraticTrap(subject);
		const point = trap === null ? null : quadraticTrapPoint(subject, trap);
		if (trap === null || point === null) return [];
		const { theta, loss, better } = point;
		const reason = "one unit with an outgoing weight of the other sign lowers the loss";
		const witness: Witness = {
			construct: "liang-2018/quadratic-neurons",
			settings: {},
			point: Array.from(theta),
			loss,
			better: {
				point: better === null ? null : Array.from(better),
				loss: better === null ? loss : subject.objective().value(better),
				reason,
			},
			exactness: "rounded",
		};
		return [
			{
				question: "bad-differentiable-local-minimum",
				answer: "exists",
				for: "this-problem",
				witness,
				sentence: `With all incoming weights 0 and outgoing weights of one sign the best constant output, loss ${loss.toPrecision(6)}, is a local minimum, and ${reason}.`,
			},
			...misclassifiedByConstant(subject.problem, trap.constant.outputs[0], witness),
		];
	},
};
