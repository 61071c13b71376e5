import { threeLayersOrMore } from "../hypotheses/depth.ts";
import { linearNetworkOf } from "../hypotheses/linear-network.ts";
import type { Theorem } from "../theorem.ts";
import { linearValleys } from "./linear-valleys.ts";
import { zhouCritical } from "./zhou-2018.ts";

/**
 * Three linear layers or more: no bad local minimum; saddles may be non-strict.
 *
 * Proof. A critical point is, up to hidden changes of basis, a selection S of singular triples and a critical point Z of
 * zero product of the residual problem. With a smaller eigenvalue selected instead of a larger one, turning u_s into u_n
 * and sigma_s v_s into sigma_n v_n changes the loss by -1/2 sin^2 t (lambda_n - lambda_s). With fewer triples than fit, a
 * local minimum would make all nearby Z' of zero product local minima of the same loss, hence critical; but a
 * perturbation of one block at a time, keeping the product 0, leads in finitely many steps to one that violates the
 * equation of the first block.
 * Valleys: `linear-valleys.ts`.
 */
export const deepLinear: Theorem = {
	id: "zhou-2018-deep-linear",
	title: "Deep linear networks: no bad local minimum",
	citation: zhouCritical,
	statement:
		"Let the network be a chain of three linear layers or more with the squared loss, no penalty, and no biases, or a first-layer bias alone, or an output bias; inputs, targets, sample weights and widths are arbitrary. Every critical point that is no global minimum is a saddle, possibly without negative curvature; no local minimum is bad, and from every point a path of non-increasing loss leads to a global minimum: no valley is bad.",
	latex: "\\nabla L(A_1, \\dots, A_l) = 0,\\ L > \\min L \\;\\Longrightarrow\\; \\text{saddle}",
	proof:
		"A selection that is not optimal can be turned into a better one; where too few triples are selected, flat moves of zero product lead to a point that is not critical, which a local minimum would forbid.",
	concludes: [
		{ question: "bad-local-minimum", answer: "excluded" },
		{ question: "bad-valley", answer: "excluded" },
	],
	hypotheses: [linearNetworkOf, threeLayersOrMore],
	constructions: ["zhou-2018/deep"],
	conclude: () => [
		{
			question: "bad-local-minimum",
			answer: "excluded",
			for: "this-problem",
			witness: null,
			sentence:
				"Every critical point of this objective is a global minimum or a saddle; a saddle may have no negative curvature and slow a descent method down.",
		},
		linearValleys,
	],
};
