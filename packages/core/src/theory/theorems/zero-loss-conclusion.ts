import type { Problem } from "../../problem/problem.ts";
import type { Conclusion } from "../theorem.ts";

/**
 * Where every derivative l'(-y_i f_i) vanishes at every local minimum, and l is 0 wherever its derivative is, every local
 * minimum has loss 0, the least there is: none is bad. A penalty on the exponential neuron's weight a adds nothing: there
 * dL/da = penalty a = 0.
 */
export function zeroLossConclusion({ loss }: Problem): Conclusion[] {
	const { flatRegion, lowerBound, minimizerAtInfinity } = loss.properties;
	if (flatRegion === null || lowerBound !== 0 || minimizerAtInfinity) return [];
	return [
		{
			question: "bad-local-minimum",
			answer: "excluded",
			for: "this-problem",
			witness: null,
			sentence: `At every local minimum all samples lie in the flat part of the ${loss.name} loss, where it is 0: every local minimum is global.`,
		},
	];
}
