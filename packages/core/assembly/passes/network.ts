/**
 * What the passes read: a network, its data and its buffers, laid out in linear memory by the host.
 *
 * Samples run across SIMD lanes. The N samples are cut into blocks of `block` samples (the last one
 * shorter, padded to an even number by repeating its last sample with weight 0). Inside a block of n
 * samples every matrix "units x samples" is stored unit by unit, n numbers each. Data are stored
 * block by block in the same way: the block that begins at sample s starts at number s * rows.
 */
@unmanaged
export class Layer {
	width: i32;
	inputs: i32;
	activation: i32;
	/** 1 if the weights belong to theta. */
	trained: i32;
	/** 1 if there are biases. */
	bias: i32;
	/** Position of the weights in theta; the biases follow. Meaningless when not trained. */
	offset: i32;
	/** Address of [count, p0, p1, ...], the activation's parameters. */
	parameters: usize;
	/** Addresses of weights (width x inputs) and biases (width). */
	weights: usize;
	biases: usize;
	/** Address of the noise factors, or 0. */
	noise: usize;
	/** width x n buffers: preactivation, activation (with room for one more row), sigma', sigma'', dL/da, dL/dz. */
	z: usize;
	a: usize;
	d1: usize;
	d2: usize;
	e: usize;
	delta: usize;
	/** width x n buffers for tangents of z, a, e, delta. */
	dz: usize;
	da: usize;
	de: usize;
	ddelta: usize;
}

@unmanaged
export class Branch {
	count: i32;
	layers: usize;
}

@unmanaged
export class Network {
	/** Samples padded to an even number. */
	samples: i32;
	block: i32;
	inputs: i32;
	outputs: i32;
	/** Data, block by block: inputs x n, outputs x n, n. The weights carry the reduction. */
	x: usize;
	y: usize;
	weights: usize;
	loss: i32;
	lossParameters: usize;
	branches: i32;
	branchTable: usize;
	parameters: i32;
	/** P numbers each, except hessian: P x P. */
	theta: usize;
	gradient: usize;
	direction: usize;
	product: usize;
	ridge: usize;
	/** outputs x n buffers: f, weighted dl/df, curvature, tangents of f and of dl/df; n: losses, ones. */
	f: usize;
	r: usize;
	curvature: usize;
	df: usize;
	dr: usize;
	losses: usize;
	ones: usize;
}

// @ts-ignore: decorator
@inline
export function branchAt(net: Network, index: i32): Branch {
	return changetype<Branch>(net.branchTable + <usize>index * offsetof<Branch>());
}

// @ts-ignore: decorator
@inline
export function layerAt(branch: Branch, index: i32): Layer {
	return changetype<Layer>(branch.layers + <usize>index * offsetof<Layer>());
}

/** Address of what feeds layer `index` of a branch in the block that begins at sample `from`. */
export function inputOf(net: Network, branch: Branch, index: i32, from: i32): usize {
	if (index == 0) return net.x + 8 * <usize>(from * net.inputs);
	return layerAt(branch, index - 1).a;
}

/** Samples of the block that begins at `from`. */
// @ts-ignore: decorator
@inline
export function blockLength(net: Network, from: i32): i32 {
	return min(net.block, net.samples - from);
}
