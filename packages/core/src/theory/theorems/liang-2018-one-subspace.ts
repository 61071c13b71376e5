import { convexityTrap } from "../exact/convexity-trap.ts";
import { distinctInputs } from "../exact/distinct-inputs.ts";
import { bestConstantExists } from "../hypotheses/best-constant.ts";
import { convexMarginLoss } from "../hypotheses/convex-margin-loss.ts";
import { curvedActivation } from "../hypotheses/curved-activation.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { innerAndOuterBiases } from "../hypotheses/inner-and-outer-biases.ts";
import { meanPredictorTrapped } from "../hypotheses/mean-predictor-trapped.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oneHiddenLayer } from "../hypotheses/one-hidden-layer.ts";
import { oneOutput } from "../hypotheses/one-output.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import type { Witness } from "../witness.ts";
import { bestConstant } from "../witnesses/best-constant.ts";
import { constantPredictor } from "../witnesses/constant-predictor.ts";
import { misclassifiedByConstant } from "../witnesses/misclassified-by-constant.ts";
import { liangBinary } from "./liang-2018.ts";

/**
 * One class a spread of the other: a bad local minimum of constant output for margin losses, at any width.
 *
 * Proof. Let c be the best constant and e_i = -dL/df_i there: e_i = k w_i y_i / W_(y_i) with k > 0 and the weights W_+, W_- of
 * the classes. With labels +1 and -1 the residuals of the weighted mean m = (W_+ - W_-) / W satisfy w_i (m - y_i) = -(2 W_+
 * W_- / (k W)) e_i: so <e, phi> <= 0 for every convex phi is what the test of the mean predictor decides. Put all
 * preactivations at v with sigma''(v) != 0, w_j = 0, and give every outgoing weight the sign of sigma''(v): nearby the
 * network is a convex function phi of x on the data, and by convexity of the loss L >= L_0 - <e, phi - c> >= L_0: a local
 * minimum. It is bad: <e, .> vanishes on affine functions and <e, |x|^2> < 0, so <e, (q.x)^2> < 0 for some q; a unit with
 * weights eps q and outgoing weight of the other sign lowers the loss. The same with convex and concave exchanged.
 */
export const oneSubspace: Theorem = {
	id: "liang-2018-one-subspace",
	title: "One class a spread of the other: trapped at the best constant, at any width",
	citation: liangBinary,
	statement:
		"Let the network be one hidden layer with trained inner biases and output bias and one output, no noise, no penalty, an activation that is twice continuously differentiable with nonzero second derivative near some point, and a loss that is a convex, continuously differentiable function of z = -y f, non-decreasing, with derivative 0 only where z < 0; both labels occur. If one class, as a weighted distribution, is a spread of the other (larger in the convex order) and they differ, the best constant output is a bad local minimum at any width. If that constant is not 0, it misclassifies.",
	latex:
		"\\textstyle\\sum_{\\pm} \\tfrac{\\omega_i}{W_\\pm} \\delta_{x_i} \\succeq_{cx} \\sum_{\\mp} \\tfrac{\\omega_i}{W_\\mp} \\delta_{x_i} \\;\\Longrightarrow\\; f \\equiv c \\text{ is a bad local minimum}",
	proof:
		"Around that point with all outgoing weights of one sign the network can only form convex functions, and none of them tells the narrower class from the wider one in the right direction; a unit of the other sign does.",
	concludes: [
		{ question: "bad-differentiable-local-minimum", answer: "exists" },
		{ question: "nonzero-training-error", answer: "exists" },
	],
	hypotheses: [
		oneHiddenLayer,
		oneOutput,
		everythingTrained,
		innerAndOuterBiases,
		noNoise,
		noPenalty,
		convexMarginLoss,
		curvedActivation,
		bestConstantExists,
		meanPredictorTrapped,
	],
	constructions: ["liang-2018/one-subspace", "liang-2018/logistic-one-subspace"],
	async conclude(subject): Promise<Conclusion[]> {
		const { data } = subject.problem;
		const groups = subject.onceForData(distinctInputs, () => distinctInputs(data));
		const trap = await subject.onceForData(convexityTrap, () => convexityTrap(data, groups));
		const outcome = subject.once(bestConstant, () => bestConstant(subject.problem));
		if (trap.status !== "holds" || !("found" in outcome)) return [];
		const point = constantPredictor(subject, outcome.found, trap.side);
		if (point === null) return [];
		const { theta, loss, better } = point;
		const reason = "a unit with an outgoing weight of the other sign lowers the loss";
		const witness: Witness = {
			construct: "liang-2018/one-subspace",
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
				sentence: `The best constant with all units ${trap.side}, loss ${loss.toPrecision(6)}, is a local minimum: no ${trap.side} function of the inputs does better, and ${reason}.`,
			},
			...misclassifiedByConstant(subject.problem, outcome.found.outputs[0], witness),
		];
	},
};
