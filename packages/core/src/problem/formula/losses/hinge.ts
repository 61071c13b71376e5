import type { LossDefinition } from "../loss.ts";
import { marginLoss } from "./margin.ts";

/** l = max(z + 1, 0), z = -y f; flat for z < -1, kink at z = -1 with right-hand derivative 1. */
export const hinge: LossDefinition = {
	name: "hinge",
	formula: "max(z + 1, 0), z = -y f",
	parameters: [],
	properties: () => ({
		coupling: "margin",
		smoothness: 0,
		convex: "weakly",
		nonDecreasing: true,
		flatRegion: { upTo: -1 },
		criticalOnlyWhenCorrect: true,
		minimizerAtInfinity: false,
		lowerBound: 0,
		kinks: [-1],
		shiftInvariant: false,
		quadratic: false,
	}),
	evaluate: marginLoss((field, z) => {
		const zero = () => field.constant(0);
		return [
			field.piecewise(z, -1, zero, () => field.add(z, field.constant(1))),
			field.piecewise(z, -1, zero, () => field.constant(1)),
			zero(),
		];
	}),
};
