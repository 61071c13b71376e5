import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { dot } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import { denseLimit } from "./newton-step.ts";

/** How far to look on both sides of theta, in Newton steps. */
const reach = 10;
/** A curvature that changes by this share of itself within that reach is not known. */
const leastChange = 0.5;
/** Eigenvalues below this share of the largest have no Newton step: the rounding of the Hessian. */
const nullShare = 1e-13;

/**
 * The largest |eigenvalue| of the Hessian (P x P) at a critical theta (P numbers) that is not settled: it changes by
 * half of itself or more within ten Newton steps of theta, so that at the critical point itself it may be 0. At a
 * regular critical point the last Newton step is rounding, and nothing changes; at the inflection of w^3, reached
 * to w = 1e-15, the Hessian is 6w there and its sign an accident. 0 where all are settled, and above 400 parameters,
 * where it is not computed.
 */
export function unsettledCurvature(
	objective: Objective,
	theta: Float64Array,
	gradient: Float64Array,
	hessian: Float64Array,
): number {
	const n = objective.parameters;
	if (n > denseLimit) return 0;
	const { values, vectors } = symmetricEigen(hessian, n, true);
	if (vectors === null) return 0;
	const largest = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
	const step = new Float64Array(n);
	for (let i = 0; i < n; i++) {
		if (Math.abs(values[i]) <= nullShare * largest) continue;
		const v = vectors.subarray(i * n, (i + 1) * n);
		const length = -dot(v, gradient) / values[i];
		for (let k = 0; k < n; k++) step[k] += length * v[k];
	}
	let unsettled = 0;
	for (const side of [reach, -reach]) {
		const beside = theta.map((x, k) => x + side * step[k]);
		if (beside.every((x, k) => x === theta[k])) continue;
		const other = objective.hessian(beside);
		for (let i = 0; i < n; i++) {
			const size = Math.abs(values[i]);
			if (size <= unsettled) continue;
			const v = vectors.subarray(i * n, (i + 1) * n);
			const change = Math.abs(quadraticForm(other, v) - values[i]);
			if (!(change < leastChange * size)) unsettled = size;
		}
	}
	return unsettled;
}

/** v^T A v of an n x n matrix, row by row. */
function quadraticForm(matrix: Float64Array, v: Float64Array): number {
	const n = v.length;
	let sum = 0;
	for (let p = 0; p < n; p++) sum += v[p] * dot(matrix.subarray(p * n, (p + 1) * n), v);
	return sum;
}
