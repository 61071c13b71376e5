import { continuousNoise } from "../hypotheses/continuous-noise.ts";
import { frozenLowerLayers } from "../hypotheses/frozen-lower-layers.ts";
import { lastTwoWidths } from "../hypotheses/last-two-widths.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { squaredLoss } from "../hypotheses/squared-loss.ts";
import type { Theorem } from "../theorem.ts";
import { soudryDifferentiable } from "./soudry-2016.ts";

/**
 * Deep networks whose lower layers are held fixed: the last two layers have no bad differentiable local minimum, with
 * probability one over the noise.
 *
 * Proof. First-layer preactivations are not 0; by induction each later preactivation of the fixed layers is a nonzero
 * combination of factors with densities, so almost surely not 0, and the values V of the last fixed layer are noise
 * factors times nonzero numbers: generic. With V in the place of the inputs the theorem on one hidden layer applies: for
 * generic V (d_(L-2) x N) and generic factors the Khatri-Rao product with d_(L-1) units has rank N iff N <= d_(L-2)
 * d_(L-1).
 */
export const lastTwoLayers: Theorem = {
	id: "soudry-2016-last-two-layers",
	title: "Lower layers held fixed: no bad differentiable local minimum of the last two, with probability one",
	citation: soudryDifferentiable,
	statement:
		"Let the network be a chain of three layers of weights or more, without biases, units with two nonzero slopes, one linear output, the squared loss, no penalty, fixed noise factors with a density on every hidden unit and sample; all layers but the last two held fixed, without a zero row, no first-layer preactivation 0. If N <= d_(L-2) d_(L-1), the product of the last two hidden widths, then with probability one over the noise every differentiable local minimum in the last two layers has loss 0. Nothing is said about the stored draw.",
	latex:
		"N \\le d_{L-2}\\, d_{L-1} \\;\\Longrightarrow\\; L = 0 \\text{ at every differentiable local minimum in } (W_{L-1}, W_L), \\text{ for a.e. } \\varepsilon",
	proof: "The outputs of the last fixed layer are generic inputs for a network of one hidden layer.",
	concludes: [{ question: "bad-differentiable-local-minimum", answer: "excluded" }],
	hypotheses: [frozenLowerLayers, squaredLoss, noPenalty, continuousNoise, lastTwoWidths],
	constructions: ["soudry-2016/too-many-samples"],
	conclude: () => [
		{
			question: "bad-differentiable-local-minimum",
			answer: "excluded",
			for: "almost-every-noise",
			witness: null,
			sentence:
				"With probability one over the noise, every local minimum of the last two layers at which the loss is differentiable has loss 0. This does not speak about the stored draw, nor about points on kinks.",
		},
	],
};
