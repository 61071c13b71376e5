import { shortcutOf } from "../architecture.ts";
import { classRanks, generalWithinClasses } from "../exact/class-spans.ts";
import { distinctInputs } from "../exact/distinct-inputs.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";

/**
 * M >= max(1, n - 1), n the number of distinct inputs; or M >= 2 max(n / (r - max r_+-), r_+, r_-) where any r_+
 * positives and any r_- negatives are independent.
 */
export const widthForSubspaces: Hypothesis = {
	id: "width-for-subspaces",
	title: "The branch has at least n - 1 units, or the fewer that the ranks of the classes allow.",
	latex: "M \\ge \\max(1, n - 1) \\ \\text{ or }\\ M \\ge 2 \\max(\\lceil n/\\Delta r\\rceil, r_+, r_-)",
	evaluate(subject) {
		const { data } = subject.problem;
		const shortcut = shortcutOf(subject.problem);
		if (shortcut === null || data.labels !== "binary")
			return fails("There is no such branch, or no labels +1 and -1.");
		const width = shortcut.width;
		// Equal inputs share a derivative of the loss only if they have equal outputs, which noise factors prevent.
		const noisy = subject.problem.network.branches.some(({ layers }) =>
			layers.some(({ noise }) => noise !== null),
		);
		const n = noisy ? data.samples : subject.onceForData(distinctInputs, () => distinctInputs(data)).length;
		const positives = data.y.filter((y) => y > 0).length;
		if (positives === 0 || positives === data.samples)
			return holds("One class is empty, where any width will do.", { width });
		const wide = Math.max(1, n - 1);
		const evidence = { width, distinctInputs: n, needed: wide };
		if (width >= wide)
			return holds(`${width} units are at least n - 1 = ${wide}, n = ${n} distinct inputs.`, evidence);
		const ranks = subject.onceForData(classRanks, () => classRanks(data));
		const short = `${width} units are fewer than n - 1 = ${wide} (n = ${n} distinct inputs)`;
		if (ranks === null)
			return undecided(`${short}; the ranks of the classes are too costly to compute exactly.`, evidence);
		const { positive, negative, excess } = ranks;
		if (excess <= 0)
			return fails(`${short}, and one class spans all samples, so no smaller width will do.`, {
				...evidence,
				ranks,
			});
		const least = 2 * Math.max(Math.ceil(data.samples / excess), positive, negative);
		if (width < least)
			return fails(`${short}, and fewer than the ${least} that the ranks would allow.`, {
				...evidence,
				ranks,
				orRanks: least,
			});
		const general = subject.onceForData(generalWithinClasses, () => generalWithinClasses(data, ranks));
		if (general === null)
			return undecided(
				`${short}; ${least} would suffice if any ${positive} positives and any ${negative} negatives are independent, which takes too many subsets to check.`,
				{ ...evidence, ranks },
			);
		return general
			? holds(`${width} units are at least 2 max(n/dr, r+, r-) = ${least}.`, {
					...evidence,
					ranks,
					orRanks: least,
				})
			: fails(
					`${short}; the smaller width needs independent samples within the classes, and some are dependent.`,
					{
						...evidence,
						ranks,
					},
				);
	},
};
