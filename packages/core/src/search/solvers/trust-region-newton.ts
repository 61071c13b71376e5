import { infinityNorm, norm } from "../../numerics/vector.ts";
import type { Objective } from "../../objective/objective.ts";
import { type DefiniteStep, definiteStep } from "../definite-step.ts";
import { type EigenModel, eigenModel, fromEigenbasis, modelChange } from "../eigen-model.ts";
import type { Solver, StepReport } from "../solver.ts";
import { trustRegionStep } from "../trust-region-step.ts";

export interface TrustRegionState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	radius: number;
	/** The Hessian at theta, or of an earlier theta when `stale`. */
	readonly hessian: Float64Array;
	stale: boolean;
	/** Room for its factor. */
	readonly factor: Float64Array;
	/** Its eigenvectors, where they were needed. */
	model: EigenModel | null;
}

const largestRadius = 1e12;
/** Changes of the loss below this share of it are rounding. */
const blur = 1e-13;

/**
 * Trust-region Newton with the exact step of Moré & Sorensen (1983), by Cholesky's factorisation and
 * to 1 % of the radius where the Hessian is clearly definite, else from its eigendecomposition, hard case included: follows negative curvature, so it leaves saddles, and its radius
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
		return trustRegionFrom(theta, gradient, value, 1);
	},
	step(state, { objective }): StepReport {
		const proposed = propose(state, objective);
		if (proposed === null) return stalled(state);
		const { step } = proposed;
		const size = norm(step);
		const predicted = -proposed.change;
		const trial = state.theta.map((x, k) => x + step[k]);
		const gradient = new Float64Array(trial.length);
		const value = objective.valueAndGradient(trial, gradient);
		const finite = Number.isFinite(value) && infinityNorm(gradient) < Infinity;
		const gain = state.value - value;
		const ratio = finite && predicted < Infinity ? gain / predicted : -1;
		// Below the rounding of the loss only the gradient can tell whether a step is good.
		const blurred =
			finite &&
			predicted <= blur * Math.abs(state.value) &&
			infinityNorm(gradient) < infinityNorm(state.gradient);
		if (ratio < 0.25 && !blurred) state.radius = 0.25 * size;
		else if (ratio > 0.75 && size > 0.8 * state.radius)
			state.radius = Math.min(largestRadius, 2.5 * state.radius);
		const accepted = finite && ((predicted > 0 && ratio > 1e-4) || blurred);
		if (accepted) {
			state.theta = trial;
			state.gradient = gradient;
			state.value = value;
			state.stale = true;
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

/** A run that begins at theta, of which loss and gradient are known. */
export function trustRegionFrom(
	theta: Float64Array,
	gradient: Float64Array,
	value: number,
	radius: number,
): TrustRegionState {
	const square = () => new Float64Array(theta.length * theta.length);
	return { theta, gradient, value, radius, hessian: square(), factor: square(), stale: true, model: null };
}

/** The step of the model in the ball: by Cholesky's factorisation where the Hessian is clearly definite, else by eigenvectors. */
function propose(state: TrustRegionState, objective: Objective): DefiniteStep | null {
	if (state.stale) objective.hessian(state.theta, state.hessian);
	state.stale = false;
	if (state.model === null) {
		const definite = definiteStep(state.hessian, state.gradient, state.radius, state.factor);
		if (definite !== null) return definite;
	}
	state.model ??= eigenModel(state.hessian, state.gradient);
	if (state.model === null) return null;
	const coordinates = trustRegionStep(state.model, state.radius, blur * Math.abs(state.value));
	return { step: fromEigenbasis(state.model, coordinates), change: modelChange(state.model, coordinates) };
}

/** Nothing can be done from a point whose Hessian is not finite. */
function stalled({ value, gradient }: TrustRegionState): StepReport {
	return { value, gradientNorm: infinityNorm(gradient), step: 0, status: "stalled" };
}
