import type { Problem } from "../../problem/problem.ts";
import type { Conclusion } from "../theorem.ts";
import type { Witness } from "../witness.ts";

/**
 * What a local minimum with a constant output says about the training error: a constant other than 0 misclassifies one of
 * two classes, without a tie. Nothing where the constant is 0 or one label is missing.
 */
export function misclassifiedByConstant({ data }: Problem, constant: number, witness: Witness): Conclusion[] {
	const both = data.y.some((y) => y > 0) && data.y.some((y) => y < 0);
	if (data.labels !== "binary" || !both || constant === 0) return [];
	return [
		{
			question: "nonzero-training-error",
			answer: "exists",
			for: "this-problem",
			witness,
			sentence: `At that local minimum the output is the constant ${constant.toPrecision(6)}, which misclassifies every sample of the other class.`,
		},
	];
}
