import type { Problem } from "../problem/problem.ts";

/**
 * The training objective L: R^P -> R of a problem, in float64. Vectors are Float64Array of length P;
 * `out` arguments are written and returned when given.
 */
export interface Objective {
	readonly problem: Problem;
	/** P */
	readonly parameters: number;
	/** What each call costs in evaluations (one evaluation = one pass over the data). */
	readonly cost: {
		readonly value: number;
		readonly gradient: number;
		readonly hessianVector: number;
		readonly hessian: number;
		readonly jacobian: number;
	};
	/** L(theta) */
	value(theta: Float64Array): number;
	/** dL/dtheta, P */
	gradient(theta: Float64Array, out?: Float64Array): Float64Array;
	/** L(theta), and dL/dtheta into `out`. */
	valueAndGradient(theta: Float64Array, out: Float64Array): number;
	/**
	 * The objective on a mini-batch, L_B(theta) = N/|B| sum over the samples of B + regularisers, and its gradient into `out`;
	 * `samples` are numbers from 0 to N - 1. Costs |B|/N evaluations. Under a law in place of samples it is the whole objective.
	 */
	batchValueAndGradient(theta: Float64Array, samples: ArrayLike<number>, out: Float64Array): number;
	/** P x P, row by row, symmetric. */
	hessian(theta: Float64Array, out?: Float64Array): Float64Array;
	/** H v, P */
	hessianVector(theta: Float64Array, v: Float64Array, out?: Float64Array): Float64Array;
	/** Generalised Gauss-Newton matrix sum_i w_i J_i^T l''_i J_i (+ regulariser), P x P. */
	gaussNewton(theta: Float64Array, out?: Float64Array): Float64Array;
	/** d f_o(x_i) / d theta, (N outputs) x P, row (i outputs + o). */
	jacobian(theta: Float64Array): Float64Array;
	/** f(x_i), N x outputs, row by row. */
	outputs(theta: Float64Array): Float64Array;
	/** Every preactivation, N x (units of all branches and layers in order), row by row. */
	preactivations(theta: Float64Array): Float64Array;
	/**
	 * First-order bound, in units of 2^-53, of the rounding error of each component of the gradient
	 * (the condition of the preactivations included): a computed |g_p| below 2^-53 times a small
	 * multiple of it is indistinguishable from 0. P
	 */
	gradientRounding(theta: Float64Array): Float64Array;
	/** Releases the kernels' memory; the objective must not be used afterwards. */
	release(): void;
}
