import { continuousActivations } from "../hypotheses/continuous-activations.ts";
import { convexLoss } from "../hypotheses/convex-loss.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { hiddenLayerExists } from "../hypotheses/hidden-layer-exists.ts";
import { linearOutput } from "../hypotheses/linear-output.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { onlyMainBranch } from "../hypotheses/only-main-branch.ts";
import { widePyramid } from "../hypotheses/wide-then-pyramid.ts";
import type { Theorem } from "../theorem.ts";
import { liWidth } from "./li-2018.ts";

/**
 * One wide hidden layer, then widths that do not increase: no bad basin.
 *
 * Proof. As for a wide last layer, with the activations after the wide layer l approximated by strictly increasing
 * homeomorphisms of R. After a small change T_l has rank N and W_(l+2), ..., W_(h+1) have full row rank. Prescribe
 * outputs Y(t) = (1 - t) Y(0) + t Y*; pull them back: T_h(t) = T_h(0) + W_(h+1)^+ (Y(t) - Y(0)), Z_h(t) =
 * sigma_h^-1(T_h(t)), and so on, and finally W_(l+1)(t) = W_(l+1)(0) + (Z_(l+1)(t) - Z_(l+1)(0)) T_l^+. This is a
 * continuous path with the prescribed outputs, on which the convex loss never exceeds its start.
 */
export const wideThenPyramid: Theorem = {
	id: "li-2018-wide-then-pyramid",
	title: "One wide layer, then a pyramid: no bad basin",
	citation: liWidth,
	statement:
		"Let the network be a chain of layers with a linear output and continuous activations, all weights trained, no noise, no penalty, and the loss convex and continuous in the outputs. If some hidden layer has at least as many units as there are distinct inputs, widths (outputs included) do not increase from the layer after it on, and the activations after it are non-decreasing, no set-wise strict local minimum is above the infimum.",
	latex:
		"d_l \\ge N,\\ d_{l+1} \\ge \\dots \\ge d_{h+1} \\;\\Longrightarrow\\; \\text{every set-wise strict local minimum is global}",
	proof:
		"Outputs prescribed along a segment are pulled back through the layers after the wide one, whose weights are changed to produce them; the convex loss never rises along the segment.",
	concludes: [{ question: "bad-basin", answer: "excluded" }],
	hypotheses: [
		onlyMainBranch,
		hiddenLayerExists,
		linearOutput,
		everythingTrained,
		noNoise,
		noPenalty,
		convexLoss,
		continuousActivations,
		widePyramid,
	],
	constructions: ["li-2018/monotone-path-pyramid", "li-2018/strict-narrow"],
	conclude: () => [
		{
			question: "bad-basin",
			answer: "excluded",
			for: "this-problem",
			witness: null,
			sentence:
				"No compact set with lower loss than all around it lies above the infimum. Bad local minima that are not strict, and valleys that descend to infinity, are not excluded by this.",
		},
	],
};
