import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { deadPoint } from "../witnesses/dead-units.ts";

/** At the best constant output the derivatives of the loss do not cancel at some distinct input. */
export const constantNotOptimal: Hypothesis = {
	id: "constant-not-optimal",
	title: "At some distinct input the best constant output is not what its samples want.",
	latex: "\\exists x:\\ \\textstyle\\sum_{i: x_i = x} \\omega_i\\, \\ell'(c, y_i) \\ne 0",
	evaluate(subject) {
		const point = deadPoint(subject);
		if (point === null)
			return undecided("The best constant, or the point with all units constant, is not known here.");
		return point.pulled === null
			? fails(
					"The derivatives of the loss cancel at every distinct input: no network does better than the best constant.",
				)
			: holds(
					`At the input of sample ${point.pulled.sample} the derivatives of the loss do not cancel, exactly: some network does better than the best constant.`,
					{ sample: point.pulled.sample, output: point.pulled.output },
				);
	},
};
