import type { SymmetricEigen } from "../numerics/symmetric-eigen.ts";
import { dot } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";

/** How far to look on both sides of theta, in Newton steps. */
const reach = 10;
/** A curvature that changes by this share of itself within that reach is not known. */
const leastChange = 0.5;
/** Eigenvalues below this share of the largest have no Newton step: the rounding of the Hessian. */
const nullShare = 1e-13;
/** v.H v differs from its eigenvalue by less than this share of the largest one. */
const formRounding = 1e-12;

/**
 * The largest |eigenvalue| of the Hessian (P x P) at a critical theta (P numbers) that is not settled: it changes by
 * half of itself or more within ten Newton steps of theta, so that at the critical point itself it may be 0. At a
 * regular critical point the last Newton step is rounding, and nothing changes; at the inflection of w^3, reached
 * to w = 1e-15, the Hessian is 6w there and its sign an accident. 0 where all are settled, and where no eigenvectors
 * are given: it is not computed then.
 */
export function unsettledCurvature(
	objective: Objective,
	theta: Float64Array,
	gradient: Float64Array,
	hessian: Float64Array,
	{ values, vectors }: SymmetricEigen,
): number {
	const n = objective.parameters;
	if (vectors === null) return 0;
	let smallest = Infinity;
	for (let i = 0; i < n; i++) smallest = Math.min(smallest, Math.abs(values[i]));
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
		// |v.(H' - H) v| <= n max |H' - H|: no curvature changes by as much as half of the smallest one.
		const most = n * largestDifference(other, hessian) + formRounding * largest;
		if (most < 0.99 * leastChange * smallest) continue;
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

/** max_k |a_k - b_k|; NaN if an entry is. */
function largestDifference(a: Float64Array, b: Float64Array): number {
	let largest = 0;
	for (let k = 0; k < a.length; k++) largest = Math.max(largest, Math.abs(a[k] - b[k]));
	return largest;
}

/** v^T A v of an n x n matrix, row by row. */
function quadraticForm(matrix: Float64Array, v: Float64Array): number {
	const n = v.length;
	let sum = 0;
	for (let p = 0; p < n; p++) {
		let row = 0;
		for (let q = 0; q < n; q++) row += matrix[p * n + q] * v[q];
		sum += v[p] * row;
	}
	return sum;
}
