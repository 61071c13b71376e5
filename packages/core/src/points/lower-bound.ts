import { type LinearNetwork, linearNetwork } from "../closed-forms/linear-network.ts";
import { linearMinimum } from "../closed-forms/lower-bound.ts";
import type { Problem } from "../problem/problem.ts";

/** A number that no theta goes below, and where it comes from. */
export interface LowerBound {
	readonly value: number;
	readonly source: string;
}

const linear = new WeakMap<Problem, { readonly network: LinearNetwork | null }>();

/** The whitened form of a linear network, computed once per problem; null for any other. */
export function linearFormOf(problem: Problem): LinearNetwork | null {
	let found = linear.get(problem);
	if (found === undefined) {
		found = { network: linearNetwork(problem) };
		linear.set(problem, found);
	}
	return found.network;
}

/**
 * The best lower bound of L that needs no search: the closed form of a linear network, else the
 * infimum of the loss over its outputs (0 for squared and hinge-like losses); penalties are never
 * negative.
 */
export function knownLowerBound(problem: Problem): LowerBound {
	const network = linearFormOf(problem);
	if (network !== null) {
		const { value, doubt } = linearMinimum(network);
		return { value: value - doubt, source: "the closed form of linear networks" };
	}
	return {
		value: problem.loss.properties.lowerBound,
		source: `the infimum of the ${problem.loss.name} loss`,
	};
}
