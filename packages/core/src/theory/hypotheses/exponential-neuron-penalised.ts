import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** f = f_0 + a exp(w.x + b) with penalty/2 a^2, penalty > 0, and no other penalty on a, w, b. */
export const exponentialNeuronPenalised: Hypothesis = {
	id: "exponential-neuron-penalised",
	title:
		"An exponential neuron is added to the output, its outgoing weight penalised, and there is no weight decay.",
	latex:
		"f = f_0 + a\\, e^{w \\cdot x + b},\\quad L = \\textstyle\\sum_i \\omega_i \\ell(f(x_i), y_i) + \\tfrac{\\lambda}{2} a^2,\\ \\lambda > 0",
	evaluate({ problem }) {
		if (!problem.network.branches.some(({ role }) => role === "exponential"))
			return fails("There is no exponential neuron.");
		if (problem.weightDecay > 0)
			return fails(`There is weight decay ${problem.weightDecay} on its parameters too.`);
		return problem.exponentialPenalty > 0
			? holds(`The exponential neuron has the penalty ${problem.exponentialPenalty}.`)
			: fails("The exponential neuron is not penalised.");
	},
};
