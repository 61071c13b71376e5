import { shortcutOf } from "../architecture.ts";
import { separateSpans } from "../exact/class-spans.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** No (x_i, 1) of one class lies in the span of those of the other; x_i alone without trained inner biases. */
export const classesOutsideSpans: Hypothesis = {
	id: "classes-outside-spans",
	title: "No sample lies in the span of the other class (its affine hull, with trained inner biases).",
	latex:
		"\\tilde x_i \\notin \\mathrm{span}\\{\\tilde x_k : y_k \\ne y_i\\} \\ \\forall i, \\quad \\tilde x = (x, 1)",
	evaluate(subject) {
		const { data } = subject.problem;
		if (data.labels !== "binary") return fails("The targets are not labels +1 and -1.");
		const affine = shortcutOf(subject.problem)?.innerBiases === "trained";
		const found = subject.onceForData(`spans ${affine}`, () => separateSpans(data, affine));
		const span = affine ? "affine hull" : "span";
		switch (found.status) {
			case "holds": {
				const close =
					found.relativeDistance < 1e-6
						? " It holds exactly, but the margin is so small that it says nothing in floating point."
						: "";
				return holds(
					`Every sample lies outside the ${span} of the other class, the nearest at relative distance ${found.relativeDistance.toPrecision(3)}.${close}`,
					{ relativeDistance: found.relativeDistance, nearest: found.nearest, distance: found.distance },
				);
			}
			case "fails":
				return fails(`Sample ${found.sample} lies exactly in the ${span} of the other class.`, {
					sample: found.sample,
				});
			default:
				return undecided(found.reason);
		}
	},
};
