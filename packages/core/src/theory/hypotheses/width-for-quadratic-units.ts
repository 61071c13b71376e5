import { shortcutOf } from "../architecture.ts";
import { fails, holds } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** M >= 2 D + 1, D the number of inputs, and one more with inner biases. */
export const widthForQuadraticUnits: Hypothesis = {
	id: "width-for-quadratic-units",
	title: "The branch has at least 2 D + 1 units, D the length of (x, 1) or x.",
	latex: "M \\ge 2D + 1",
	evaluate({ problem }) {
		const shortcut = shortcutOf(problem);
		if (shortcut === null) return fails("There is no such branch.");
		const needed = 2 * (problem.network.inputs + (shortcut.innerBiases === "absent" ? 0 : 1)) + 1;
		const evidence = { width: shortcut.width, needed };
		return shortcut.width >= needed
			? holds(`${shortcut.width} units are at least 2 D + 1 = ${needed}.`, evidence)
			: fails(`${shortcut.width} units are fewer than 2 D + 1 = ${needed}.`, evidence);
	},
};
