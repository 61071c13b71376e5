import { type CriticalValue, criticalValue, isOptimal } from "./critical-values.ts";
import { type LinearPoint, linearPoint } from "./linear-criticality.ts";
import type { LinearNetwork } from "./linear-network.ts";
import { strictByPivots } from "./pivots.ts";

type Tristate = "yes" | "no" | "unknown";

/** What the closed form says of a critical point of a linear network. */
export interface LinearClassification {
	/** 0 or 1 for each positive eigenvalue, descending; of equal ones the first are marked. */
	readonly selection: readonly number[];
	readonly counts: readonly number[];
	readonly kind: "minimum" | "saddle" | "undecided";
	readonly global: Tristate;
	/** Minimum: a strict one; saddle: the Hessian has a negative eigenvalue. */
	readonly strict: Tristate;
	/** The critical value, and how far it lies above the least one. */
	readonly value: number;
	readonly gap: number;
	/** How far the point is from the closed form, relatively (see `LinearPoint.violation`). */
	readonly deviation: number;
	readonly reason: string;
}

export interface SelectionOptions {
	/** Largest relative violation of the conditions of a critical point; default 1e-6. */
	readonly tolerance?: number;
}

/** Gaps below this times |M|^2 do not tell a saddle from a minimum. */
const gapTolerance = 1e-8;
/** A group of eigenvalues wider than this, relative to the largest, is not one value exactly. */
const spreadTolerance = 1e-13;

/**
 * Which singular triples a critical point selects, and what follows: global minimum, strict saddle or
 * non-strict saddle - every critical point of a linear network is one of the three. The Hessian is not
 * consulted: with three layers or more it can be positive semidefinite at a saddle.
 *
 * Null when theta (length P) is not critical within the tolerance, or matches no critical value.
 */
export function linearSelection(
	network: LinearNetwork,
	theta: Float64Array,
	options: SelectionOptions = {},
): LinearClassification | null {
	const tolerance = options.tolerance ?? 1e-6;
	const point = linearPoint(network, theta);
	if (!(point.violation <= tolerance)) return null;
	const found = countsOf(network, point.map, tolerance);
	if (found === null) return null;
	const value = criticalValue(network, found.counts);
	const size = squaredSize(network);
	const slack = tolerance * network.scale * (size + network.residue);
	if (!(Math.abs(point.loss - value.loss) <= slack)) return null;
	return verdict(network, point, value, {
		deviation: Math.max(point.violation, found.deviation),
		size,
	});
}

/** |M|^2 */
function squaredSize(network: LinearNetwork): number {
	let sum = 0;
	for (const s of network.sigma) sum += s * s;
	return sum;
}

/** p_i = sum over the group of u_k^T W v_k / sigma_k, if these are whole numbers. */
function countsOf(
	network: LinearNetwork,
	map: Float64Array,
	tolerance: number,
): { counts: number[]; deviation: number } | null {
	const { groups, sigma, left, right, capacity, inputs, widths, depth } = network;
	const rho = inputs.rank;
	const outputs = widths[depth];
	const counts: number[] = [];
	let deviation = 0;
	let total = 0;
	for (const { first, count } of groups) {
		let q = 0;
		for (let k = first; k < first + count; k++) {
			let along = 0;
			for (let i = 0; i < outputs; i++)
				for (let j = 0; j < rho; j++) along += left[k * outputs + i] * map[i * rho + j] * right[k * rho + j];
			q += along / sigma[k];
		}
		const p = Math.round(q);
		// Rounding in W is relative to sigma_1.
		const allowed = tolerance + (1e-14 * sigma[0]) / sigma[first];
		if (!(Math.abs(q - p) <= Math.min(allowed, 0.1))) return null;
		if (p < 0 || p > count) return null;
		deviation = Math.max(deviation, Math.abs(q - p));
		total += p;
		counts.push(p + 0);
	}
	return total > capacity ? null : { counts, deviation };
}

function verdict(
	network: LinearNetwork,
	point: LinearPoint,
	value: CriticalValue,
	found: { deviation: number; size: number },
): LinearClassification {
	const { counts, selection } = value;
	const gap = gapOf(network, selection);
	const base = {
		selection,
		counts,
		value: value.loss,
		gap: network.scale * gap,
		deviation: found.deviation,
	};
	if (isOptimal(network, counts)) {
		const doubt = minimumDoubt(network, counts);
		return {
			...base,
			kind: doubt === null ? "minimum" : "undecided",
			global: doubt === null ? "yes" : "unknown",
			strict: doubt === null ? (value.strict ? "yes" : "no") : "unknown",
			reason:
				doubt ??
				`Linear network: the ${network.capacity} largest of ${network.sigma.length} singular values are selected, which is the global minimum.`,
		};
	}
	if (gap <= gapTolerance * found.size)
		return {
			...base,
			kind: "undecided",
			global: "unknown",
			strict: "unknown",
			reason: `Within ${base.gap} of the global minimum; possibly a saddle.`,
		};
	return {
		...base,
		kind: "saddle",
		global: "no",
		...saddleStrictness(network, point, counts),
	};
}

/** (sum of the K largest eigenvalues - sum of the selected ones) / 2, term by term. */
function gapOf(network: LinearNetwork, selection: readonly number[]): number {
	let sum = 0;
	for (let k = network.sigma.length - 1; k >= 0; k--) {
		const wanted = k < network.capacity ? 1 : 0;
		sum += 0.5 * (wanted - selection[k]) * network.sigma[k] * network.sigma[k];
	}
	return sum;
}

/** Why an optimal selection is not surely the global minimum; null when it is. */
export function minimumDoubt(network: LinearNetwork, counts: readonly number[]): string | null {
	const { doubts, groups, sigma, bottleneck, scale } = network;
	const size = scale * (squaredSize(network) + network.residue);
	if (doubts.droppedInputs > gapTolerance * size)
		return `Global minimum up to directions of the inputs at rounding level, which could lower the loss by ${doubts.droppedInputs}: undecided exactly.`;
	if (doubts.droppedTargets > 0 && sigma.length < bottleneck)
		return `Within rounding of the global minimum: ${doubts.droppedTargets} singular values of the target at rounding level may be nonzero; possibly a saddle.`;
	const partial = groups.findIndex(
		({ count, spread }, i) => counts[i] > 0 && counts[i] < count && spread > spreadTolerance,
	);
	if (partial >= 0)
		return `Global minimum up to the spread of a group of ${groups[partial].count} nearly equal eigenvalues: undecided exactly.`;
	return null;
}

function saddleStrictness(
	network: LinearNetwork,
	point: LinearPoint,
	counts: readonly number[],
): { strict: Tristate; reason: string } {
	const inversion = firstInversion(counts, network);
	if (inversion !== null)
		return {
			strict: "yes",
			reason: `Linear network: a smaller singular value is selected and a larger one (number ${inversion + 1}) is not; turning one into the other lowers the loss.`,
		};
	const selected = counts.reduce((sum, p) => sum + p, 0);
	const missing = `Linear network: ${selected} singular values are selected where ${network.capacity} fit`;
	if (network.depth === 2)
		return {
			strict: "yes",
			reason: `${missing}; raising the rank lowers the loss.`,
		};
	const strict = strictByPivots(network, point.factors, point.map, selected);
	const sentence = {
		yes: "the pivots show negative curvature.",
		no: "all pivots vanish, so the Hessian has no negative eigenvalue, but the point is no minimum.",
		unknown: "the pivots are too small to decide whether it is strict.",
	};
	return { strict, reason: `${missing}; ${sentence[strict]}` };
}

/** Place of the largest unselected eigenvalue that has a smaller one selected; null if there is none. */
function firstInversion(counts: readonly number[], network: LinearNetwork): number | null {
	const { groups } = network;
	const i = counts.findIndex((p, k) => p < groups[k].count);
	if (i < 0 || !counts.some((p, k) => k > i && p > 0)) return null;
	return groups[i].first + counts[i];
}
