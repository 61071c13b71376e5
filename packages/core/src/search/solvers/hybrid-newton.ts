import { difference, infinityNorm, norm } from "../../numerics/vector.ts";
import type { Solver } from "../solver.ts";
import { type LevenbergMarquardtState, levenbergMarquardt } from "./levenberg-marquardt.ts";
import { type TrustRegionState, trustRegionFrom, trustRegionNewton } from "./trust-region-newton.ts";

export interface HybridState {
	theta: Float64Array;
	gradient: Float64Array;
	value: number;
	/** The run of the method that is stepping: of Levenberg-Marquardt until `newton` takes over. */
	gaussNewton: LevenbergMarquardtState;
	newton: TrustRegionState | null;
	/** Length of the last step that moved. */
	length: number;
	/** Largest absolute component of the gradient below which Newton's method takes over. */
	readonly handover: number;
}

/** Share of the largest diagonal entry that the first damping is: far from a minimum short steps are the safer ones. */
const firstDamping = 0.1;
/** Gauss-Newton steps that lower the loss by less than this share of it are replaced by Newton's. */
const leastDrop = 3e-3;
/** A gradient this much smaller than at the start belongs to a minimum near by, or to a plateau. */
const gradientFall = 1e-3;

/**
 * Levenberg-Marquardt while it lowers the loss quickly, then trust-region Newton from there, with a radius of the last step.
 *
 * Far from minima the Hessian of a network is indefinite and its model holds for short steps only; the generalised
 * Gauss-Newton matrix has no negative curvature and fits farther. Near minima it leaves out the curvature of the
 * network, and converges slowly where residuals remain; at saddles it sees no way down. (Fletcher & Xu 1987 switch
 * between the two for least squares.)
 */
export const hybridNewton: Solver<HybridState> = {
	name: "hybrid-newton",
	summary:
		"Damped Gauss-Newton steps while they lower the loss quickly, then trust-region Newton: fewest matrices, for up to a few hundred parameters.",
	finds: "minima",
	dense: true,
	start(theta, context) {
		const gaussNewton = levenbergMarquardt.start(theta, context);
		gaussNewton.firstDamping = firstDamping;
		gaussNewton.longest = 1 + norm(theta);
		const { gradient, value } = gaussNewton;
		const handover = gradientFall * infinityNorm(gradient);
		return { theta, gradient, value, gaussNewton, newton: null, length: 0, handover };
	},
	step(state, context) {
		const method = state.newton === null ? levenbergMarquardt : trustRegionNewton;
		const inner = state.newton ?? state.gaussNewton;
		const { theta: before, value } = state;
		const report = (method as Solver).step(inner, context);
		state.theta = inner.theta;
		state.gradient = inner.gradient;
		state.value = inner.value;
		if (state.newton !== null) return report;
		if (report.step > 0) state.length = norm(difference(state.theta, before));
		const quick = value - state.value >= leastDrop * Math.abs(value);
		if (quick && report.gradientNorm > state.handover) return report;
		const { theta, gradient, length } = state;
		state.newton = trustRegionFrom(theta, gradient, state.value, length > 0 ? length : 1);
		return { ...report, status: "running" };
	},
};
