import { infinityNorm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";

const unitRoundoff = 1 / 9007199254740992; // 2^-53

/** How near to a critical point theta is, measured against the rounding error of its own gradient. */
export interface Criticality {
	readonly value: number;
	readonly gradient: Float64Array;
	/** Largest absolute component of the gradient. */
	readonly gradientNorm: number;
	/** Largest |g_p| / (2^-53 E_p): E_p the running error bound of component p; 0 where both vanish. */
	readonly ratio: number;
	/** 2^-53 max_p E_p: no gradient component can be known better than about this. */
	readonly resolution: number;
	/** Every component is indistinguishable from 0 in float64. */
	readonly vanishes: boolean;
	/**
	 * The same, allowing theta the rounding of its largest component as well: |g_p| within the bound plus
	 * 2^-53 (1 + max |theta|) sum_q |H_pq|. Where weights are 0 by symmetry, all terms of g_p shrink with
	 * them and never cancel; on a plateau the row of the Hessian is as small as the gradient.
	 */
	vanishesUpTo(rowSums: Float64Array): boolean;
	/** Euclidean norm of what exceeds the rounding of each component. */
	readonly excess: number;
	/** Whether a part of the gradient (P numbers) is indistinguishable from 0, component by component. */
	negligible(part: Float64Array): boolean;
	/** The gradient cannot be resolved at all at this scale of weights. */
	readonly overflow: boolean;
}

/**
 * Multiple of 2^-53 E_p below which a component counts as 0. E_p counts each term once; a sum of n
 * terms may err by n, and typically errs by sqrt(n).
 */
function allowance(terms: number): number {
	return 32 + 4 * Math.sqrt(terms);
}

/**
 * Evaluates the gradient of L at theta (P numbers) and compares each component with the bound of its
 * rounding error: on a saturated plateau a gradient of 1e-12 is far above its rounding error, at a
 * critical point one of 1e-9 may be below it.
 */
export function criticality(objective: Objective, theta: Float64Array): Criticality {
	const gradient = new Float64Array(objective.parameters);
	const value = objective.valueAndGradient(theta, gradient);
	const bound = objective.gradientRounding(theta);
	const { data, network } = objective.problem;
	const allowed = allowance(data.samples * network.outputs);
	const scale = 1 + infinityNorm(theta);
	let gradientNorm = 0;
	let ratio = 0;
	let largest = 0;
	let finite = Number.isFinite(value);
	let excess = 0;
	for (let p = 0; p < gradient.length; p++) {
		const size = Math.abs(gradient[p]);
		if (!Number.isFinite(size) || !Number.isFinite(bound[p])) finite = false;
		if (size > gradientNorm) gradientNorm = size;
		if (bound[p] > largest) largest = bound[p];
		const over = Math.max(0, size - allowed * unitRoundoff * bound[p]);
		excess += over * over;
		if (size > 0) ratio = Math.max(ratio, size / (unitRoundoff * bound[p]));
	}
	const resolution = unitRoundoff * largest;
	return {
		value,
		gradient,
		gradientNorm: finite ? gradientNorm : Number.NaN,
		ratio,
		resolution,
		vanishes: finite && ratio <= allowed,
		vanishesUpTo: (rowSums) =>
			finite &&
			gradient.every((g, p) => Math.abs(g) <= allowed * unitRoundoff * (bound[p] + scale * rowSums[p])),
		excess: finite ? Math.sqrt(excess) : Number.NaN,
		negligible: (part) => part.every((x, p) => Math.abs(x) <= allowed * unitRoundoff * bound[p]),
		overflow: !finite || resolution > 1e-4 * (1 + Math.abs(value)),
	};
}
