import { shortcutOf } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** sigma(t) = c t^2, c != 0, with all inner biases trained or none. */
export const quadraticUnits: Hypothesis = {
	id: "quadratic-units",
	title: "The units of the branch are quadratic, with all inner biases trained or none.",
	latex: "\\sigma(t) = c\\, t^2,\\ c \\ne 0",
	evaluate({ problem }) {
		const shortcut = shortcutOf(problem);
		if (shortcut === null) return fails("There is no such branch.");
		const { homogeneousDegree, polynomialDegree } = shortcut.activation.properties;
		if (homogeneousDegree !== 2 || polynomialDegree !== 2)
			return fails(`${shortcut.activation.name} is not a multiple of t^2.`, {
				activation: shortcut.activation.name,
			});
		if (shortcut.innerBiases === "fixed") return fails("Inner biases are constants.");
		return holds(`The units are quadratic, inner biases ${shortcut.innerBiases}.`);
	},
};
