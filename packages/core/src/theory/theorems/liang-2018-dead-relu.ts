import { bestConstantExists } from "../hypotheses/best-constant.ts";
import { constantNotOptimal } from "../hypotheses/constant-not-optimal.ts";
import { activationConstantPiece } from "../hypotheses/constant-piece.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { innerAndOuterBiases } from "../hypotheses/inner-and-outer-biases.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oneHiddenLayer } from "../hypotheses/one-hidden-layer.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import type { Witness } from "../witness.ts";
import { deadPoint } from "../witnesses/dead-units.ts";
import { misclassifiedByConstant } from "../witnesses/misclassified-by-constant.ts";
import { liangBinary } from "./liang-2018.ts";

/**
 * An activation with a constant piece: a bad local minimum with all units constant, at any width.
 *
 * Proof. With all preactivations inside the constant piece the outputs depend on their biases alone, here and nearby; the
 * loss is convex in them and the best constant c minimises it: a local minimum, where the loss is differentiable. It
 * is bad: at an input x where the sum of the derivatives of the loss over the samples at x is not 0, the derivatives are
 * not orthogonal to all features sigma(w.x_i + b), because a continuous activation that is no polynomial interpolates
 * any values on distinct inputs (Leshno, Lin, Pinkus & Schocken 1993). One unit moved to such w, b with a small outgoing
 * weight of the right sign lowers the loss to first order.
 */
export const deadRelu: Theorem = {
	id: "liang-2018-dead-relu",
	title: "An activation with a constant piece: a bad local minimum at any width",
	citation: liangBinary,
	statement:
		"Let the network be one hidden layer of units that are constant on an interval (as the ReLU is below 0), with trained inner biases and trained output biases, no noise, no penalty, and let the loss be convex and differentiable with a best constant output c. The point with all preactivations inside that interval and outputs c is a differentiable local minimum. It is bad if at some distinct input the derivatives of the loss at c do not cancel. If c is not 0 and both classes occur, it misclassifies.",
	latex:
		"w_j = 0,\\ b_j \\in (p, q),\\ a_0 = c - \\textstyle\\sum_j a_j \\sigma_0 \\;\\Longrightarrow\\; \\text{local minimum with } L = \\min_c \\textstyle\\sum_i \\omega_i\\, \\ell(c, y_i)",
	proof:
		"Near that point the network is constant in x, and the best constant is chosen. A single live unit whose feature is not orthogonal to the derivatives of the loss does better, and such a feature exists.",
	concludes: [
		{ question: "bad-differentiable-local-minimum", answer: "exists" },
		{ question: "nonzero-training-error", answer: "exists" },
	],
	hypotheses: [
		oneHiddenLayer,
		everythingTrained,
		innerAndOuterBiases,
		noNoise,
		noPenalty,
		activationConstantPiece,
		bestConstantExists,
		constantNotOptimal,
	],
	constructions: ["liang-2018/dead-relu"],
	conclude(subject): Conclusion[] {
		const point = deadPoint(subject);
		if (point === null) return [];
		const { loss, better } = point;
		const reason = "one live unit lowers the loss to first order";
		const witness: Witness = {
			construct: "liang-2018/dead-relu",
			settings: {},
			point: Array.from(point.theta),
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
				sentence: `With all preactivations in the constant piece and the best constant outputs the loss is ${loss.toPrecision(6)}: a local minimum, and ${reason}.`,
			},
			...misclassifiedByConstant(subject.problem, point.constant.outputs[0], witness),
		];
	},
};
