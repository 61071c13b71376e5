import { allOf, anyOf } from "../finding.ts";
import { activationIncreasing } from "../hypotheses/activation-increasing.ts";
import { activationStrictlyConvex } from "../hypotheses/activation-strictly-convex.ts";
import { binaryLabels } from "../hypotheses/binary-labels.ts";
import { classesOutsideSpans } from "../hypotheses/classes-outside-spans.ts";
import { linearlySeparable } from "../hypotheses/linearly-separable.ts";
import { lossNeverFlat } from "../hypotheses/loss-never-flat.ts";
import { monotoneMarginLoss, smoothMarginLoss } from "../hypotheses/margin-loss.ts";
import { shortcutBranch } from "../hypotheses/shortcut-branch.ts";
import { shortcutOffsetTrained } from "../hypotheses/shortcut-offset-trained.ts";
import { shortcutUnpenalised } from "../hypotheses/shortcut-unpenalised.ts";
import { widthForSubspaces } from "../hypotheses/width-for-subspaces.ts";
import type { Hypothesis } from "../hypothesis.ts";
import type { Conclusion, Theorem } from "../theorem.ts";
import { liangBinary } from "./liang-2018.ts";

/** The activation and the data satisfy one of the two guarantees. */
const guaranteed: Hypothesis = {
	id: "separable-or-subspaces",
	title:
		"The data and the activation satisfy the guarantee for separable data or that for different subspaces.",
	latex: "\\text{(A) or (B)}",
	async evaluate(subject) {
		const first = allOf([
			await subject.finding(monotoneMarginLoss),
			await subject.finding(activationIncreasing),
			await subject.finding(linearlySeparable),
		]);
		if (first.status === "holds") return first;
		const second = [
			smoothMarginLoss,
			shortcutOffsetTrained,
			activationStrictlyConvex,
			classesOutsideSpans,
			widthForSubspaces,
		];
		const findings = [];
		for (const hypothesis of second) findings.push(await subject.finding(hypothesis));
		return anyOf([first, allOf(findings)]);
	},
};

/**
 * With a loss that never is flat (logistic, exponential) the guarantees hold because there is nothing to guarantee.
 *
 * Proof. The proofs for separable data and for different subspaces show that all l'(-y_i f_i) vanish at a local minimum.
 * Where l' > 0 everywhere that is impossible, so there is no local minimum at all; a basin is a compact set, its
 * lowest points are local minima, so there is no basin either. For separable data and an increasing activation
 * scale the incoming weights of one unit with a_j > 0 along the separating direction: y_i f_i strictly increases
 * for every sample, for ever, so the loss strictly decreases along a path to infinity.
 */
export const logisticVacuous: Theorem = {
	id: "liang-2018-logistic-vacuous",
	title: "Losses that are never flat: there is no local minimum at all",
	citation: liangBinary,
	statement:
		"Let the hypotheses of the guarantee for separable data, or of that for classes in different subspaces, hold with a loss whose derivative in z = -y f is positive everywhere (logistic, exponential). Then the objective has no local minimum, and every statement about all of them is empty; its infimum is approached only as parameters go to infinity. If the data are separable and the activation increases, a path of strictly decreasing loss to infinity exists.",
	latex: "\\ell' > 0,\\ \\text{(A) or (B)} \\;\\Longrightarrow\\; L \\text{ has no local minimum}",
	proof: "At a local minimum both guarantees force every derivative of the loss to vanish; these never do.",
	concludes: [
		{ question: "nonzero-training-error", answer: "vacuous" },
		{ question: "bad-local-minimum", answer: "vacuous" },
		{ question: "bad-basin", answer: "vacuous" },
		{ question: "decreasing-path-to-infinity", answer: "exists" },
	],
	hypotheses: [shortcutBranch, shortcutUnpenalised, binaryLabels, lossNeverFlat, guaranteed],
	constructions: ["liang-2018/logistic-one-subspace"],
	async conclude(subject): Promise<Conclusion[]> {
		const empty = (question: Conclusion["question"]): Conclusion => ({
			question,
			answer: "vacuous",
			for: "this-problem",
			witness: null,
			sentence: `There is no local minimum at all: the derivative of the ${subject.problem.loss.name} loss never vanishes. The infimum is approached at infinity.`,
		});
		const separable = allOf([
			await subject.finding(activationIncreasing),
			await subject.finding(linearlySeparable),
		]);
		return [
			empty("nonzero-training-error"),
			empty("bad-local-minimum"),
			empty("bad-basin"),
			...(separable.status === "holds"
				? [
						{
							question: "decreasing-path-to-infinity" as const,
							answer: "exists" as const,
							for: "this-problem" as const,
							witness: null,
							sentence:
								"Moving the incoming weights of a unit with positive outgoing weight along the separating direction, for ever, strictly lowers the loss of every sample.",
						},
					]
				: []),
		];
	},
};
