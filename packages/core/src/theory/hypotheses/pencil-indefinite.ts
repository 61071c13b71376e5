import { shortcutOf } from "../architecture.ts";
import { pencilOf } from "../exact/class-pencil.ts";
import { type Finding, fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import type { Subject } from "../subject.ts";

/** The pencil of the classes, once per subject. */
export function classPencil(subject: Subject) {
	const { data } = subject.problem;
	const affine = shortcutOf(subject.problem)?.innerBiases !== "absent";
	return subject.onceForData(`pencil ${affine}`, () => pencilOf(data, affine));
}

/** S(lambda) = sum lambda_i y_i x~_i x~_i^T has eigenvalues of both signs for all class weights. */
export const pencilIndefinite: Hypothesis = {
	id: "pencil-indefinite",
	title:
		"For all weights of the samples within the classes the difference of the second moments is indefinite.",
	latex:
		"S(\\lambda) = \\textstyle\\sum_i \\lambda_i y_i \\tilde x_i \\tilde x_i^\\top \\text{ indefinite } \\forall \\lambda \\in \\Lambda",
	async evaluate(subject): Promise<Finding> {
		if (subject.problem.data.labels !== "binary") return fails("The targets are not labels +1 and -1.");
		const { y } = subject.problem.data;
		if (y.every((label) => label === y[0])) return fails("One class is empty.");
		const found = await classPencil(subject);
		switch (found.status) {
			case "holds":
				return holds(
					"One positive semidefinite form is larger on every negative than on every positive, another the other way round, exactly.",
					{
						largerOnNegatives: {
							...found.largerOnNegatives,
							directions: found.largerOnNegatives.directions.map((u) => Array.from(u)),
						},
						largerOnPositives: {
							...found.largerOnPositives,
							directions: found.largerOnPositives.directions.map((u) => Array.from(u)),
						},
					},
				);
			case "fails":
				return fails(
					`At equal weights within the classes it is ${found.sign > 0 ? "positive" : "negative"} semidefinite, exactly.`,
					{ sign: found.sign },
				);
			default:
				return undecided(found.reason);
		}
	},
};
