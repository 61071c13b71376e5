import { infinityNorm, norm } from "../../numerics/vector.ts";
import { eigenModel, fromEigenbasis } from "../eigen-model.ts";
import type { Solver, StepReport } from "../solver.ts";

export interface EigenvectorFollowingState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	/** Modes that are climbed. */
	index: number;
	radius: number;
}

const cut = 1e-12;

/**
 * Eigenvector following (Cerjan & Miller 1981): uphill along the k lowest eigenvectors of the Hessian,
 * downhill along all others, p = sum -+ g_i / |lambda_i| v_i, in a trust radius that follows how well
 * the quadratic model predicts the change of the loss. k is given, or the number of negative eigenvalues
 * at the start.
 */
export const eigenvectorFollowing: Solver<EigenvectorFollowingState> = {
	name: "eigenvector-following",
	summary:
		"Climbs the k lowest modes and descends the others: saddles of a given index, for up to a few hundred parameters.",
	finds: "critical-points",
	dense: true,
	start(theta, { objective, index }) {
		const gradient = new Float64Array(theta.length);
		const value = objective.valueAndGradient(theta, gradient);
		let modes = index ?? 0;
		if (index === null) {
			const values = eigenModel(objective.hessian(theta), gradient)?.values ?? [];
			while (modes < values.length && values[modes] < 0) modes++;
		}
		return { theta, gradient, value, index: modes, radius: 0.3 };
	},
	step(state, { objective }): StepReport {
		const model = eigenModel(objective.hessian(state.theta), state.gradient);
		if (model === null) {
			const { value, gradient } = state;
			return { value, gradientNorm: infinityNorm(gradient), step: 0, status: "stalled" };
		}
		const { values, gradient: along } = model;
		const n = values.length;
		const largest = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
		const coordinates = along.map((g, k) => {
			const curvature = Math.abs(values[k]);
			if (curvature <= cut * largest) return 0;
			return (k < state.index ? g : -g) / curvature;
		});
		const size = norm(coordinates);
		const factor = size > state.radius ? state.radius / size : 1;
		let predicted = 0;
		for (let k = 0; k < n; k++) {
			const c = factor * coordinates[k];
			coordinates[k] = c;
			predicted += c * (along[k] + 0.5 * values[k] * c);
		}
		const step = fromEigenbasis(model, coordinates);
		const trial = state.theta.map((x, k) => x + step[k]);
		const gradient = new Float64Array(n);
		const value = objective.valueAndGradient(trial, gradient);
		const finite = Number.isFinite(value) && infinityNorm(gradient) < Infinity;
		const misfit = Math.abs(value - state.value - predicted);
		const reference = Math.abs(predicted) + 1e-14 * (1 + Math.abs(state.value));
		const good = finite && misfit <= 0.5 * reference;
		const smaller = finite && norm(gradient) < norm(state.gradient);
		if (!good && !smaller) {
			state.radius = 0.3 * Math.min(state.radius, Math.max(size, 1e-300));
			return {
				value: state.value,
				gradientNorm: infinityNorm(state.gradient),
				step: 0,
				status: state.radius < 1e-14 ? "stalled" : "running",
			};
		}
		if (good && misfit <= 0.2 * reference) state.radius *= 1.6;
		state.theta = trial;
		state.gradient = gradient;
		state.value = value;
		return {
			value,
			gradientNorm: infinityNorm(gradient),
			step: infinityNorm(step),
			status: "running",
		};
	},
};
