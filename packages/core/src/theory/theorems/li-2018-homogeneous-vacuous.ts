import { homogeneousUnit } from "../hypotheses/homogeneous-unit.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import type { Theorem } from "../theorem.ts";
import { liWidth } from "./li-2018.ts";

/**
 * Homogeneous units make the notion of a basin empty.
 *
 * Proof. Multiply the incoming weights and bias of the unit by c > 0 and its outgoing weights by c^-k: the loss is
 * constant on this orbit, which is unbounded unless incoming and outgoing weights are all 0; there, moving the incoming
 * weights alone changes nothing either. So through every point of a would-be compact K with strictly higher loss
 * around it passes an unbounded connected set of the same loss, which must leave K: contradiction.
 */
export const homogeneousVacuous: Theorem = {
	id: "li-2018-homogeneous-vacuous",
	title: "Homogeneous activations: the notion of a basin is empty",
	citation: liWidth,
	statement:
		"If some hidden unit has an activation with sigma(ct) = c^k sigma(t) for all c > 0 and a k > 0 (ReLU, leaky ReLU, identity, powers), trained incoming weights (and bias) and trained outgoing weights, and there is no penalty, no compact set is a set-wise strict local minimum, at any width. Theorems that exclude bad basins are then true and empty.",
	latex:
		"L(\\dots, c\\,w_j, c\\,b_j, c^{-k} v_j, \\dots) = L(\\dots, w_j, b_j, v_j, \\dots)\\ \\forall c > 0",
	proof:
		"Scaling the unit moves every point along an unbounded curve of constant loss, so no compact set is surrounded by higher loss.",
	concludes: [
		{ question: "bad-basin", answer: "vacuous" },
		{ question: "bad-strict-local-minimum", answer: "vacuous" },
	],
	hypotheses: [noPenalty, homogeneousUnit],
	constructions: ["zhou-2018/relu-strict", "soudry-2016/kink"],
	conclude: () => [
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
	],
};
