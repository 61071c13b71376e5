import { affineTangents } from "../generators/affine-tangents.ts";
import type { NullSource } from "./source.ts";

/**
 * Units that are affine on all active samples around theta (ReLU units active everywhere): they mix
 * among each other like the units of a linear layer, and their biases move through the next ones.
 */
export const affineUnits: NullSource = ({ objective, symmetries, pieces, theta }) => {
	if (objective.problem.weightDecay > 0) return [];
	const directions = symmetries.hidden.flatMap((hidden) => {
		const { incoming, outgoing, noisy, mixable } = hidden;
		if (!incoming || !outgoing || noisy || mixable) return [];
		const units = pieces.get(hidden)?.affine ?? [];
		return affineTangents(theta, hidden, units, false);
	});
	return [
		{
			reason: "units that are linear on the data",
			along: "critical",
			directions,
		},
	];
};
