import { lanczosExtremes } from "../numerics/lanczos.ts";
import type { Objective } from "../objective/objective.ts";
import { whyNotAttained } from "./attainment.ts";
import type { Criticality } from "./criticality.ts";
import { knownLowerBound, meetsLowerBound } from "./lower-bound.ts";
import type { Classification } from "./point.ts";

const steps = 200;
/** Share of the largest eigenvalue that a negative one must exceed, beyond its own residual. */
const negativeShare = 1e-9;

type IterativeVerdict = Pick<
	Classification,
	"kind" | "strict" | "strictModuloSymmetry" | "global" | "reason" | "method"
> &
	Partial<Pick<Classification, "spectrum" | "descent">>;

/**
 * Extreme eigenvalues by Lanczos on Hessian-vector products: a saddle if a direction of negative
 * curvature is found (it is the witness), otherwise undecided, for a smallest Ritz value only bounds
 * the smallest eigenvalue from above.
 */
export function classifyIteratively(
	objective: Objective,
	theta: Float64Array,
	state: Criticality,
): IterativeVerdict {
	const n = objective.parameters;
	const found = lanczosExtremes(
		(v: Float64Array, out: Float64Array) => {
			objective.hessianVector(theta, v, out);
		},
		n,
		{ steps, seed: 1 },
	);
	const { smallest, largest, smallestVector } = found;
	const spectrum = { min: smallest, max: largest };
	const scale = Math.max(Math.abs(smallest), Math.abs(largest));
	const bound = knownLowerBound(objective.problem);
	if (meetsLowerBound(objective.problem, state.value) && whyNotAttained(objective, theta) === null)
		return {
			kind: "minimum",
			strict: "unknown",
			strictModuloSymmetry: "unknown",
			global: "yes",
			method: "iterative",
			spectrum,
			reason: `The loss meets the lower bound given by ${bound.source}.`,
		};
	if (smallest < -negativeShare * scale)
		return {
			kind: "saddle",
			strict: "yes",
			strictModuloSymmetry: "yes",
			global: "no",
			method: "iterative",
			spectrum,
			descent: Array.from(smallestVector),
			reason: `Lanczos found a direction of negative curvature, ${smallest.toPrecision(3)}.`,
		};
	return {
		kind: "undecided",
		strict: "unknown",
		strictModuloSymmetry: "unknown",
		global: "unknown",
		method: "iterative",
		spectrum,
		reason: `${n} parameters are too many for a full spectrum; ${steps} steps of Lanczos found no negative curvature (smallest Ritz value ${smallest.toPrecision(3)}), which does not exclude it.`,
	};
}
