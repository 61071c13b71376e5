import type { Objective } from "../objective/objective.ts";

/** An objective that adds up what its calls cost, in evaluations (passes over the data). */
export interface CountedObjective extends Objective {
	readonly evaluations: number;
}

/** Wraps an objective so that every call is charged its declared cost. */
export function countEvaluations(objective: Objective): CountedObjective {
	const { cost } = objective;
	let evaluations = 0;
	return {
		problem: objective.problem,
		parameters: objective.parameters,
		cost,
		get evaluations() {
			return evaluations;
		},
		value(theta) {
			evaluations += cost.value;
			return objective.value(theta);
		},
		gradient(theta, out) {
			evaluations += cost.gradient;
			return objective.gradient(theta, out);
		},
		valueAndGradient(theta, out) {
			evaluations += cost.gradient;
			return objective.valueAndGradient(theta, out);
		},
		batchValueAndGradient(theta, samples, out) {
			const { samples: all } = objective.problem.data;
			evaluations += all === 0 ? cost.gradient : (cost.gradient * samples.length) / all;
			return objective.batchValueAndGradient(theta, samples, out);
		},
		hessian(theta, out) {
			evaluations += cost.hessian;
			return objective.hessian(theta, out);
		},
		gaussNewton(theta, out) {
			evaluations += cost.hessian;
			return objective.gaussNewton(theta, out);
		},
		hessianVector(theta, v, out) {
			evaluations += cost.hessianVector;
			return objective.hessianVector(theta, v, out);
		},
		jacobian(theta) {
			evaluations += cost.jacobian;
			return objective.jacobian(theta);
		},
		outputs(theta) {
			evaluations += cost.value;
			return objective.outputs(theta);
		},
		preactivations(theta) {
			evaluations += cost.value;
			return objective.preactivations(theta);
		},
		gradientRounding(theta) {
			evaluations += 2 * cost.gradient;
			return objective.gradientRounding(theta);
		},
		release() {
			objective.release();
		},
	};
}
