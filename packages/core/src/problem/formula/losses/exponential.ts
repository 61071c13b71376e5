import type { LossDefinition } from "../loss.ts";
import { marginLoss } from "./margin.ts";

/** l = e^z, z = -y f; l' > 0 everywhere, so no output is critical. */
export const exponential: LossDefinition = {
	name: "exponential",
	formula: "e^z, z = -y f",
	parameters: [],
	properties: () => ({
		coupling: "margin",
		smoothness: Infinity,
		convex: "strictly",
		nonDecreasing: true,
		flatRegion: null,
		criticalOnlyWhenCorrect: true,
		minimizerAtInfinity: true,
		lowerBound: 0,
		kinks: [],
		shiftInvariant: false,
		quadratic: false,
	}),
	evaluate: marginLoss((field, z) => {
		const value = field.exp(z);
		return [value, value, value];
	}),
};
