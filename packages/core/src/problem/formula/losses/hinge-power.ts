import { scaledPower } from "../activations/standard-pieces.ts";
import type { LossDefinition } from "../loss.ts";
import { marginLoss } from "./margin.ts";

/**
 * l = max(z + 1, 0)^power, z = -y f: in C^(power - 1), so twice continuously differentiable from power
 * 3 on. The papers' polynomial hinge of order p is power p + 1. l' = 0 exactly for z <= -1 (power 1 is
 * the hinge, with its kink at -1).
 */
export const hingePower: LossDefinition = {
	name: "hinge-power",
	formula: "max(z + 1, 0)^power, z = -y f",
	parameters: [
		{
			name: "power",
			default: 3,
			admissible: "power is a whole number from 1 to 64.",
			accepts: (value) => Number.isInteger(value) && value >= 1 && value <= 64,
		},
	],
	properties: ([power]) => ({
		coupling: "margin",
		smoothness: power - 1,
		convex: "weakly",
		nonDecreasing: true,
		flatRegion: { upTo: -1 },
		criticalOnlyWhenCorrect: true,
		minimizerAtInfinity: false,
		lowerBound: 0,
		kinks: power === 1 ? [-1] : [],
		shiftInvariant: false,
		quadratic: false,
	}),
	evaluate: marginLoss((field, z, [power]) => {
		const excess = () => field.add(z, field.constant(1));
		const branch = (factor: number, exponent: number) =>
			field.piecewise(
				z,
				-1,
				() => field.constant(0),
				() => scaledPower(field, factor, excess(), exponent),
			);
		return [branch(1, power), branch(power, power - 1), branch(power * (power - 1), power - 2)];
	}),
};
