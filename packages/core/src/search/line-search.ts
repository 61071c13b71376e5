import { dot } from "../numerics/vector.ts";

/** A function to be minimised: writes its gradient at theta and returns its value. */
export type Evaluate = (theta: Float64Array, gradient: Float64Array) => number;

/** A point along a search direction that satisfies the (approximate) Wolfe conditions. */
export interface LinePoint {
	readonly length: number;
	readonly theta: Float64Array;
	readonly value: number;
	readonly gradient: Float64Array;
}

interface Trial extends LinePoint {
	/** d phi / d t */
	readonly slope: number;
}

const sufficientDecrease = 1e-4;
const curvature = 0.9;
const mostEvaluations = 40;

/**
 * A step length t with phi(t) = L(theta + t d) that decreases enough and has a flatter slope: the
 * Wolfe conditions, or near the rounding floor the approximate ones of Hager & Zhang (2005), which
 * look at slopes where values cannot be told apart. Null if none is found; d must be a descent
 * direction. The search begins at `first` and does not go beyond `longest`. Never returns a point with a non-finite value or gradient.
 */
export function lineSearch(
	evaluate: Evaluate,
	theta: Float64Array,
	value: number,
	gradient: Float64Array,
	direction: Float64Array,
	lengths: { readonly first: number; readonly longest: number },
): LinePoint | null {
	const slope0 = dot(gradient, direction);
	if (!(slope0 < 0)) return null;
	const blur = 1e-14 * Math.abs(value);
	const at = (length: number): Trial => {
		const point = theta.map((x, k) => x + length * direction[k]);
		const g = new Float64Array(theta.length);
		const v = evaluate(point, g);
		const slope = dot(g, direction);
		const ok = Number.isFinite(v) && Number.isFinite(slope);
		return { length, theta: point, value: ok ? v : Infinity, gradient: g, slope };
	};
	const accepted = (trial: Trial): boolean => {
		if (trial.value === Infinity) return false;
		const wolfe =
			trial.value <= value + sufficientDecrease * trial.length * slope0 && trial.slope >= curvature * slope0;
		const approximate =
			trial.value <= value + blur &&
			trial.slope <= (2 * sufficientDecrease - 1) * slope0 &&
			trial.slope >= curvature * slope0;
		return wolfe || approximate;
	};
	const tooFar = (trial: Trial): boolean =>
		trial.slope >= 0 || trial.value > value + blur + sufficientDecrease * trial.length * slope0;

	let low: Trial = { length: 0, theta, value, gradient, slope: slope0 };
	let high: Trial | null = null;
	let length = lengths.first;
	for (let k = 0; k < mostEvaluations; k++) {
		const trial = at(length);
		if (accepted(trial)) return trial;
		if (trial.value === Infinity || tooFar(trial)) high = trial;
		else low = trial;
		if (high === null) {
			if (length >= lengths.longest) break;
			length = Math.min(4 * length, lengths.longest);
			continue;
		}
		const width = high.length - low.length;
		if (!(width > 1e-16 * high.length)) break;
		length = low.length + width * interpolate(low, high, width);
	}
	return low.length > 0 && low.value < value ? low : null;
}

/** Where between low and high the cubic through values and slopes has its minimum, kept off the ends. */
function interpolate(
	low: { value: number; slope: number },
	high: { value: number; slope: number },
	width: number,
): number {
	if (high.value === Infinity) return 0.1;
	const d = (3 * (low.value - high.value)) / width + low.slope + high.slope;
	const root = d * d - low.slope * high.slope;
	if (!(root >= 0)) return 0.5;
	const w = Math.sqrt(root);
	const share = 1 - (high.slope + w - d) / (high.slope - low.slope + 2 * w);
	return share > 0.1 && share < 0.9 ? share : 0.5;
}
