import { matrixProduct } from "../numerics/matrix-product.ts";
import type { LinearNetwork } from "./linear-network.ts";

/**
 * The factors A_1, ..., A_l (A_j is d_j x d_(j-1), row by row) of a parameter vector: slopes
 * multiplied in, a first-layer bias as the last column of A_1.
 */
export function factorsOf(network: LinearNetwork, theta: Float64Array): Float64Array[] {
	const { widths, slopes } = network;
	return slopes.map((slope, k) => {
		const { weight, bias } = blocksOf(network, k);
		const rows = widths[k + 1];
		const columns = widths[k];
		const factor = new Float64Array(rows * columns);
		for (let i = 0; i < rows; i++) {
			for (let j = 0; j < weight.columns; j++)
				factor[i * columns + j] = slope * theta[weight.offset + i * weight.columns + j];
			if (columns > weight.columns && bias !== null)
				factor[i * columns + columns - 1] = slope * theta[bias.offset + i];
		}
		return factor;
	});
}

/**
 * Parameters from factors; hidden biases (layer by layer, where the output layer has one) are free and
 * default to 0, the output bias is the optimal one.
 */
export function thetaOf(
	network: LinearNetwork,
	factors: readonly Float64Array[],
	hiddenBias: (layer: number, unit: number) => number = () => 0,
): Float64Array {
	const { widths, slopes, depth } = network;
	const theta = new Float64Array(network.problem.network.parameters);
	for (let k = 0; k < depth; k++) {
		const { weight, bias } = blocksOf(network, k);
		const columns = widths[k];
		for (let i = 0; i < widths[k + 1]; i++) {
			for (let j = 0; j < weight.columns; j++)
				theta[weight.offset + i * weight.columns + j] = factors[k][i * columns + j] / slopes[k];
			if (bias === null) continue;
			if (columns > weight.columns)
				theta[bias.offset + i] = factors[k][i * columns + columns - 1] / slopes[k];
			else if (k < depth - 1) theta[bias.offset + i] = hiddenBias(k, i);
		}
	}
	const left = meanResidual(network, theta);
	if (left !== null) {
		const { bias } = blocksOf(network, depth - 1);
		if (bias !== null)
			for (let i = 0; i < left.length; i++) theta[bias.offset + i] -= left[i] / slopes[depth - 1];
	}
	return theta;
}

/** Output at the mean input minus the mean target, d_l; null without an output bias. */
export function meanResidual(network: LinearNetwork, theta: Float64Array): Float64Array | null {
	const { means } = network.data;
	if (means === null) return null;
	let signal = means.inputs;
	for (let k = 0; k < network.depth; k++) {
		const { weight, bias } = blocksOf(network, k);
		const block = theta.subarray(weight.offset, weight.offset + weight.rows * weight.columns);
		const next = matrixProduct(block, signal, weight.rows, weight.columns, 1);
		for (let i = 0; i < next.length; i++) {
			if (bias !== null) next[i] += theta[bias.offset + i];
			next[i] *= network.slopes[k];
		}
		signal = next;
	}
	return signal.map((f, i) => f - means.targets[i]);
}

/** Derivative of `meanResidual` along a direction of the parameters, d_l; null without an output bias. */
export function meanResidualTangent(
	network: LinearNetwork,
	theta: Float64Array,
	direction: Float64Array,
): Float64Array | null {
	const { means } = network.data;
	if (means === null) return null;
	let signal = means.inputs;
	let tangent: Float64Array = new Float64Array(signal.length);
	for (let k = 0; k < network.depth; k++) {
		const { weight, bias } = blocksOf(network, k);
		const { rows, columns } = weight;
		const range = [weight.offset, weight.offset + rows * columns] as const;
		const block = theta.subarray(...range);
		const change = matrixProduct(direction.subarray(...range), signal, rows, columns, 1);
		const next = matrixProduct(block, signal, rows, columns, 1);
		const moved = matrixProduct(block, tangent, rows, columns, 1);
		for (let i = 0; i < rows; i++) {
			next[i] += bias === null ? 0 : theta[bias.offset + i];
			moved[i] += change[i] + (bias === null ? 0 : direction[bias.offset + i]);
			next[i] *= network.slopes[k];
			moved[i] *= network.slopes[k];
		}
		signal = next;
		tangent = moved;
	}
	return tangent;
}

/** B = A_1 P diag(s), d_1 x rho. */
export function whitened(network: LinearNetwork, first: Float64Array): Float64Array {
	const { rank, values, directions } = network.inputs;
	const rows = network.widths[1];
	const d = network.widths[0];
	const b = new Float64Array(rows * rank);
	for (let i = 0; i < rows; i++)
		for (let k = 0; k < rank; k++) {
			let sum = 0;
			for (let j = 0; j < d; j++) sum += first[i * d + j] * directions[k * d + j];
			b[i * rank + k] = sum * values[k];
		}
	return b;
}

/** The A_1 = B diag(1/s) P^T of least norm with A_1 P diag(s) = B. */
export function unwhitened(network: LinearNetwork, b: Float64Array, rows: number): Float64Array {
	const { rank, values, directions } = network.inputs;
	const scaled = b.map((x, i) => x / values[i % rank]);
	return matrixProduct(scaled, directions, rows, rank, network.widths[0]);
}

function blocksOf(network: LinearNetwork, layer: number) {
	const own = network.problem.network.blocks.filter((block) => block.branch === 0 && block.layer === layer);
	const weight = own.find((block) => block.kind === "weight");
	if (weight === undefined) throw new Error(`Layer ${layer} has no block of weights.`);
	return { weight, bias: own.find((block) => block.kind === "bias") ?? null };
}
