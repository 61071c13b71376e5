import { twoLayers } from "../hypotheses/depth.ts";
import { linearNetworkOf } from "../hypotheses/linear-network.ts";
import type { Theorem } from "../theorem.ts";
import { linearValleys } from "./linear-valleys.ts";
import { zhouCritical } from "./zhou-2018.ts";

/**
 * Two linear layers: every critical point is a global minimum or a strict saddle, for any data and widths.
 *
 * Proof. In whitened form L = 1/2 |A_2 B - M|^2 + const; the equations of a critical point say that A_2 B = P M with a
 * projector P that commutes with M M^T: it selects singular triples. Where a positive eigendirection is unselected and
 * the rank can be raised, dA_2 = a u w^T, dB = b w v^T has second derivative a^2 |B^T w|^2 - 2 a b sigma, negative for
 * suitable a; where a smaller eigenvalue is selected instead of a larger, turning one into the other by an angle t
 * changes the loss by exactly -1/2 sin^2 t (lambda_i - lambda_j). Otherwise the largest are selected: the global minimum.
 * Valleys: `linear-valleys.ts`.
 */
export const shallowLinear: Theorem = {
	id: "zhou-2018-shallow-linear",
	title: "Two linear layers: every critical point is a global minimum or a strict saddle",
	citation: zhouCritical,
	statement:
		"Let the network be two linear layers with the squared loss, no penalty, and no biases, or a first-layer bias alone, or an output bias; inputs, targets, sample weights and widths are arbitrary. Every critical point that is no global minimum has a direction of negative curvature; no local minimum is bad, and from every point a path of non-increasing loss leads to a global minimum: no valley is bad.",
	latex:
		"\\nabla L(A_1, A_2) = 0 \\;\\Longrightarrow\\; L = \\min L \\text{ or } \\lambda_{\\min}(\\nabla^2 L) < 0",
	proof:
		"A critical point selects singular triples of the whitened targets; unless the largest are selected, raising the rank or turning a selected vector into an unselected one of larger singular value lowers the loss to second order.",
	concludes: [
		{ question: "bad-local-minimum", answer: "excluded" },
		{ question: "bad-valley", answer: "excluded" },
	],
	hypotheses: [linearNetworkOf, twoLayers],
	constructions: ["zhou-2018/shallow"],
	conclude: () => [
		{
			question: "bad-local-minimum",
			answer: "excluded",
			for: "this-problem",
			witness: null,
			sentence: "Every critical point of this objective is a global minimum or a strict saddle.",
		},
		linearValleys,
	],
};
