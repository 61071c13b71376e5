import { biasesEverywhere } from "../hypotheses/biases-everywhere.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { firstLayerTwoUnits } from "../hypotheses/first-layer-two-units.ts";
import { hiddenLayerExists } from "../hypotheses/hidden-layer-exists.ts";
import { linearOutput } from "../hypotheses/linear-output.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oneOutput } from "../hypotheses/one-output.ts";
import { onlyMainBranch } from "../hypotheses/only-main-branch.ts";
import { slopedAffinePieces } from "../hypotheses/sloped-affine-pieces.ts";
import { squaredLoss } from "../hypotheses/squared-loss.ts";
import { targetsNotAffine } from "../hypotheses/targets-not-affine.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import type { Witness } from "../witness.ts";
import { affinePoint } from "../witnesses/affine-piece.ts";

/**
 * Activations with an affine piece: a bad local minimum that computes the best affine fit, at any width and depth.
 *
 * Proof. With all preactivations strictly inside affine pieces of nonzero slope the network is affine in x, here and
 * nearby, and it can compute the best affine fit: no nearby point is below, so it is a local minimum, where the loss is
 * differentiable. It is bad when the first layer has a second unit: the residuals r, summed over equal inputs, are not
 * all 0, and a continuous activation that is no polynomial interpolates any values on distinct inputs (Leshno, Lin,
 * Pinkus & Schocken 1993), so sum_i r_i sigma(w.x_i + b) != 0 for some w, b. Feed that unit with a small weight into the
 * unit that carries the fit (or into the output); all later layers stay in their affine pieces, so the output is the
 * fit plus a small multiple of sigma(w.x + b), which lowers the loss to first order for the right sign.
 */
export const affinePiece: Theorem = {
	id: "christof-2022-affine-piece",
	title: "Activations with an affine piece: stuck at the best affine fit",
	citation: {
		authors: "Christof & Kowalczyk; Ding, Li & Sun; Yun, Sra & Jadbabaie",
		year: 2022,
		title: "On the Omnipresence of Spurious Local Minima in Certain Neural Network Training Problems",
		venue: "arXiv 2202.12262",
	},
	statement:
		"Let the network be a chain of layers with biases everywhere, one linear output, the squared loss (sample weights allowed), all weights trained, no noise, no penalty; every hidden activation affine with nonzero slope on some interval, that of the first hidden layer no polynomial, and the first hidden layer of at least two units. If the weighted mean targets at the distinct inputs are no affine function of the inputs, there is a bad differentiable local minimum whose loss is that of the best affine fit.",
	latex: "L^* = \\min_{c, c_0} \\tfrac12 \\textstyle\\sum_i \\omega_i (c \\cdot x_i + c_0 - y_i)^2 > \\inf L",
	proof:
		"Inside the affine pieces the network is affine and cannot beat the best affine fit. Outside, a second unit of the first layer bends the fit in a direction that the residuals are not orthogonal to.",
	concludes: [
		{ question: "bad-differentiable-local-minimum", answer: "exists" },
		{ question: "nonzero-training-error", answer: "exists" },
	],
	hypotheses: [
		onlyMainBranch,
		hiddenLayerExists,
		linearOutput,
		oneOutput,
		biasesEverywhere,
		everythingTrained,
		noNoise,
		noPenalty,
		squaredLoss,
		slopedAffinePieces,
		firstLayerTwoUnits,
		targetsNotAffine,
	],
	constructions: ["christof-2022/affine-piece", "liang-2018/affine-piece"],
	conclude(subject): Conclusion[] {
		const point = affinePoint(subject);
		if (point === null) return [];
		const { loss, better, trainingError } = point;
		const reason = "a second unit of the first layer that bends the fit lowers the loss to first order";
		const witness: Witness = {
			construct: "christof-2022/affine-piece",
			settings: {},
			point: Array.from(point.theta),
			loss,
			better: {
				point: better === null ? null : Array.from(better),
				loss: better === null ? loss : subject.objective().value(better),
				reason,
			},
			exactness: "rounded",
		};
		const conclusions: Conclusion[] = [
			{
				question: "bad-differentiable-local-minimum",
				answer: "exists",
				for: "this-problem",
				witness,
				sentence: `With all preactivations in affine pieces the network computes the best affine fit, loss ${loss.toPrecision(6)}: a local minimum, and ${reason}.`,
			},
		];
		if (trainingError !== null && trainingError > 0)
			conclusions.push({
				question: "nonzero-training-error",
				answer: "exists",
				for: "this-problem",
				witness,
				sentence: `The local minimum that computes the best affine fit misclassifies a share of ${trainingError.toPrecision(4)} of the samples.`,
			});
		return conclusions;
	},
};
