import { infinityNorm } from "../numerics/vector.ts";
import { knownLowerBound } from "../points/lower-bound.ts";
import type { SolverContext } from "./solver.ts";
import { levenbergMarquardt } from "./solvers/levenberg-marquardt.ts";

/** Only losses this near to the bound are tried, relative to 1 + |bound|. */
const near = 1e-4;
const mostSteps = 150;
/** The loss must fall by this factor in every ten steps. */
const leastFall = 0.5;
/** A loss this near to the bound has reached it. */
const reached = 1e-28;
/** Largest P: the Gauss-Newton matrix is dense. */
const largestProblem = 400;

/**
 * From a point whose loss is almost at a known lower bound: a point at the bound, by Levenberg-Marquardt steps, or
 * null. Where a smooth hinge begins its flat part, or where parameters outnumber samples, the Hessian is singular at
 * the minimum and full Newton steps wander; Gauss-Newton steps do not.
 */
export function reachBound(start: Float64Array, context: SolverContext): Float64Array | null {
	const { objective } = context;
	// A bound approached only at infinity is not reached, though the loss may underflow to it.
	if (objective.problem.loss.properties.minimizerAtInfinity) return null;
	const bound = knownLowerBound(objective.problem).value;
	const scale = 1 + Math.abs(bound);
	if (objective.parameters > largestProblem) return null;
	const state = levenbergMarquardt.start(start.slice(), context);
	if (!(state.value - bound < near * scale)) return null;
	let before = state.value - bound;
	for (let k = 1; k <= mostSteps; k++) {
		const { status } = levenbergMarquardt.step(state, context);
		const gap = state.value - bound;
		if (gap <= reached * scale || infinityNorm(state.gradient) === 0) return state.theta;
		if (status === "stalled") return null;
		if (k % 10 === 0) {
			if (!(gap < leastFall * before)) return null;
			before = gap;
		}
	}
	return null;
}
