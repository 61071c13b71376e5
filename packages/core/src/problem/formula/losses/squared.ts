import type { LossDefinition } from "../loss.ts";
import { perOutputLoss } from "./per-output.ts";

/**
 * l = 1/2 sum_o (f_o - y_o)^2. With targets +1/-1 it is (1 + z)^2 / 2 in z = -y f, which decreases for
 * z < -1: not a margin loss.
 */
export const squared: LossDefinition = {
	name: "squared",
	formula: "1/2 sum_o (f_o - y_o)^2",
	parameters: [],
	properties: () => ({
		coupling: "per-output",
		smoothness: Infinity,
		convex: "strictly",
		nonDecreasing: null,
		flatRegion: null,
		criticalOnlyWhenCorrect: false,
		minimizerAtInfinity: false,
		lowerBound: 0,
		kinks: [],
		shiftInvariant: false,
		quadratic: true,
	}),
	evaluate: perOutputLoss((field, r) => [
		field.multiply(field.constant(0.5), field.multiply(r, r)),
		r,
		field.constant(1),
	]),
};
