import { continuousNoise } from "../hypotheses/continuous-noise.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { matroidRank } from "../hypotheses/matroid-rank.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { squaredLoss } from "../hypotheses/squared-loss.ts";
import { twoSlopesWithoutBiases } from "../hypotheses/two-slopes.ts";
import type { Theorem } from "../theorem.ts";
import { soudryDifferentiable } from "./soudry-2016.ts";

/**
 * Multiplicative noise and enough weights: every differentiable local minimum fits all samples, with probability one over
 * the noise.
 *
 * Proof. At a differentiable local minimum sum_n e_n a_in x_n = 0 for every unit i: for w_2i != 0 it is the derivative in
 * W_i; for w_2i = 0 moving W_i keeps the loss, so nearby points are local minima too and their derivative in w_2i vanishes
 * for all small moves. (Where a preactivation is 0 the same holds for the signs of an adjacent cell.) So G e = 0 with
 * column n of G equal to a_n (x) x_n, and rank G = N forces e = 0. For fixed X the generic rank of G is N iff the samples
 * can be parted into d1 independent sets (choose A as the indicator of a partition; conversely expand a minor along the
 * row blocks), that is iff |S| <= d1 rank(X_S) for all S. For each of the finitely many sign patterns A is the noise
 * times nonzero slopes, so the rank is N for all of them outside a null set of noise.
 */
export const oneHiddenLayerNoise: Theorem = {
	id: "soudry-2016-one-hidden-layer",
	title: "Noise and enough weights: no bad differentiable local minimum, with probability one",
	citation: soudryDifferentiable,
	statement:
		"Let the network be one hidden layer of units with two nonzero slopes, without biases, one linear output, all weights trained, the squared loss (positive sample weights allowed), no penalty, and a fixed noise factor on every unit and sample, drawn independently from a law with a density. If |S| <= d1 rank(X_S) for every set S of samples (in particular N <= d0 d1), then with probability one over the noise, for any targets, every local minimum at which the loss is differentiable has loss 0. Nothing is said about the stored draw, about points on kinks, or about whether such minima exist.",
	latex:
		"|S| \\le d_1\\, \\mathrm{rank}(X_S)\\ \\forall S \\;\\Longrightarrow\\; L = 0 \\text{ at every differentiable local minimum, for a.e. } \\varepsilon",
	proof:
		"The residuals at a differentiable local minimum are in the null space of a Khatri-Rao product of slopes and inputs, which has full rank for almost all noise and all sign patterns at once.",
	concludes: [{ question: "bad-differentiable-local-minimum", answer: "excluded" }],
	hypotheses: [
		twoSlopesWithoutBiases,
		everythingTrained,
		squaredLoss,
		noPenalty,
		continuousNoise,
		matroidRank,
	],
	constructions: [
		"soudry-2016/too-many-samples",
		"soudry-2016/no-noise",
		"soudry-2016/dead-units",
		"soudry-2016/kink",
	],
	conclude: () => [
		{
			question: "bad-differentiable-local-minimum",
			answer: "excluded",
			for: "almost-every-noise",
			witness: null,
			sentence:
				"With probability one over the noise, every local minimum at which the loss is differentiable has loss 0. This does not speak about the stored draw, nor about points on kinks, where bad local minima exist for open sets of data.",
		},
	],
};
