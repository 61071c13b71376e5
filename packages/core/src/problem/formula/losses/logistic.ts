import { logisticDensity, logisticSigmoid, logOnePlusExp } from "../activations/standard-pieces.ts";
import type { LossDefinition } from "../loss.ts";
import { marginLoss } from "./margin.ts";

/** l = log(1 + e^z), z = -y f; l' = s(z) > 0 everywhere, so no output is critical. */
export const logistic: LossDefinition = {
	name: "logistic",
	formula: "log(1 + e^z), z = -y f",
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
	evaluate: marginLoss((field, z) => [
		logOnePlusExp(field, z),
		logisticSigmoid(field, z),
		logisticDensity(field, z),
	]),
};
