import { biasesEverywhere } from "../hypotheses/biases-everywhere.ts";
import { classesOverlap } from "../hypotheses/classes-overlap.ts";
import { convexMarginLoss } from "../hypotheses/convex-margin-loss.ts";
import { everythingTrained } from "../hypotheses/everything-trained.ts";
import { firstLayerTwoUnits } from "../hypotheses/first-layer-two-units.ts";
import { hiddenLayerExists } from "../hypotheses/hidden-layer-exists.ts";
import { linearOutput } from "../hypotheses/linear-output.ts";
import { noMixedInputs } from "../hypotheses/no-mixed-inputs.ts";
import { noNoise } from "../hypotheses/no-noise.ts";
import { noPenalty } from "../hypotheses/no-penalty.ts";
import { oneOutput } from "../hypotheses/one-output.ts";
import { onlyMainBranch } from "../hypotheses/only-main-branch.ts";
import { slopedAffinePieces } from "../hypotheses/sloped-affine-pieces.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import type { Witness } from "../witness.ts";
import { affineClassifierPoint, zeroIsBestClassifier } from "../witnesses/affine-classifier.ts";
import { liangBinary } from "./liang-2018.ts";

/**
 * Activations with an affine piece and classes that overlap: a bad local minimum that computes the best affine classifier.
 *
 * Proof. Let lambda_i > 0, sum_i lambda_i y_i (x_i, 1) = 0. An affine function h other than 0 on the data has sum_i
 * lambda_i y_i h_i = 0, so y_i h_i < 0 for some i; l is convex with l'(0) > 0 and bounded below, so the loss grows without
 * bound along t h: the best affine classifier h* exists. With all preactivations inside affine pieces of nonzero slope the
 * network is affine in x, here and nearby, and can compute h*: a local minimum, where the loss is differentiable. If
 * h* != 0 on the data, y_i h*_i < 0 for some i: it misclassifies, without a tie; h* = 0 exactly if sum_i w_i y_i (x_i, 1) =
 * 0. Either way some i has z_i = -y_i h*_i >= 0, so l'(z_i) > 0, and if no input carries both labels the derivatives do
 * not cancel at x_i. A continuous activation that is no polynomial interpolates any values on distinct inputs (Leshno,
 * Lin, Pinkus & Schocken 1993), so a second unit of the first layer, fed with a small weight into the carrier of the fit,
 * lowers the loss to first order: the local minimum is bad.
 */
export const affineClassifierPiece: Theorem = {
	id: "liang-2018-affine-piece",
	title: "Activations with an affine piece: stuck at the best affine classifier",
	citation: liangBinary,
	statement:
		"Let the network be a chain of layers with biases everywhere, one linear output, all weights trained, no noise, no penalty; every hidden activation affine with nonzero slope on some interval, that of the first hidden layer no polynomial; and let the loss be a convex, continuously differentiable function of z = -y f, bounded below, non-decreasing, with derivative 0 only where z < 0 (sample weights allowed). If no hyperplane parts the classes even weakly, there is a differentiable local minimum that computes the best affine classifier. It misclassifies a sample unless sum_i w_i y_i (x_i, 1) = 0; it is bad if the first hidden layer has at least two units and no input carries both labels.",
	latex:
		"\\exists \\lambda > 0:\\ \\textstyle\\sum_i \\lambda_i y_i \\tilde x_i = 0 \\;\\Longrightarrow\\; \\min_{c, c_0} \\textstyle\\sum_i \\omega_i\\, \\ell(-y_i (c \\cdot x_i + c_0)) \\text{ is the value of a bad local minimum}",
	proof:
		"Inside the affine pieces the network is affine and cannot beat the best affine classifier, which exists because the classes overlap. Outside, a second unit of the first layer bends it where a misclassified sample pulls.",
	concludes: [
		{ question: "nonzero-training-error", answer: "exists" },
		{ question: "bad-differentiable-local-minimum", answer: "exists" },
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
		convexMarginLoss,
		slopedAffinePieces,
		classesOverlap,
	],
	constructions: ["liang-2018/affine-piece"],
	async conclude(subject): Promise<Conclusion[]> {
		const point = affineClassifierPoint(subject);
		const wide = await subject.finding(firstLayerTwoUnits);
		const pure = await subject.finding(noMixedInputs);
		const bad = wide.status === "holds" && pure.status === "holds";
		const reason =
			"a second unit of the first layer that bends the classifier lowers the loss to first order";
		const shown = point === null ? "" : `, loss ${point.loss.toPrecision(6)}`;
		const witness: Witness | null =
			point === null
				? null
				: {
						construct: "liang-2018/affine-piece",
						settings: {},
						point: Array.from(point.theta),
						loss: point.loss,
						better: bad
							? {
									point: point.better === null ? null : Array.from(point.better),
									loss: point.better === null ? point.loss : subject.objective().value(point.better),
									reason,
								}
							: null,
						exactness: "rounded",
					};
		const conclusions: Conclusion[] = [];
		const state = (question: Conclusion["question"], sentence: string) =>
			conclusions.push({ question, answer: "exists", for: "this-problem", witness, sentence });
		if (!zeroIsBestClassifier(subject))
			state(
				"nonzero-training-error",
				`With all preactivations in affine pieces the network computes the best affine classifier${shown}: a local minimum. No hyperplane parts these classes even weakly, so it misclassifies at least one sample, without a tie.`,
			);
		if (bad)
			state(
				"bad-differentiable-local-minimum",
				`With all preactivations in affine pieces the network computes the best affine classifier${shown}: a local minimum, and ${reason}.`,
			);
		return conclusions;
	},
};
