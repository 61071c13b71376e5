import { distinctInputs } from "../exact/distinct-inputs.ts";
import { convexDifferentiableLoss } from "../hypotheses/convex-differentiable-loss.ts";
import { equalOutputsForEqualInputs } from "../hypotheses/equal-outputs-for-equal-inputs.ts";
import { exponentialNeuronPenalised } from "../hypotheses/exponential-neuron-penalised.ts";
import { noMixedInputs } from "../hypotheses/no-mixed-inputs.ts";
import type { Conclusion, Theorem } from "../theorem.ts";

/**
 * One exponential neuron with a penalised outgoing weight: every local minimum is global, if there is one.
 *
 * Proof. Let r_i = dL/df_i. At a local minimum dL/da = sum r_i e^{w.x_i + b} + lambda a = 0 and dL/db = a sum r_i e^{w.x_i
 * + b} = 0, so lambda a^2 = 0 and a = 0. Then w and b may move at constant loss, so nearby points are local minima too and
 * sum_i r_i e^{w'.x_i + b'} = 0 on an open set; exponentials of distinct inputs are independent, so the r_i add up to 0
 * over the samples at each distinct input. By convexity f minimises the loss of each distinct input: L is the infimum.
 * If the optimum of some input lies at infinity (logistic loss, one label at an input), no local minimum exists.
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
	],
	hypotheses: [exponentialNeuronPenalised, convexDifferentiableLoss, equalOutputsForEqualInputs],
	constructions: [],
	async conclude(subject): Promise<Conclusion[]> {
		const { loss, data } = subject.problem;
		const groups = subject.onceForData(distinctInputs, () => distinctInputs(data));
		const { minimizerAtInfinity, nonDecreasing, criticalOnlyWhenCorrect } = loss.properties;
		const pure = groups.some(({ mixed }) => !mixed);
		if (minimizerAtInfinity && pure) {
			const sentence = `There is no local minimum at all: the derivative of the ${loss.name} loss at an input with one label never vanishes.`;
			return (["bad-local-minimum", "nonzero-training-error"] as const).map((question) => ({
				question,
				answer: "vacuous" as const,
				for: "this-problem" as const,
				witness: null,
				sentence,
			}));
		}
		const conclusions: Conclusion[] = [
			{
				question: "bad-local-minimum",
				answer: "excluded",
				for: "this-problem",
				witness: null,
				sentence:
					"Every local minimum has a = 0 and the best output at each distinct input: it is global. Where the network cannot attain that, there is no local minimum and descent runs off to infinity.",
			},
		];
		const consistent = (await subject.finding(noMixedInputs)).status === "holds";
		if (data.labels === "binary" && nonDecreasing === true && criticalOnlyWhenCorrect && consistent)
			conclusions.push({
				question: "nonzero-training-error",
				answer: "excluded",
				for: "this-problem",
				witness: null,
				sentence:
					"At every local minimum the derivative of the loss vanishes at every sample, which is then classified.",
			});
		return conclusions;
	},
};
