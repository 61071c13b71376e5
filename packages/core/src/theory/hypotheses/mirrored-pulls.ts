import { add, type Rational, signOf, subtract, zero } from "../../rigor/rational.ts";
import { fails, holds, undecided } from "../finding.ts";
import type { Hypothesis } from "../hypothesis.ts";
import { bestConstant } from "../witnesses/best-constant.ts";

/** At the best constant the derivatives of the loss add up to the same number at x and at -x. */
export const mirroredPulls: Hypothesis = {
	id: "mirrored-samples",
	title: "At the best constant output, samples at x and at -x pull alike.",
	latex: "\\textstyle\\sum_{x_i = x} e_i = \\sum_{x_i = -x} e_i\\ \\forall x",
	evaluate(subject) {
		const { data } = subject.problem;
		const outcome = subject.once(bestConstant, () => bestConstant(subject.problem));
		if (!("found" in outcome)) return undecided("The best constant output is not known exactly here.");
		if (data.outputs !== 1) return fails("There are several outputs.");
		const [pulls] = outcome.found.pulls;
		const key = (i: number, sign: number) =>
			Array.from(data.x.subarray(i * data.inputs, (i + 1) * data.inputs), (value) =>
				value === 0 ? "0" : String(sign * value),
			).join(" ");
		const sums = new Map<string, { sum: Rational; sample: number }>();
		for (let i = 0; i < data.samples; i++) {
			const at = key(i, 1);
			sums.set(at, { sum: add(sums.get(at)?.sum ?? zero, pulls[i]), sample: sums.get(at)?.sample ?? i });
		}
		for (const [, { sum, sample }] of sums) {
			const opposite = sums.get(key(sample, -1))?.sum ?? zero;
			if (signOf(subtract(sum, opposite)) !== 0)
				return fails(
					`The samples at the input of sample ${sample} and at its mirror image pull differently.`,
					{
						sample,
					},
				);
		}
		return holds("Samples at x and at -x pull alike at the best constant, exactly.", {
			distinctInputs: sums.size,
		});
	},
};
