import { floatField } from "../numerics/elementary.ts";
import type { Problem } from "../problem/problem.ts";

/**
 * A proof that no critical point lies at or below a level of the loss.
 *
 * If the network is positively homogeneous of degree 1 in the parameters of its last layers, the
 * loss decreases strictly in the margin without ever reaching its infimum, and no penalty acts, then
 * at a point where every sample is on the right side, scaling those parameters up lowers the loss:
 * d/dc L(c theta_last) < 0, so the point is not critical. Where N L(theta) lies below what one
 * sample on the boundary would cost, every sample is on the right side, on the whole sublevel set.
 */
export interface ScalingRay {
	/** Every point with a loss below this is not critical. */
	readonly level: number;
	/** The infimum that the ray approaches. */
	readonly infimum: number;
}

/** The level below which scaling the last layers proves that there is no critical point; null where the argument does not apply. */
export function scalingRay(problem: Problem): ScalingRay | null {
	const { loss, network, data } = problem;
	if (problem.weightDecay !== 0 || problem.exponentialPenalty !== 0) return null;
	const { minimizerAtInfinity, lowerBound, coupling } = loss.properties;
	if (!minimizerAtInfinity || lowerBound !== 0 || data.labels === null) return null;
	for (const { layers } of network.branches) {
		const last = layers[layers.length - 1];
		if (last.fixed !== null) return null;
		if (last.activation.properties.homogeneousDegree !== 1) return null;
	}
	const boundary = boundaryLoss(problem, coupling);
	if (boundary === null) return null;
	let lightest = Number.POSITIVE_INFINITY;
	let total = 0;
	for (let i = 0; i < data.samples; i++) {
		const weight = data.weights === null ? 1 : data.weights[i];
		lightest = Math.min(lightest, weight);
		total += weight;
	}
	const share = problem.reduction === "mean" ? lightest / total : lightest;
	return { level: share * boundary * (1 - 1e-9), infimum: 0 };
}

/** The least loss that a sample on the wrong side, or on the boundary, can have; null if unknown. */
function boundaryLoss(problem: Problem, coupling: string): number | null {
	const { definition, parameters } = problem.loss;
	if (coupling === "margin") return definition.evaluate(floatField, [0], [1], parameters).value;
	if (coupling !== "coupled") return null;
	// Two classes tied and the others far below: the least loss of a sample that is not strictly right.
	return definition.evaluate(floatField, [0, 0], [1, 0], parameters).value;
}
