import { cholesky, choleskySolve, isWellConditioned } from "../numerics/cholesky.ts";
import { minres } from "../numerics/minres.ts";
import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { dot, isFiniteVector, norm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";

/** Largest P for which the Newton step is taken from the eigendecomposition of the Hessian. */
export const denseLimit = 400;

/** The step p = -H^+ g of least norm that solves H p = -g as well as possible. */
export interface NewtonStep {
	readonly step: Float64Array;
	/** H p + g, the part of the gradient in the kernel of the Hessian. */
	readonly left: Float64Array;
	/** min_p |H p + g| / |g|: 1 when the gradient lies in the kernel of the Hessian, 0 when H is regular. */
	readonly residual: number;
	/** sum_q |H_pq| of each row p, or a lower estimate of it when no matrix was formed. */
	readonly rowSums: Float64Array;
	/** H (P x P), null when no matrix was formed. */
	readonly hessian: Float64Array | null;
}

/**
 * -H^+ g, with eigenvalues below `cut` times the largest absolute one counted as 0 (dense), or by
 * MINRES on Hessian-vector products when there are more than `denseLimit` parameters.
 */
export function newtonStep(
	objective: Objective,
	theta: Float64Array,
	gradient: Float64Array,
	cut: number,
): NewtonStep {
	const n = objective.parameters;
	const size = norm(gradient);
	if (size === 0)
		return {
			step: new Float64Array(n),
			left: new Float64Array(n),
			residual: 0,
			rowSums: new Float64Array(n),
			hessian: null,
		};
	if (n > denseLimit) return iterativeStep(objective, theta, gradient, size);
	const hessian = objective.hessian(theta);
	const rowSums = absoluteRowSums(hessian, n);
	const factor = isFiniteVector(hessian) ? cholesky(hessian, n) : null;
	if (factor !== null && isWellConditioned(factor, n)) {
		const step = choleskySolve(
			factor,
			n,
			gradient.map((g) => -g),
		);
		return { step, left: new Float64Array(n), residual: 0, rowSums, hessian };
	}
	const { values, vectors } = symmetricEigen(hessian, n, true);
	if (vectors === null) throw new Error("Eigenvectors were asked for.");
	const largest = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
	const step = new Float64Array(n);
	const left = new Float64Array(n);
	for (let i = 0; i < n; i++) {
		const v = vectors.subarray(i * n, (i + 1) * n);
		const along = dot(v, gradient);
		if (Math.abs(values[i]) <= cut * largest) {
			for (let k = 0; k < n; k++) left[k] += along * v[k];
			continue;
		}
		const factor = -along / values[i];
		for (let k = 0; k < n; k++) step[k] += factor * v[k];
	}
	return {
		step,
		left,
		residual: norm(left) / size,
		rowSums,
		hessian,
	};
}

/** sum_q |H_pq| of each row of an n x n matrix. */
export function absoluteRowSums(matrix: Float64Array, n: number): Float64Array {
	const sums = new Float64Array(n);
	for (let p = 0; p < n; p++) for (let q = 0; q < n; q++) sums[p] += Math.abs(matrix[p * n + q]);
	return sums;
}

function iterativeStep(
	objective: Objective,
	theta: Float64Array,
	gradient: Float64Array,
	size: number,
): NewtonStep {
	const n = objective.parameters;
	const right = gradient.map((g) => -g);
	const multiply = (v: Float64Array, out: Float64Array) => {
		objective.hessianVector(theta, v, out);
	};
	const { solution } = minres(multiply, n, right, {
		steps: Math.min(2 * n, 1000),
		tolerance: 1e-12,
		shift: 0,
	});
	const left = objective.hessianVector(theta, solution);
	for (let k = 0; k < n; k++) left[k] += gradient[k];
	return {
		step: solution,
		left,
		residual: norm(left) / size,
		rowSums: probedRowSums(objective, theta),
		hessian: null,
	};
}

/** max |H s| over a few vectors s of +1 and -1: at most the row sums, and of their size where H is not sparse. */
export function probedRowSums(objective: Objective, theta: Float64Array): Float64Array {
	const n = objective.parameters;
	const sums = new Float64Array(n);
	const s = new Float64Array(n);
	let bits = 0x2545f491;
	for (let probe = 0; probe < 3; probe++) {
		for (let k = 0; k < n; k++) {
			bits = (Math.imul(bits, 1664525) + 1013904223) >>> 0;
			s[k] = bits & 0x80000000 ? 1 : -1;
		}
		const product = objective.hessianVector(theta, s);
		for (let k = 0; k < n; k++) sums[k] = Math.max(sums[k], Math.abs(product[k]));
	}
	return sums;
}
