import { dot, infinityNorm, norm } from "../../numerics/vector.ts";
import { type EigenModel, eigenModel, fromEigenbasis } from "../eigen-model.ts";
import type { Solver, StepReport } from "../solver.ts";

export interface NewtonState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	/** The Hessian at theta in its eigenbasis, null when theta has moved. */
	model: EigenModel | null;
	damping: number;
	growth: number;
}

/** Share of the largest eigenvalue, squared, that the first damping is. */
const firstDamping = 1e-2;
const tries = 10;

/**
 * Newton's method on grad L = 0, damped as by Levenberg and Marquardt: (H^2 + mu I) p = -H g in the
 * eigenbasis of H, p_i = -lambda_i g_i / (lambda_i^2 + mu), accepted when |g|^2 falls as predicted, with the
 * damping rule of Nielsen (1999). Converges quadratically to critical points of any index; may end at
 * gradient-flat points, where H g = 0.
 */
export const newton: Solver<NewtonState> = {
	name: "newton",
	summary:
		"Damped Newton steps that lower |gradient|: critical points of any index, for up to a few hundred parameters.",
	finds: "critical-points",
	dense: true,
	start(theta, { objective }) {
		const gradient = new Float64Array(theta.length);
		const value = objective.valueAndGradient(theta, gradient);
		return { theta, gradient, value, model: null, damping: 0, growth: 2 };
	},
	step(state, { objective }): StepReport {
		state.model ??= eigenModel(objective.hessian(state.theta), state.gradient);
		const { model } = state;
		if (model === null) return report(state, 0, "stalled");
		const { values, gradient: along } = model;
		const n = values.length;
		const largest = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
		if (state.damping === 0) state.damping = firstDamping * largest * largest || 1;
		const before = norm(state.gradient);
		for (let k = 0; k < tries; k++) {
			const coordinates = along.map((g, i) => (-values[i] * g) / (values[i] * values[i] + state.damping));
			const step = fromEigenbasis(model, coordinates);
			const trial = state.theta.map((x, i) => x + step[i]);
			const gradient = new Float64Array(n);
			const value = objective.valueAndGradient(trial, gradient);
			const after = norm(gradient);
			const predicted = predictedFall(values, along, coordinates);
			const ratio = (before * before - after * after) / predicted;
			if (Number.isFinite(value) && after < before && ratio > 1e-4) {
				state.theta = trial;
				state.gradient = gradient;
				state.value = value;
				state.model = null;
				const r = 2 * Math.min(ratio, 1) - 1;
				state.damping *= Math.max(0.1, 1 - r * r * r);
				state.growth = 2;
				return report(state, infinityNorm(step), "running");
			}
			state.damping *= state.growth;
			state.growth *= 2;
		}
		return report(state, 0, state.growth > 1e20 ? "stalled" : "running");
	},
};

/** |g|^2 - |g + H p|^2 in the eigenbasis. */
function predictedFall(values: Float64Array, along: Float64Array, coordinates: Float64Array): number {
	const left = along.map((g, i) => g + values[i] * coordinates[i]);
	return dot(along, along) - dot(left, left);
}

function report(state: NewtonState, step: number, status: StepReport["status"]): StepReport {
	return {
		value: state.value,
		gradientNorm: infinityNorm(state.gradient),
		step,
		status,
	};
}
