import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** No penalty on any parameter of the shortcut; one on other branches is allowed. */
export const shortcutUnpenalised: Hypothesis = {
	id: "shortcut-unpenalised",
	title: "No weight decay acts on the branch.",
	latex: "L(\\theta) = \\textstyle\\sum_i \\omega_i\\, \\ell(-y_i f(x_i)) + r(\\theta_D)",
	evaluate({ problem }) {
		return problem.weightDecay === 0
			? holds("There is no weight decay.")
			: fails(`There is weight decay ${problem.weightDecay} on all trained parameters.`, {
					weightDecay: problem.weightDecay,
				});
	},
};
