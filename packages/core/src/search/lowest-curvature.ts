import { cholesky } from "../numerics/cholesky.ts";
import { lanczosExtremes } from "../numerics/lanczos.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { infinityNorm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";

/** An eigenvalue must lie below minus this share of the largest to count as negative. */
const negativeShare = 1e-10;

/**
 * A point of lower loss beside a critical point with negative curvature, on the lower side of the
 * lowest eigenvector; null when no eigenvalue is clearly negative or no lower loss is found. `value` is the loss at
 * theta, `hessian` (P x P) the Hessian where it is small enough to be formed.
 */
export function lowestCurvature(
	objective: Objective,
	theta: Float64Array,
	value: number,
	hessian: Float64Array | null,
): Float64Array | null {
	const direction = lowestEigenvector(objective, theta, hessian);
	if (direction === null) return null;
	const unit = (1 + infinityNorm(theta)) / infinityNorm(direction);
	let best: Float64Array | null = null;
	let bestValue = value;
	for (let length = 0.1; length > 1e-5; length /= 4) {
		for (const sign of [1, -1]) {
			const trial = theta.map((value, k) => value + sign * length * unit * direction[k]);
			const trialValue = objective.value(trial);
			if (trialValue < bestValue) {
				best = trial;
				bestValue = trialValue;
			}
		}
		if (best !== null) return best;
	}
	return null;
}

function lowestEigenvector(
	objective: Objective,
	theta: Float64Array,
	hessian: Float64Array | null,
): Float64Array | null {
	const n = objective.parameters;
	if (hessian !== null) {
		if (cholesky(hessian, n) !== null) return null;
		const { values, vectors } = symmetricEigen(hessian, n, true);
		const largest = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
		if (vectors === null || values[0] >= -negativeShare * largest) return null;
		return vectors.slice(0, n);
	}
	const { smallest, largest, smallestVector } = lanczosExtremes(
		(v: Float64Array, out: Float64Array) => {
			objective.hessianVector(theta, v, out);
		},
		n,
		{ steps: 80, seed: 1 },
	);
	const scale = Math.max(Math.abs(smallest), Math.abs(largest));
	return smallest < -1e-6 * scale ? smallestVector : null;
}
