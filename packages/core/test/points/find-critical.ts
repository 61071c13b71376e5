import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { infinityNorm, norm } from "../../src/numerics/vector.ts";
import type { Objective } from "../../src/objective/objective.ts";

/**
 * A minimum near theta by regularised Newton steps, then plain Newton on the nonzero eigenvalues.
 * Slow and simple: for tests that need a critical point to the rounding floor.
 */
export function findMinimum(objective: Objective, start: Float64Array): Float64Array {
	const n = objective.parameters;
	let theta: Float64Array = start.slice();
	let damping = 1e-2;
	for (let step = 0; step < 500; step++) {
		const gradient = objective.gradient(theta);
		if (infinityNorm(gradient) < 1e-9) break;
		const next = newton(objective, theta, gradient, (lambda) => Math.abs(lambda) + damping);
		if (objective.value(next) < objective.value(theta)) {
			theta = next;
			damping = Math.max(damping / 3, 1e-9);
		} else damping *= 4;
	}
	for (let step = 0; step < 6; step++) {
		const gradient = objective.gradient(theta);
		const next = newton(objective, theta, gradient, (lambda, largest) =>
			Math.abs(lambda) > 1e-9 * largest ? lambda : Infinity,
		);
		if (norm(objective.gradient(next)) >= norm(gradient)) break;
		theta = next;
	}
	return theta;

	function newton(
		of: Objective,
		at: Float64Array,
		gradient: Float64Array,
		divisor: (lambda: number, largest: number) => number,
	): Float64Array {
		const { values, vectors } = symmetricEigen(of.hessian(at), n, true);
		const largest = Math.max(...values.map(Math.abs));
		const next = at.slice();
		for (let k = 0; k < n; k++) {
			const vector = (vectors as Float64Array).subarray(k * n, (k + 1) * n);
			const along = vector.reduce((sum, v, p) => sum + v * gradient[p], 0);
			const share = along / divisor(values[k], largest);
			for (let p = 0; p < n; p++) next[p] -= share * vector[p];
		}
		return next;
	}
}
