import type { LossDefinition } from "../loss.ts";
import { perOutputLoss } from "./per-output.ts";

/**
 * l = sum_o h(f_o - y_o), h(r) = r^2 / 2 for |r| <= delta, delta (|r| - delta / 2) beyond. In C^1; the
 * second derivative jumps at -delta (right-hand value 1) and delta (right-hand value 0).
 */
export const huber: LossDefinition = {
	name: "huber",
	formula: "sum_o h(f_o - y_o), h(r) = r^2/2 for |r| <= delta, delta (|r| - delta/2) beyond",
	parameters: [
		{
			name: "delta",
			default: 1,
			admissible: "delta is a positive finite number.",
			accepts: (value) => Number.isFinite(value) && value > 0,
		},
	],
	properties: () => ({
		coupling: "per-output",
		smoothness: 1,
		convex: "weakly",
		nonDecreasing: null,
		flatRegion: null,
		criticalOnlyWhenCorrect: false,
		minimizerAtInfinity: false,
		lowerBound: 0,
		kinks: [],
		shiftInvariant: false,
		quadratic: false,
	}),
	evaluate: perOutputLoss((field, r, [delta]) => {
		const half = field.constant(0.5);
		const edge = field.constant(delta);
		const linear = (size: typeof r) => field.multiply(edge, field.subtract(size, field.multiply(half, edge)));
		const threeParts = (left: () => typeof r, middle: () => typeof r, right: () => typeof r) =>
			field.piecewise(r, -delta, left, () => field.piecewise(r, delta, middle, right));
		return [
			threeParts(
				() => linear(field.negate(r)),
				() => field.multiply(half, field.multiply(r, r)),
				() => linear(r),
			),
			threeParts(
				() => field.negate(edge),
				() => r,
				() => edge,
			),
			threeParts(
				() => field.constant(0),
				() => field.constant(1),
				() => field.constant(0),
			),
		];
	}),
};
