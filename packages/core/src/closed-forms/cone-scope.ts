import type { Activation } from "../problem/formula/activation.ts";
import type { Problem } from "../problem/problem.ts";
import { linearSlope } from "./linear-scope.ts";

/** Whether sigma(t) = max(t, 0). */
function isHalfIdentity({ properties: { affinePieces, homogeneousDegree } }: Activation): boolean {
	const [left, right] = affinePieces;
	return (
		homogeneousDegree === 1 &&
		affinePieces.length === 2 &&
		left.slope === 0 &&
		right.slope === 1 &&
		left.to === 0 &&
		right.from === 0
	);
}

/**
 * Why the closed forms in cones of one ReLU layer do not cover a problem, as a sentence; null when they do.
 *
 * Covered: one hidden layer of max(t, 0), with or without biases, a linear output layer without bias, squared loss,
 * everything trained, no weight decay, no noise. An output bias is outside: what is a local minimum without it need
 * not be one with it.
 */
export function outsideConeScope(problem: Problem): string | null {
	const { network, loss } = problem;
	if (!loss.properties.quadratic) return `The loss is ${loss.name}, not half of the squared error.`;
	if (problem.weightDecay !== 0) return "There is weight decay; the closed forms hold without it.";
	if (network.branches.length !== 1) return "There is a parallel branch beside the chain of layers.";
	const { layers } = network.branches[0];
	if (layers.length !== 2) return `There are ${layers.length - 1} hidden layers; one is covered.`;
	if (!isHalfIdentity(layers[0].activation))
		return `The hidden layer has the activation ${layers[0].activation.name}, not max(t, 0).`;
	if (linearSlope(layers[1].activation) === null)
		return `The output layer has the activation ${layers[1].activation.name}, not a multiple of the identity.`;
	if (layers[1].bias) return "The output layer has a bias; the closed forms hold without it.";
	for (const [k, layer] of layers.entries()) {
		if (layer.fixed !== null) return `Layer ${k} is fixed, not trained.`;
		if (layer.noise !== null) return `Layer ${k} has noise factors.`;
	}
	return null;
}
