import type { AffineUnit } from "../generators/affine-tangents.ts";
import type { LocalPieces } from "./local-pieces.ts";

/** Units h_j = alpha_i s_j z_j + c_j of a layer, alpha_i common to all of them on each active sample i. */
export interface LinearGroup {
	readonly units: readonly AffineUnit[];
	/** alpha_i = 1 on all samples: constants may move between biases. */
	readonly uniform: boolean;
}

/** The groups of a layer's units that act linearly, by one pattern of activity, on the active samples around theta. */
export function linearGroups({ affine, alike }: LocalPieces): LinearGroup[] {
	const groups: LinearGroup[] = alike.map((members) => ({
		units: members.map((unit) => ({ unit, slope: 1, intercept: 0 })),
		uniform: false,
	}));
	if (affine.length > 0) groups.unshift({ units: affine, uniform: true });
	return groups;
}

/** The parts of a group whose units may rotate among each other: one slope, no intercept. */
export function rotatable({ units, uniform }: LinearGroup): LinearGroup[] {
	const bySlope = new Map<number, AffineUnit[]>();
	for (const unit of units)
		if (unit.intercept === 0) bySlope.set(unit.slope, [...(bySlope.get(unit.slope) ?? []), unit]);
	return [...bySlope.values()].map((part) => ({ units: part, uniform }));
}
