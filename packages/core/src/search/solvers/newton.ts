import { infinityNorm, norm } from "../../numerics/vector.ts";
import { eigenModel, fromEigenbasis } from "../eigen-model.ts";
import type { Solver, StepReport } from "../solver.ts";

export interface NewtonState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	radius: number;
}

/** Eigenvalues below this share of the largest give no step. */
const cut = 1e-12;

/**
 * Newton's method on the gradient with the pseudo-inverse of the Hessian, -H^+ g, cut to a trust radius
 * and accepted when |g| falls: converges to critical points of any index.
 */
export const newton: Solver<NewtonState> = {
	name: "newton",
	summary:
		"Pseudo-inverse Newton steps that lower |gradient|: critical points of any index, for up to a few hundred parameters.",
	finds: "critical-points",
	dense: true,
	start(theta, { objective }) {
		const gradient = new Float64Array(theta.length);
		const value = objective.valueAndGradient(theta, gradient);
		return { theta, gradient, value, radius: 0.5 * (1 + norm(theta)) };
	},
	step(state, { objective }): StepReport {
		const model = eigenModel(objective.hessian(state.theta), state.gradient);
		const n = state.theta.length;
		const largest = Math.max(
			Math.abs(model.values[0]),
			Math.abs(model.values[n - 1]),
		);
		const full = fromEigenbasis(
			model,
			model.gradient.map((g, k) =>
				Math.abs(model.values[k]) > cut * largest ? -g / model.values[k] : 0,
			),
		);
		const size = norm(full);
		const before = norm(state.gradient);
		let length = size > state.radius ? state.radius / size : 1;
		let moved = 0;
		for (let k = 0; k < 30 && size > 0; k++, length /= 2) {
			const trial = state.theta.map((x, i) => x + length * full[i]);
			const gradient = new Float64Array(n);
			const value = objective.valueAndGradient(trial, gradient);
			if (Number.isFinite(value) && norm(gradient) < (1 - 1e-4 * length) * before) {
				state.theta = trial;
				state.gradient = gradient;
				state.value = value;
				moved = length * infinityNorm(full);
				state.radius = Math.max(0.1, k === 0 ? 2 * state.radius : 2 * length * size);
				break;
			}
		}
		return {
			value: state.value,
			gradientNorm: infinityNorm(state.gradient),
			step: moved,
			status: moved === 0 ? "stalled" : "running",
		};
	},
};
