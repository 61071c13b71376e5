import type { LossDefinition } from "../loss.ts";
import { perOutputLoss } from "./per-output.ts";

/** l = sum_o |f_o - y_o|; at the kink f_o = y_o the derivative is +1. */
export const absolute: LossDefinition = {
	name: "absolute",
	formula: "sum_o |f_o - y_o|",
	parameters: [],
	properties: () => ({
		coupling: "per-output",
		smoothness: 0,
		convex: "weakly",
		nonDecreasing: null,
		flatRegion: null,
		criticalOnlyWhenCorrect: false,
		minimizerAtInfinity: false,
		lowerBound: 0,
		kinks: [0],
		shiftInvariant: false,
		quadratic: false,
	}),
	evaluate: perOutputLoss((field, r) => [
		field.piecewise(
			r,
			0,
			() => field.negate(r),
			() => r,
		),
		field.piecewise(
			r,
			0,
			() => field.constant(-1),
			() => field.constant(1),
		),
		field.constant(0),
	]),
};
