import { matrixProduct } from "../numerics/matrix-product.ts";
import { difference, dot, norm } from "../numerics/vector.ts";
import {
	factorsOf,
	meanResidual,
	meanResidualTangent,
	thetaOf,
	unwhitened,
	whitened,
} from "./linear-factors.ts";
import type { LinearNetwork } from "./linear-network.ts";

/**
 * theta moved along changes of the whitened factors B, A_2, ..., A_l times `step`; null leaves a factor as it is. What
 * no sample sees, and hidden biases, stay; an output bias follows as the optimal one.
 */
export function movedTheta(
	network: LinearNetwork,
	theta: Float64Array,
	changes: readonly (Float64Array | null)[],
	step = 1,
): Float64Array {
	const { widths } = network;
	const factors = factorsOf(network, theta);
	changes.forEach((change, j) => {
		if (change === null) return;
		const plain = j === 0 ? unwhitened(network, change, widths[1]) : change;
		for (let k = 0; k < plain.length; k++) factors[j][k] += step * plain[k];
	});
	const { blocks } = network.problem.network;
	const hidden = (layer: number, unit: number) => {
		const block = blocks.find((each) => each.branch === 0 && each.layer === layer && each.kind === "bias");
		return block === undefined ? 0 : theta[block.offset + unit];
	};
	return thetaOf(network, factors, hidden);
}

/**
 * The derivative at 0 of `movedTheta` with respect to its step: the changes of the factors, and the first-order change
 * of an optimal output bias.
 */
export function tangentTheta(
	network: LinearNetwork,
	theta: Float64Array,
	changes: readonly (Float64Array | null)[],
): Float64Array {
	const direction = difference(movedTheta(network, theta, changes), theta);
	const last = network.depth - 1;
	const bias = network.problem.network.blocks.find(
		({ branch, layer, kind }) => branch === 0 && layer === last && kind === "bias",
	);
	if (bias === undefined) return direction;
	direction.fill(0, bias.offset, bias.offset + bias.rows);
	const change = meanResidualTangent(network, theta, direction);
	if (change !== null)
		for (let i = 0; i < bias.rows; i++) direction[bias.offset + i] = -change[i] / network.slopes[last];
	return direction;
}

/**
 * L(there) - L(here) without cancellation: scale <W' - W, (W' + W)/2 - M>, and the half of the squared mean residuals
 * where there is an output bias.
 */
export function lossDifference(network: LinearNetwork, here: Float64Array, there: Float64Array): number {
	const before = endToEnd(network, here);
	const after = endToEnd(network, there);
	const middle = before.map((w, k) => (w + after[k]) / 2);
	const fit = dot(difference(after, before), difference(middle, network.matrix));
	return network.scale * (fit + offsetLoss(network, there) - offsetLoss(network, here));
}

/** 1/2 (sum of sample weights) |mean residual|^2; 0 without an output bias. */
function offsetLoss(network: LinearNetwork, theta: Float64Array): number {
	const mean = meanResidual(network, theta);
	if (mean === null) return 0;
	const { weights, samples } = network.problem.data;
	let total = 0;
	for (let i = 0; i < samples; i++) total += weights?.[i] ?? 1;
	return 0.5 * total * dot(mean, mean);
}

/** W = A_l ... A_2 B, d_l x rho. */
export function endToEnd(network: LinearNetwork, theta: Float64Array): Float64Array {
	const { widths, inputs } = network;
	const [first, ...others] = factorsOf(network, theta);
	let map = whitened(network, first);
	others.forEach((a, k) => {
		map = matrixProduct(a, map, widths[k + 2], widths[k + 1], inputs.rank);
	});
	return map;
}

/**
 * Numbers c_j with product 1 such that theta's factor j is c_j times the balanced one; a factor that vanishes takes
 * what the others leave.
 */
export function balanceOf(
	network: LinearNetwork,
	theta: Float64Array,
	balanced: readonly Float64Array[],
): number[] {
	const [first, ...others] = factorsOf(network, theta);
	const sizes = balanced.map(norm);
	const numbers = [whitened(network, first), ...others].map((a, j) =>
		sizes[j] > 0 ? norm(a) / sizes[j] : 1,
	);
	const free = sizes.indexOf(0);
	if (free >= 0) numbers[free] /= numbers.reduce((product, c) => product * c, 1);
	return numbers;
}
