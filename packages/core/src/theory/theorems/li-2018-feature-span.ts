import { convexLoss } from "../hypotheses/convex-loss.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oneHiddenLayer } from "../hypotheses/one-hidden-layer.ts";
import { widthSpansFeatures } from "../hypotheses/width-spans-features.ts";
import type { Theorem } from "../theorem.ts";
import { liWidth } from "./li-2018.ts";

/**
 * One hidden layer with as many units as its features have dimensions on the data: from every point a path of
 * non-increasing loss leads to the infimum.
 *
 * Proof. P = the features, one row a unit. (1) Let B be a basis of the rows of P, P_F = C P_B the others. Moving V_B by
 * t V_F C and V_F by -t V_F changes no output. (2) With V_F = 0 the incoming weights of F move freely, to where all rows
 * of P span S = span{sigma(X^T w)}, which m >= dim S rows can. (3) Now V moves on a segment to weights whose outputs are
 * almost optimal within S: the loss is convex on it. So no component of a sublevel set lacks points near the infimum.
 */
export const featureSpan: Theorem = {
	id: "li-2018-feature-span",
	title: "As many units as the features have dimensions: no bad valley",
	citation: liWidth,
	statement:
		"Let the network be one hidden layer with any activation and a linear output, all weights trained, no noise, no penalty, and the loss convex and continuous in the outputs. If the hidden layer has at least as many units as the span of all features sigma(w.x + b) has dimensions on the data (for instance the number of distinct inputs), a continuous path of non-increasing loss leads from every point to values arbitrarily near the infimum: no valley, basin or strict local minimum is bad. Bad local minima that are not strict may exist.",
	latex:
		"m \\ge \\dim \\mathrm{span}\\{\\sigma(X^\\top w + b)\\} \\;\\Longrightarrow\\; \\text{every component of } \\{L < \\alpha\\} \\text{ reaches } \\inf L",
	proof:
		"Dependent units are emptied at constant loss, moved to complete a basis of the features, and then the output weights descend on a convex function.",
	concludes: [{ question: "bad-valley", answer: "excluded" }],
	hypotheses: [oneHiddenLayer, everythingTrained, noNoise, noPenalty, convexLoss, widthSpansFeatures],
	constructions: ["li-2018/monotone-path", "li-2018/any-width", "li-2018/strict-narrow"],
	conclude: () => [
		{
			question: "bad-valley",
			answer: "excluded",
			for: "this-problem",
			witness: {
				construct: "li-2018/monotone-path",
				settings: {},
				point: null,
				loss: null,
				better: null,
				exactness: "rounded",
			},
			sentence:
				"From every point a path along which the loss never rises leads to values arbitrarily near the infimum. A descent method may still stop at a local minimum that is not strict.",
		},
	],
};
