import { minres } from "../../numerics/minres.ts";
import { dot, infinityNorm, norm } from "../../numerics/vector.ts";
import type { Solver, StepReport } from "../solver.ts";

export interface NewtonMrState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
}

const mostProducts = 500;
const largestProduct = 1e150;
const sufficientDecrease = 1e-4;

/**
 * Newton-MR (Roosta, Liu, Xu & Mahoney 2018): p = -H^+ g by MINRES on Hessian-vector products, and a
 * line search on |g|^2, |g(theta + t p)|^2 <= |g|^2 + 2 rho t <p, H g>. Finds critical points of any
 * index; stops where the gradient lies in the kernel of the Hessian.
 */
export const newtonMr: Solver<NewtonMrState> = {
	name: "newton-mr",
	summary: "MINRES steps on the gradient: critical points of any index, for many parameters.",
	finds: "critical-points",
	dense: false,
	start(theta, { objective }) {
		const gradient = new Float64Array(theta.length);
		const value = objective.valueAndGradient(theta, gradient);
		return { theta, gradient, value };
	},
	step(state, { objective }): StepReport {
		const n = state.theta.length;
		let finite = true;
		const { solution: p } = minres(
			(v: Float64Array, out: Float64Array) => {
				objective.hessianVector(state.theta, v, out);
				// A product whose square would overflow ends the iteration.
				if (infinityNorm(out) < largestProduct) return;
				finite = false;
				out.fill(0);
			},
			n,
			state.gradient.map((g) => -g),
			{ steps: Math.min(2 * n, mostProducts), tolerance: 1e-8 },
		);
		const hg = objective.hessianVector(state.theta, state.gradient);
		const slope = 2 * dot(p, hg);
		const before = norm(state.gradient);
		let moved = 0;
		let length = 1;
		for (let k = 0; k < 40 && finite; k++, length /= 2) {
			const trial = state.theta.map((x, i) => x + length * p[i]);
			const gradient = new Float64Array(n);
			const value = objective.valueAndGradient(trial, gradient);
			const size = norm(gradient);
			if (
				Number.isFinite(value) &&
				size * size <= before * before + sufficientDecrease * length * slope &&
				size < before
			) {
				state.theta = trial;
				state.gradient = gradient;
				state.value = value;
				moved = length * infinityNorm(p);
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
