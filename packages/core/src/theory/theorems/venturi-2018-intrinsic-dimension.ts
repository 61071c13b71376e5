import { convexLoss } from "../hypotheses/convex-loss.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oneHiddenLayer } from "../hypotheses/one-hidden-layer.ts";
import { widthIntrinsicDimension } from "../hypotheses/width-at-least-intrinsic-dimension.ts";
import type { Theorem } from "../theorem.ts";

/**
 * A polynomial activation and as many units as it has monomials: no bad valley, whatever the data.
 *
 * Proof. The units span a space of functions of finite dimension, so on any data their features span at most as many
 * dimensions; the path of the theorem on feature spans (units emptied at constant loss, moved to complete a basis, then
 * convex descent of the output weights) exists for every data set.
 */
export const intrinsicDimension: Theorem = {
	id: "venturi-2018-intrinsic-dimension",
	title: "A polynomial activation and enough units: no bad valley for any data",
	citation: {
		authors: "Venturi, Bandeira & Bruna",
		year: 2018,
		title: "Spurious Valleys in One-hidden-layer Neural Network Optimization Landscapes",
		venue: "JMLR 20 (2019), arXiv 1802.06384",
	},
	statement:
		"Let the network be one hidden layer with a polynomial activation and a linear output, all weights trained, no noise, no penalty, and the loss convex and continuous in the outputs. If the hidden layer has at least as many units as there are monomials in sigma(w.x + b), a continuous path of non-increasing loss leads from every point to values arbitrarily near the infimum, for any data.",
	latex:
		"m \\ge \\dim \\mathrm{span}\\{x \\mapsto \\sigma(w \\cdot x + b)\\} \\;\\Longrightarrow\\; \\text{no bad valley, for any data}",
	proof:
		"Finitely many monomials bound the dimension of the features on any data; the path of the theorem on feature spans does the rest.",
	concludes: [{ question: "bad-valley", answer: "excluded" }],
	hypotheses: [oneHiddenLayer, everythingTrained, noNoise, noPenalty, convexLoss, widthIntrinsicDimension],
	constructions: ["li-2018/monotone-path"],
	conclude: () => [
		{
			question: "bad-valley",
			answer: "excluded",
			for: "this-problem",
			witness: null,
			sentence:
				"From every point a path along which the loss never rises leads to values arbitrarily near the infimum, for these and any other data.",
		},
	],
};
