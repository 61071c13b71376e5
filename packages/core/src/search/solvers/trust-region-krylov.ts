import { axpy, dot, infinityNorm, norm } from "../../numerics/vector.ts";
import type { Objective } from "../../objective/objective.ts";
import type { Solver, StepReport } from "../solver.ts";

export interface TrustRegionKrylovState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	radius: number;
}

const largestRadius = 1e12;
const mostProducts = 250;

/**
 * Trust-region Newton by truncated conjugate gradients on Hessian-vector products (Steihaug 1983,
 * Toint 1981): the forcing term min(0.1, |g|) makes it superlinear; negative curvature is followed
 * to the boundary.
 */
export const trustRegionKrylov: Solver<TrustRegionKrylovState> = {
	name: "trust-region-krylov",
	summary: "Trust-region Newton on Hessian-vector products: for many parameters, no matrix is formed.",
	finds: "minima",
	dense: false,
	start(theta, { objective }) {
		const gradient = new Float64Array(theta.length);
		const value = objective.valueAndGradient(theta, gradient);
		return { theta, gradient, value, radius: 1 };
	},
	step(state, { objective }): StepReport {
		const { step, predicted } = truncatedStep(objective, state);
		const size = norm(step);
		const trial = state.theta.map((x, k) => x + step[k]);
		const gradient = new Float64Array(trial.length);
		const value = objective.valueAndGradient(trial, gradient);
		const finite = Number.isFinite(value) && infinityNorm(gradient) < Infinity;
		const ratio = finite && predicted < Infinity ? (state.value - value) / predicted : -1;
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

function truncatedStep(
	objective: Objective,
	state: TrustRegionKrylovState,
): { step: Float64Array; predicted: number } {
	const n = state.theta.length;
	const p = new Float64Array(n);
	const r = state.gradient.slice();
	const d = r.map((x) => -x);
	const hd = new Float64Array(n);
	const size = norm(r);
	const stop = size * Math.min(0.1, size);
	let rr = dot(r, r);
	let model = 0;
	for (let k = 0; k < Math.min(mostProducts, 2 * n) && norm(r) > stop; k++) {
		objective.hessianVector(state.theta, d, hd);
		const curvature = dot(d, hd);
		const along = dot(r, d);
		const length = rr / curvature;
		const next = curvature > 0 ? norm(p.map((x, i) => x + length * d[i])) : Infinity;
		if (!(next < state.radius)) {
			const t = toBoundary(p, d, state.radius);
			model += t * along + 0.5 * t * t * curvature;
			axpy(t, d, p);
			return { step: p, predicted: -model };
		}
		model += length * along + 0.5 * length * length * curvature;
		axpy(length, d, p);
		axpy(length, hd, r);
		const rrNext = dot(r, r);
		const beta = rrNext / rr;
		rr = rrNext;
		for (let i = 0; i < n; i++) d[i] = beta * d[i] - r[i];
	}
	return { step: p, predicted: -model };
}

/** t >= 0 with |p + t d| = radius. */
function toBoundary(p: Float64Array, d: Float64Array, radius: number): number {
	const dd = dot(d, d);
	const pd = dot(p, d);
	const gap = (radius - norm(p)) * (radius + norm(p));
	const root = Math.sqrt(pd * pd + dd * Math.max(0, gap));
	return pd > 0 ? gap / (pd + root) : (root - pd) / dd;
}
