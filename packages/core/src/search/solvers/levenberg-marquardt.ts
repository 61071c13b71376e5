import { cholesky, choleskySolve } from "../../numerics/cholesky.ts";
import { dot, infinityNorm, norm } from "../../numerics/vector.ts";
import type { Solver, StepReport } from "../solver.ts";

export interface LevenbergMarquardtState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	/** Generalised Gauss-Newton matrix at theta, or of an earlier theta when `stale`. */
	readonly matrix: Float64Array;
	stale: boolean;
	/** Room for its factor. */
	readonly factor: Float64Array;
	damping: number;
	growth: number;
	/** Share of the largest diagonal entry that the first damping is. */
	firstDamping: number;
	/** Longer steps are not tried. */
	longest: number;
}

const tries = 12;
/** Changes of the loss below this share of it are rounding. */
const blur = 1e-14;

/**
 * Levenberg-Marquardt on the generalised Gauss-Newton matrix, (G + mu I) p = -g, with the damping rule
 * of Nielsen (1999): mu shrinks by 1 - (2 rho - 1)^3, or grows by 2, 4, 8, ... after failures.
 */
export const levenbergMarquardt: Solver<LevenbergMarquardtState> = {
	name: "levenberg-marquardt",
	summary: "Damped generalised Gauss-Newton steps: for small networks, and where the loss can reach 0.",
	finds: "minima",
	dense: true,
	start(theta, { objective }) {
		const gradient = new Float64Array(theta.length);
		const value = objective.valueAndGradient(theta, gradient);
		const square = () => new Float64Array(theta.length * theta.length);
		const first = {
			matrix: square(),
			factor: square(),
			stale: true,
			damping: 0,
			growth: 2,
			firstDamping: 1e-3,
			longest: Infinity,
		};
		return { theta, gradient, value, ...first };
	},
	step(state, { objective }): StepReport {
		const n = state.theta.length;
		if (state.stale) objective.gaussNewton(state.theta, state.matrix);
		state.stale = false;
		if (state.damping === 0) {
			let largest = 0;
			for (let k = 0; k < n; k++) largest = Math.max(largest, state.matrix[k * n + k]);
			state.damping = state.firstDamping * (largest > 0 ? largest : 1);
		}
		for (let k = 0; k < tries; k++) {
			const step = dampedStep(state);
			if (step !== null && norm(step) <= state.longest) {
				const trial = state.theta.map((x, i) => x + step[i]);
				const gradient = new Float64Array(n);
				const value = objective.valueAndGradient(trial, gradient);
				const predicted = 0.5 * (state.damping * dot(step, step) - dot(step, state.gradient));
				const ratio = (state.value - value) / predicted;
				const finite = Number.isFinite(value) && infinityNorm(gradient) < Infinity;
				// Below the rounding of the loss only the gradient can tell; a short step always lowers |g| near a minimum.
				const blurred =
					Math.abs(state.value - value) <= blur * Math.abs(state.value) &&
					norm(gradient) < norm(state.gradient);
				if (finite && predicted > 0 && (ratio > 1e-4 || blurred)) {
					const size = infinityNorm(step);
					state.theta = trial;
					state.gradient = gradient;
					state.value = value;
					state.stale = true;
					const r = blurred ? 0 : 2 * Math.min(ratio, 1) - 1;
					state.damping *= Math.max(1 / 3, 1 - r * r * r);
					state.damping = Math.max(state.damping, 1e-300);
					state.growth = 2;
					return report(state, size, "running");
				}
			}
			state.damping *= state.growth;
			state.growth *= 2;
		}
		const hopeless = state.growth > 1e30;
		return report(state, 0, hopeless ? "stalled" : "running");
	},
};

function report(state: LevenbergMarquardtState, step: number, status: StepReport["status"]): StepReport {
	return {
		value: state.value,
		gradientNorm: infinityNorm(state.gradient),
		step,
		status,
	};
}

function dampedStep({
	matrix,
	factor: work,
	gradient,
	damping,
}: LevenbergMarquardtState): Float64Array | null {
	const n = gradient.length;
	const factor = cholesky(matrix, n, damping, work);
	if (factor === null) return null;
	return choleskySolve(
		factor,
		n,
		gradient.map((g) => -g),
	);
}
