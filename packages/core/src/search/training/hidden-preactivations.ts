import type { Objective } from "../../objective/objective.ts";

/**
 * min over samples i and hidden units j of |u_j(x_i; theta)|: how near the point is to a kink of piecewise linear units. Null
 * without hidden units or samples. Costs one evaluation.
 */
export function smallestPreactivation(objective: Objective, theta: Float64Array): number | null {
	const { network, data } = objective.problem;
	const hidden = network.branches.flatMap(({ layers }) =>
		layers.flatMap(({ width }, l) => new Array<boolean>(width).fill(l < layers.length - 1)),
	);
	if (data.samples === 0 || !hidden.includes(true)) return null;
	const all = objective.preactivations(theta);
	let smallest = Infinity;
	for (let i = 0; i < all.length; i++)
		if (hidden[i % hidden.length]) smallest = Math.min(smallest, Math.abs(all[i]));
	return smallest;
}
