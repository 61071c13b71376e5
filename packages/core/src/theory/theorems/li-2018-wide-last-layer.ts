import { continuousActivations } from "../hypotheses/continuous-activations.ts";
import { convexLoss } from "../hypotheses/convex-loss.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { hiddenLayerExists } from "../hypotheses/hidden-layer-exists.ts";
import { lastHiddenLayerWide } from "../hypotheses/last-hidden-layer-wide.ts";
import { linearOutput } from "../hypotheses/linear-output.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { onlyMainBranch } from "../hypotheses/only-main-branch.ts";
import type { Theorem } from "../theorem.ts";
import { liWidth } from "./li-2018.ts";

/**
 * A last hidden layer at least as wide as the number of distinct inputs: no bad basin, whatever the continuous
 * activations and the other widths.
 *
 * Proof. Equal inputs may be merged: the loss stays convex and continuous in the merged outputs. Suppose K is a bad
 * basin, A = {dist(., K) <= eps}, E > max_K E on dist = eps, and E(theta^) < min_A E. Approximate the activations
 * uniformly on compacts by polynomials with all coefficients up to a degree of at least N - 1 nonzero; for a good
 * approximation all these inequalities persist. For such polynomials the features of the last hidden layer have rank
 * N for almost all weights (Vandermonde, layer by layer, on scaled distinct entries), so a point of K can be moved
 * slightly to one of rank N. From there move only the output weights on a segment to weights that realise the outputs of
 * theta^: the loss is convex on the segment and ends below min_A E, so it never exceeds its start, yet the segment must
 * leave A where the loss is higher. Contradiction.
 */
export const wideLastLayer: Theorem = {
	id: "li-2018-wide-last-layer",
	title: "A wide last hidden layer: no bad basin",
	citation: liWidth,
	statement:
		"Let the network be a chain of layers with a linear output and any continuous activations, all weights trained, no noise, no penalty, and the loss convex and continuous in the outputs. If the last hidden layer has at least as many units as there are distinct inputs, no set-wise strict local minimum is above the infimum; in particular no strict local minimum is. Non-strict bad local minima, plateaus and valleys that descend to infinity are not excluded.",
	latex:
		"d_h \\ge N,\\ \\ell \\text{ convex},\\ \\sigma_k \\in C^0 \\;\\Longrightarrow\\; \\text{every set-wise strict local minimum is global}",
	proof:
		"After an arbitrarily small change of weights and activations the last features have full rank; then the output weights alone can reach any outputs along a segment on which the convex loss never rises, which a basin would forbid.",
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
		lastHiddenLayerWide,
	],
	constructions: ["li-2018/strict-narrow", "li-2018/any-width", "li-2018/monotone-path"],
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
