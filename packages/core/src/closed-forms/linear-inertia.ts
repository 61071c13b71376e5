import type { LinearNetwork } from "./linear-network.ts";

/** Numbers of negative, zero and positive Hessian eigenvalues at a critical point. */
export interface LinearInertia {
	readonly index: number;
	readonly nullity: number;
	readonly positive: number;
	/** Whether another critical point with the same selection can have another inertia. */
	readonly varies: boolean;
}

/**
 * Inertia of the Hessian at the canonical critical point (residual blocks Z = 0) that selects p_i
 * triples of group i. With r = sum p_i, rho = rank X, pairs (s selected, n of the d_l - r others):
 *
 * index = #{lambda_n > lambda_s} (+ h), positive = r rho + #{lambda_s > lambda_n >= 0} (+ h), where
 * h = (R - r)(d_1 - r) with two layers and 0 with more; an output bias adds d_l to `positive`.
 */
export function linearInertia(network: LinearNetwork, counts: readonly number[]): LinearInertia {
	const { depth, widths, groups, bottleneck } = network;
	const rank = network.inputs.rank;
	const outputs = widths[depth];
	const total = network.problem.network.parameters;
	const bias = network.data.bias === "output" ? outputs : 0;
	if (depth === 1) {
		const positive = outputs * rank + bias;
		return { index: 0, nullity: total - positive, positive, varies: false };
	}
	let selected = 0;
	let unselected = 0;
	let inversions = 0;
	let ordered = 0;
	for (let i = 0; i < groups.length; i++) {
		inversions += unselected * counts[i];
		ordered += selected * (groups[i].count - counts[i]);
		selected += counts[i];
		unselected += groups[i].count - counts[i];
	}
	ordered += selected * (outputs - network.sigma.length);
	const pairs = depth === 2 ? unselected * (widths[1] - selected) : 0;
	const index = inversions + pairs;
	const positive = selected * rank + ordered + pairs + bias;
	return {
		index,
		nullity: total - index - positive,
		positive,
		varies: Math.min(bottleneck, outputs, rank) > selected,
	};
}
