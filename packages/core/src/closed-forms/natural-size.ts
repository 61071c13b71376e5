import { infinityNorm, norm } from "../numerics/vector.ts";
import { integerRoot } from "./integer-root.ts";
import type { LinearNetwork } from "./linear-network.ts";

/** |A_j| of a balanced network that fits: the l-th root of |M| over the size of the inputs; 1 where there is nothing to fit. */
export function naturalWeight({ matrix, inputs, depth }: LinearNetwork): number {
	const whole = norm(matrix);
	if (!(whole > 0) || inputs.rank === 0) return 1;
	return integerRoot(whole / middleInput({ inputs }), depth);
}

/** The middle of the singular values of X, on a logarithmic scale; 1 for X = 0. */
export function middleInput({ inputs: { rank, values } }: Pick<LinearNetwork, "inputs">): number {
	return rank > 0 ? Math.sqrt(values[0] * values[rank - 1]) : 1;
}

/**
 * Natural units of the parameters, P: of weights that of a balanced fit, of a hidden bias what such weights make of a
 * typical input, of an output bias the size of the targets. In these units Hessians of data of any scale are alike.
 */
export function naturalUnits(network: LinearNetwork): Float64Array {
	const { problem, depth, data } = network;
	const weight = naturalWeight(network);
	const units = new Float64Array(problem.network.parameters).fill(weight);
	const samples = Math.sqrt(data.samples);
	const typical = middleInput(network) / samples;
	const targets = Math.max(norm(network.matrix) / samples, infinityNorm(data.y));
	for (const { kind, layer, offset, rows } of problem.network.blocks) {
		if (kind !== "bias") continue;
		let unit = typical;
		for (let k = 0; k <= layer; k++) unit *= weight;
		units.fill(layer === depth - 1 && targets > 0 ? targets : unit, offset, offset + rows);
	}
	return units;
}
