import { homogeneousUnit } from "../hypotheses/homogeneous-unit.ts";
import { lossNotConstant } from "../hypotheses/loss-not-constant.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import { liWidth } from "./li-2018.ts";

/**
 * Homogeneous units make the notion of a basin empty.
 *
 * Proof. Multiply the incoming weights and bias of the unit by c > 0 and its outgoing weights by c^-k: the loss is
 * constant on this orbit, which is unbounded unless incoming and outgoing weights are all 0; there, moving the incoming
 * weights alone changes nothing either. So through every point of a would-be compact K with strictly higher loss
 * around it passes an unbounded connected set of the same loss, which must leave K: contradiction.
 *
 * The notion of a decreasing path to infinity is cheap for the same reason, when the loss is not constant: let u be one
 * incoming weight of the unit. L is continuous and not constant, so it is not constant on both convex sets u > 0 and u < 0
 * (the two constants would agree at u = 0); take two points of one of them with different losses. On the segment between
 * them L is piecewise analytic and not constant, so it is strictly monotone on a part of it. Run through that part in the
 * descending direction and scale the unit with c -> infinity meanwhile: the loss is that on the segment, strictly
 * decreasing, and |c u| grows without bound.
 */
export const homogeneousVacuous: Theorem = {
	id: "li-2018-homogeneous-vacuous",
	title: "Homogeneous activations: the notion of a basin is empty",
	citation: liWidth,
	statement:
		"If some hidden unit has an activation with sigma(ct) = c^k sigma(t) for all c > 0 and a k > 0 (ReLU, leaky ReLU, identity, powers), trained incoming weights (and bias) and trained outgoing weights, and there is no penalty, no compact set is a set-wise strict local minimum, at any width. Theorems that exclude bad basins are then true and empty. If trained parameters change the loss at all, there is also a path of strictly decreasing loss along which |theta| grows without bound.",
	latex:
		"L(\\dots, c\\,w_j, c\\,b_j, c^{-k} v_j, \\dots) = L(\\dots, w_j, b_j, v_j, \\dots)\\ \\forall c > 0",
	proof:
		"Scaling the unit moves every point along an unbounded curve of constant loss, so no compact set is surrounded by higher loss; and any short descent can be joined with a scaling that runs off to infinity.",
	concludes: [
		{ question: "bad-basin", answer: "vacuous" },
		{ question: "bad-strict-local-minimum", answer: "vacuous" },
		{ question: "decreasing-path-to-infinity", answer: "exists" },
	],
	hypotheses: [noPenalty, homogeneousUnit],
	constructions: ["zhou-2018/relu-strict", "soudry-2016/kink"],
	async conclude(subject): Promise<Conclusion[]> {
		const empty: Conclusion[] = [
			{
				question: "bad-basin",
				answer: "vacuous",
				for: "this-problem",
				witness: null,
				sentence:
					"Scaling a homogeneous unit moves every point along an unbounded curve of constant loss: no compact set is surrounded by higher loss, whatever the width.",
			},
			{
				question: "bad-strict-local-minimum",
				answer: "vacuous",
				for: "this-problem",
				witness: null,
				sentence:
					"Scaling a homogeneous unit moves every point along a curve of constant loss: no local minimum is strict.",
			},
		];
		if ((await subject.finding(lossNotConstant)).status !== "holds") return empty;
		return [
			...empty,
			{
				question: "decreasing-path-to-infinity",
				answer: "exists",
				for: "this-problem",
				witness: null,
				sentence:
					"While the loss descends a little, a homogeneous unit can be scaled to infinity without changing it. This says how weak the notion is for such units, not that descent methods run off.",
			},
		];
	},
};
