import { dot, infinityNorm } from "../../numerics/vector.ts";
import type { Objective } from "../../objective/objective.ts";
import type { Evaluate } from "../line-search.ts";
import type { Solver, StepReport } from "../solver.ts";
import { type LBfgsState, startLBfgs, stepLBfgs } from "./l-bfgs.ts";

export interface GradientNormState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	inner: LBfgsState;
}

/** 1/2 |grad L|^2 with its gradient H grad L. */
function halfSquaredGradient(objective: Objective): Evaluate {
	const g = new Float64Array(objective.parameters);
	return (theta, out) => {
		objective.gradient(theta, g);
		objective.hessianVector(theta, g, out);
		return 0.5 * dot(g, g);
	};
}

/**
 * Minimises 1/2 |grad L|^2 by limited-memory BFGS, with gradients H grad L from Hessian-vector products.
 * Goes to critical points of any index, and also to gradient-flat points that are not critical (Frye
 * et al. 2020); the driver tells them apart.
 */
export const gradientNorm: Solver<GradientNormState> = {
	name: "gradient-norm",
	summary:
		"Minimises |gradient|^2: critical points of any index, but often gradient-flat points, which are reported as such.",
	finds: "critical-points",
	dense: false,
	start(theta, { objective }) {
		const gradient = new Float64Array(theta.length);
		const value = objective.valueAndGradient(theta, gradient);
		const inner = startLBfgs(theta, halfSquaredGradient(objective));
		return { theta, gradient, value, inner };
	},
	step(state, { objective }): StepReport {
		const { step, status } = stepLBfgs(state.inner, halfSquaredGradient(objective));
		state.theta = state.inner.theta;
		state.value = objective.valueAndGradient(state.theta, state.gradient);
		return {
			value: state.value,
			gradientNorm: infinityNorm(state.gradient),
			step,
			status,
		};
	},
};
