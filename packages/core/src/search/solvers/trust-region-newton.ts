import { infinityNorm, norm } from "../../numerics/vector.ts";
import { type EigenModel, eigenModel, fromEigenbasis, modelChange } from "../eigen-model.ts";
import type { Solver, StepReport } from "../solver.ts";

export interface TrustRegionState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	radius: number;
	/** The model at theta, null when theta has moved. */
	model: EigenModel | null;
}

const largestRadius = 1e12;

/**
 * Trust-region Newton with the exact step of Moré & Sorensen (1983) from the eigendecomposition of
 * the Hessian, hard case included: follows negative curvature, so it leaves saddles, and its radius
 * may grow without bound, so that a drift shows.
 */
export const trustRegionNewton: Solver<TrustRegionState> = {
	name: "trust-region-newton",
	summary:
		"Exact trust-region Newton steps from the eigendecomposition of the Hessian: few steps, for up to a few hundred parameters.",
	finds: "minima",
	dense: true,
	start(theta, { objective }) {
		const gradient = new Float64Array(theta.length);
		const value = objective.valueAndGradient(theta, gradient);
		return { theta, gradient, value, radius: 1, model: null };
	},
	step(state, { objective }): StepReport {
		state.model ??= eigenModel(objective.hessian(state.theta), state.gradient);
		const { model } = state;
		const coordinates = exactStep(model, state.radius);
		const size = norm(coordinates);
		const predicted = -modelChange(model, coordinates);
		const step = fromEigenbasis(model, coordinates);
		const trial = state.theta.map((x, k) => x + step[k]);
		const gradient = new Float64Array(trial.length);
		const value = objective.valueAndGradient(trial, gradient);
		const finite = Number.isFinite(value) && infinityNorm(gradient) < Infinity;
		const gain = state.value - value;
		const ratio = finite ? gain / predicted : -1;
		// Below the rounding of the loss only the gradient can tell whether a step is good.
		const blurred =
			finite &&
			predicted <= 1e-13 * Math.abs(state.value) &&
			infinityNorm(gradient) < infinityNorm(state.gradient);
		if (ratio < 0.25 && !blurred) state.radius = 0.25 * size;
		else if (ratio > 0.75 && size > 0.8 * state.radius)
			state.radius = Math.min(largestRadius, 2.5 * state.radius);
		const accepted = finite && ((predicted > 0 && ratio > 1e-4) || blurred);
		if (accepted) {
			state.theta = trial;
			state.gradient = gradient;
			state.value = value;
			state.model = null;
		}
		const hopeless = state.radius < 1e-16 * (1 + norm(state.theta));
		return {
			value: state.value,
			gradientNorm: infinityNorm(state.gradient),
			step: accepted ? infinityNorm(step) : 0,
			status: hopeless ? "stalled" : "running",
		};
	},
};

/** The minimiser of the model in the ball of a radius, in eigenbasis coordinates. */
function exactStep({ values, gradient }: EigenModel, radius: number): Float64Array {
	const n = gradient.length;
	const scale = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
	const floor = 1e-14 * scale;
	const at = (shift: number): Float64Array =>
		gradient.map((g, k) => {
			const denominator = values[k] + shift;
			return denominator > floor ? -g / denominator : 0;
		});
	if (values[0] > -floor) {
		const newton = at(0);
		if (norm(newton) <= radius) return newton;
	}
	let low = Math.max(0, -values[0]);
	const lowest = at(low);
	if (low > floor && norm(lowest) < radius) {
		// Hard case: add what is missing along the lowest eigenvector.
		const size = norm(lowest);
		lowest[0] += (gradient[0] > 0 ? -1 : 1) * Math.sqrt((radius - size) * (radius + size));
		return lowest;
	}
	let high = low + norm(gradient) / radius + floor;
	for (let k = 0; k < 100 && high - low > 1e-6 * high; k++) {
		const middle = k < 60 && low > 0 ? Math.sqrt(low * high) : 0.5 * (low + high);
		if (norm(at(middle)) > radius) low = middle;
		else high = middle;
	}
	return at(high);
}
