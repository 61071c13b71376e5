import { infinityNorm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";

/** Gradients above this are resolved well enough to follow a flow over many e-folds of time. */
const resolved = 1e-7;
const shrink = 0.92;
const mostSteps = 20;

/**
 * The first of c theta, c = 0.92, 0.92^2, ..., whose gradient is at least 1e-7, or null: from a saturated
 * plateau back along the ray to where the derivatives of the activations are not yet lost in rounding.
 */
export function pullBack(objective: Objective, theta: Float64Array): Float64Array | null {
	const gradient = new Float64Array(objective.parameters);
	let point = theta;
	for (let k = 0; k < mostSteps; k++) {
		point = point.map((x) => shrink * x);
		const value = objective.valueAndGradient(point, gradient);
		if (Number.isFinite(value) && infinityNorm(gradient) >= resolved) return point;
	}
	return null;
}
