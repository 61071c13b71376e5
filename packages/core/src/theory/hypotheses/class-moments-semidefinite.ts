import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { quadraticTrap } from "../witnesses/quadratic-trap.ts";
import { quadraticUnits } from "./quadratic-units.ts";

/** S = sum_i e_i x~_i x~_i^T, e_i = -dL/df_i at the best constant output, is semidefinite and not 0. */
export const classMomentsSemidefinite: Hypothesis = {
	id: "class-moments-semidefinite",
	title:
		"At the best constant output the pulls of the samples have a semidefinite second moment other than 0.",
	latex:
		"S = \\textstyle\\sum_i e_i \\tilde x_i \\tilde x_i^\\top \\succeq 0 \\ \\text{or}\\ \\preceq 0,\\ S \\ne 0",
	async evaluate(subject) {
		if ((await subject.finding(quadraticUnits)).status === "fails")
			return undecided("Not computed: the units are not quadratic.");
		const trap = quadraticTrap(subject);
		if (trap === null)
			return undecided(
				"The best constant is not known exactly here, the network has another shape, or the exact second moments are too costly for these data; try fewer samples (data.limit).",
			);
		switch (trap.sign) {
			case "zero":
				return fails("The second moment of the pulls is 0, exactly: no quadratic unit sees a difference.");
			case "indefinite":
				return fails("The second moment of the pulls is indefinite, exactly.");
			default:
				return holds(`The second moment of the pulls is ${trap.sign.replace("-", " ")} and not 0, exactly.`, {
					sign: trap.sign === "positive-semidefinite" ? 1 : -1,
				});
		}
	},
};
