import { toNumber, toText } from "../../rigor/rational.ts";
import { classOverlap } from "../exact/class-overlap.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/** sum_i lambda_i y_i (x_i, 1) = 0 with all lambda_i > 0: no hyperplane has the classes on its two closed sides. */
export const classesOverlap: Hypothesis = {
	id: "classes-overlap",
	title: "No hyperplane parts the two classes, not even weakly (with samples on itself).",
	latex: "\\exists \\lambda > 0:\\ \\textstyle\\sum_i \\lambda_i y_i (x_i, 1) = 0",
	async evaluate(subject) {
		const { data } = subject.problem;
		if (data.labels !== "binary") return fails("The targets are not labels +1 and -1.");
		const found = await subject.onceForData(classOverlap, () => classOverlap(data));
		switch (found.status) {
			case "holds":
				return holds(
					`A combination of all samples, weighted by their labels with strictly positive weights, vanishes exactly; the least weight is ${toNumber(found.least).toPrecision(3)} of the total 1.`,
					{ least: toText(found.least) },
				);
			case "fails":
				return fails(
					"A hyperplane has each class on its own side, with samples on it allowed, checked in exact arithmetic.",
					{ hyperplane: found.hyperplane.map(toText) },
				);
			default:
				return undecided(found.reason);
		}
	},
};
