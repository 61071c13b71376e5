import type { Activation } from "../problem/formula/activation.ts";
import type { Problem } from "../problem/problem.ts";

/** k with sigma(t) = k t for all t, k != 0; null for any other activation. */
export function linearSlope(activation: Activation): number | null {
	const { affinePieces, homogeneousDegree } = activation.properties;
	if (homogeneousDegree !== 1 || affinePieces.length !== 1) return null;
	const [piece] = affinePieces;
	if (piece.from !== -Infinity || piece.to !== Infinity) return null;
	return piece.slope === 0 ? null : piece.slope;
}

/**
 * Why the closed forms of linear networks do not cover a problem, as a sentence; null when they do.
 *
 * Covered: one chain of trained layers whose activations are t -> k t, squared loss, no weight decay,
 * no noise. Biases: none; or in the first layer only (a row of ones among the inputs); or, when the
 * output layer has a bias, anywhere: the output bias absorbs the others, and the problem is the one
 * without biases on centred data.
 */
export function outsideLinearScope(problem: Problem): string | null {
	const { network, loss } = problem;
	if (!loss.properties.quadratic) return `The loss is ${loss.name}, not half of the squared error.`;
	if (problem.weightDecay !== 0) return "There is weight decay; the closed forms hold without it.";
	if (network.branches.length !== 1) return "There is a parallel branch beside the chain of layers.";
	const { layers } = network.branches[0];
	for (const [k, layer] of layers.entries()) {
		if (linearSlope(layer.activation) === null)
			return `Layer ${k} has the activation ${layer.activation.name}, not a multiple of the identity.`;
		if (layer.fixed !== null) return `Layer ${k} is fixed, not trained.`;
		if (layer.noise !== null) return `Layer ${k} has noise factors.`;
	}
	const last = layers.length - 1;
	if (!layers[last].bias) {
		const k = layers.findIndex((layer, j) => layer.bias && j > 0);
		if (k > 0)
			return `Layer ${k} has a bias but the output layer has none; only the first layer may have one then.`;
	}
	return null;
}
