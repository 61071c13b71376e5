import { distinctInputs } from "../exact/distinct-inputs.ts";
import { convexDifferentiableLoss } from "../hypotheses/convex-differentiable-loss.ts";
import { equalOutputsForEqualInputs } from "../hypotheses/equal-outputs-for-equal-inputs.ts";
import { exponentialNeuronPenalised } from "../hypotheses/exponential-neuron-penalised.ts";
import { noMixedInputs } from "../hypotheses/no-mixed-inputs.ts";
import { realisable } from "../hypotheses/realisable.ts";
import type { Conclusion, Theorem } from "../theorem.ts";

/**
 * One exponential neuron with a penalised outgoing weight: every local minimum is global, if there is one.
 *
 * Proof. Let r_i = dL/df_i. At a local minimum dL/da = sum r_i e^{w.x_i + b} + lambda a = 0 and dL/db = a sum r_i e^{w.x_i
 * + b} = 0, so lambda a^2 = 0 and a = 0. Then w and b may move at constant loss, so nearby points are local minima too and
 * sum_i r_i e^{w'.x_i + b'} = 0 on an open set; exponentials of distinct inputs are independent, so the r_i add up to 0
 * over the samples at each distinct input. By convexity f minimises the loss of each distinct input: L is the infimum.
 * If the optimum of some input lies at infinity (a margin loss with l' > 0 everywhere, one label at an input), no local
 * minimum exists. Where each input has one label and l' vanishes only at z < 0 (or f = y, squared loss), every sample is
 * classified by f_0 at a local minimum: if no parameters do that, there is none.
 */
export const exponentialNeuronTheorem: Theorem = {
	id: "liang-2018-exponential-neuron",
	title: "An exponential neuron: every local minimum is global, where there is one",
	citation: {
		authors: "Liang, Sun, Lee & Srikant; Kawaguchi & Kaelbling",
		year: 2018,
		title: "Adding One Neuron Can Eliminate All Bad Local Minima",
		venue: "NeurIPS 2018, arXiv 1805.08671",
	},
	statement:
		"Let f = f_0 + a exp(w.x + b) with any network f_0, the penalty lambda/2 a^2 with lambda > 0, no other penalty on a, w, b, and a loss that is convex and continuously differentiable in the output; samples with equal inputs have equal outputs. Every local minimum has a = 0 and, at each distinct input, the best output: it is global. If no parameters of f_0 attain that, there is no local minimum at all, and a descent method runs off to infinity or stops at a saddle.",
	latex:
		"\\lambda a^2 = a\\, \\partial_a L - \\partial_b L = 0 \\;\\Longrightarrow\\; a = 0,\\ \\textstyle\\sum_{i: x_i = x} \\partial_f \\ell_i = 0\\ \\forall x",
	proof:
		"The derivatives in a and b force a = 0; the free w then makes the derivatives of the loss orthogonal to all exponentials, hence 0 at each distinct input.",
	concludes: [
		{ question: "bad-local-minimum", answer: "excluded" },
		{ question: "nonzero-training-error", answer: "excluded" },
		{ question: "bad-local-minimum", answer: "vacuous" },
		{ question: "nonzero-training-error", answer: "vacuous" },
	],
	hypotheses: [exponentialNeuronPenalised, convexDifferentiableLoss, equalOutputsForEqualInputs],
	constructions: [],
	async conclude(subject): Promise<Conclusion[]> {
		const { loss, data } = subject.problem;
		const groups = subject.onceForData(distinctInputs, () => distinctInputs(data));
		const { nonDecreasing, criticalOnlyWhenCorrect, quadratic, flatRegion } = loss.properties;
		const excluded = (question: Conclusion["question"], sentence: string): Conclusion => ({
			question,
			answer: "excluded",
			for: "this-problem",
			witness: null,
			sentence,
		});
		// Convex, non-decreasing and nowhere flat: l' > 0 everywhere.
		const neverFlat = nonDecreasing === true && flatRegion === null;
		if (neverFlat && groups.some(({ mixed }) => !mixed))
			return noLocalMinimum(
				`the derivative of the ${loss.name} loss at an input with one label never vanishes. The infimum is approached at infinity.`,
			);
		const consistent = (await subject.finding(noMixedInputs)).status === "holds";
		const classifying = (nonDecreasing === true && criticalOnlyWhenCorrect) || quadratic;
		if (data.labels !== "binary" || !consistent || !classifying)
			return [excluded("bad-local-minimum", `${everyGlobal} ${whereNone}`)];
		const attainable = await subject.finding(realisable);
		if (attainable.status === "fails")
			return noLocalMinimum(
				`at one every sample would be classified, which no parameters do. ${attainable.sentence}`,
			);
		const catchSentence =
			attainable.status === "holds" && !quadratic ? `Such points exist. ${attainable.sentence}` : whereNone;
		return [
			excluded("bad-local-minimum", `${everyGlobal} ${catchSentence}`),
			excluded(
				"nonzero-training-error",
				"At every local minimum the derivative of the loss vanishes at every sample, which is then classified.",
			),
		];
	},
};

const everyGlobal = "Every local minimum has a = 0 and the best output at each distinct input: it is global.";
const whereNone =
	"Where the network cannot attain that, there is no local minimum and descent runs off to infinity or stops at a saddle.";

function noLocalMinimum(why: string): Conclusion[] {
	return (["bad-local-minimum", "nonzero-training-error"] as const).map((question) => ({
		question,
		answer: "vacuous",
		for: "this-problem",
		witness: null,
		sentence: `There is no local minimum at all: ${why}`,
	}));
}
