import { infinityNorm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import { type Criticality, criticality } from "./criticality.ts";
import { newtonStep } from "./newton-step.ts";

/** What undamped Newton steps make of a point with a small gradient. */
export interface Polished {
	/**
	 * `converged`: the gradient fell to its rounding error while the steps shrank;
	 * `not-contracting`: the steps did not shrink although the gradient fell (a plateau, a drift);
	 * `flat`: no step lowers the gradient, which lies in the kernel of the Hessian;
	 * `stuck`: no step lowers the gradient, for another reason; `overflow`: the gradient cannot be resolved.
	 */
	readonly verdict: "converged" | "not-contracting" | "flat" | "stuck" | "overflow";
	readonly theta: Float64Array;
	readonly criticality: Criticality;
	/** The Hessian at theta (P x P) where it is known, else null. */
	readonly hessian: Float64Array | null;
	/** min_p |H p + g| / |g| at the last point. */
	readonly residual: number;
	/** Largest component of each step taken, relative to 1 + max |theta|. */
	readonly steps: readonly number[];
}

/** Eigenvalues below this share of the largest count as 0 in a step: the rounding of the Hessian. */
const pseudoInverseCut = 1e-13;
const mostSteps = 120;
/** A step that is not below this share of the one before does not contract. */
const contraction = 0.9;
const flatResidual = 0.9;
/** Gradient components below this multiple of the rounding bound are as small as they get. */
const floorRatio = 1;
/** Steps that shrank to this, relative to 1 + max |theta|, have arrived, also where the point is degenerate. */
const arrived = 1e-9;

/**
 * Takes full Newton steps p = -H^+ g (least norm) from theta down to the rounding floor of the
 * gradient, towards a critical point of whatever index is near.
 *
 * A small gradient proves nothing: along a drift to infinity it falls e-fold with every Newton step.
 * What tells them apart is that the steps to a critical point shrink, and that its gradient is zero
 * *compared with the rounding error of each component*. (At a degenerate critical point the steps shrink by a
 * constant factor and gradients fall with their terms; there it is enough that the steps shrink to
 * nothing and that what they leave out is rounding.)
 */
export function polish(objective: Objective, start: Float64Array): Polished {
	let theta = start.slice();
	let state = criticality(objective, theta);
	const steps: number[] = [];
	let residual = 0;
	const finish = (verdict: Polished["verdict"], hessian: Float64Array | null = null): Polished => ({
		verdict,
		theta,
		criticality: state,
		hessian,
		residual,
		steps,
	});
	for (let k = 0; k < mostSteps; k++) {
		if (state.overflow) return finish("overflow");
		if (state.gradientNorm === 0) return finish("converged");
		const newton = newtonStep(objective, theta, state.gradient, pseudoInverseCut);
		residual = newton.residual;
		const size = infinityNorm(newton.step) / (1 + infinityNorm(theta));
		const zero = state.vanishes || state.vanishesUpTo(newton.rowSums);
		if (zero && size < 1e-4 && state.ratio <= floorRatio) return finish("converged", newton.hessian);
		const trial = theta.map((value, p) => value + newton.step[p]);
		const next = criticality(objective, trial);
		if (zero && size < 1e-4) {
			// Within the bound of its rounding, but perhaps not at the floor yet.
			if (!(next.gradientNorm < state.gradientNorm)) return finish("converged", newton.hessian);
			theta = trial;
			state = next;
			return finish("converged");
		}
		if (!(next.excess < state.excess)) {
			if (zero) return finish("converged");
			if (size < arrived && state.negligible(newton.left) && shrank(steps)) return finish("converged");
			return finish(residual > flatResidual ? "flat" : "stuck");
		}
		steps.push(size);
		theta = trial;
		state = next;
		if (!contracts(steps)) return finish("not-contracting");
		if (hasArrived(steps) && state.negligible(newton.left)) return finish("converged");
	}
	return finish("not-contracting");
}

/** Forty steps that shrank all along and are tiny by now: a degenerate point, approached by a constant factor. */
function hasArrived(steps: readonly number[]): boolean {
	return steps.length >= 40 && steps[steps.length - 1] < arrived && shrank(steps);
}

/** Each of the last steps was shorter than the one before it. */
function shrank(steps: readonly number[]): boolean {
	for (let k = Math.max(1, steps.length - 4); k < steps.length; k++)
		if (!(steps[k] < contraction * steps[k - 1])) return false;
	return steps.length >= 2;
}

/** False when three steps in a row were neither tiny nor shorter than the ones before them. */
function contracts(steps: readonly number[]): boolean {
	if (steps.length < 4) return true;
	for (let k = steps.length - 3; k < steps.length; k++) {
		if (steps[k] < 1e-7 || steps[k] < contraction * steps[k - 1]) return true;
	}
	return false;
}
