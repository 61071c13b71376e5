import { shortcutOf } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** f = f_S + f_D with f_S(x) = a_0 + sum_j a_j sigma(w_j.x + b_j), all a_j and w_j trained freely, f_D anything. */
export const shortcutBranch: Hypothesis = {
	id: "shortcut-branch",
	title: "The output has a one-hidden-layer branch of its own whose weights are trained.",
	latex: "f = f_D + a_0 + \\textstyle\\sum_{j=1}^M a_j\\, \\sigma(w_j \\cdot x + b_j)",
	evaluate({ problem }) {
		const shortcut = shortcutOf(problem);
		if (problem.network.outputs !== 1)
			return fails(`The network has ${problem.network.outputs} outputs; the statement is about one.`);
		if (shortcut === null)
			return fails(
				"No branch has exactly one hidden layer and a linear output without noise: there is no shortcut, and the main network is not one itself.",
			);
		if (!shortcut.trained) return fails("Weights of that branch are constants.");
		const what = shortcut.role === "main" ? "The main network is its own shortcut" : "The shortcut branch";
		return holds(`${what}: ${shortcut.width} ${shortcut.activation.name} units, all weights trained.`, {
			branch: shortcut.role,
			width: shortcut.width,
		});
	},
};
