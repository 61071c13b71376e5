import type { LinearNetwork } from "./linear-network.ts";

/** The global minimum of a linear network, and how sure it is. */
export interface LinearMinimum {
	/** scale (residue + 1/2 sum of the eigenvalues beyond the K largest). */
	readonly value: number;
	/** The infimum may be lower than `value` by at most this much; 0 when rounding leaves no doubt. */
	readonly doubt: number;
	readonly sentence: string;
}

/**
 * The least loss of a linear network: the best approximation of rank at most K = min(bottleneck, R)
 * (Eckart-Young in whitened form), attained.
 */
export function linearMinimum(network: LinearNetwork): LinearMinimum {
	const { sigma, capacity, scale, residue, doubts } = network;
	let sum = 0;
	for (let k = sigma.length - 1; k >= capacity; k--) sum += 0.5 * sigma[k] * sigma[k];
	const value = scale * (residue + sum);
	const rank = `the ${capacity} largest of ${sigma.length} singular values are fitted`;
	return {
		value,
		doubt: doubts.droppedInputs,
		sentence:
			doubts.droppedInputs > 0
				? `Closed form: ${rank}; directions of the inputs at rounding level were left out, which could lower the minimum by ${doubts.droppedInputs}.`
				: `Closed form: ${rank}.`,
	};
}
