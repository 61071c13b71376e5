import { affineTangents } from "../generators/affine-tangents.ts";
import { linearGroups, rotatable } from "./linear-groups.ts";
import type { NullSource } from "./source.ts";

/**
 * Units that act linearly around theta with one pattern of activity on the active samples (ReLU units
 * active everywhere, or on the same samples) mix among each other like the units of a linear layer;
 * under weight decay they rotate.
 */
export const linearUnits: NullSource = ({ symmetries, pieces, theta }) => {
	const everywhere: Float64Array[] = [];
	const somewhere: Float64Array[] = [];
	for (const hidden of symmetries.hidden) {
		const found = pieces.get(hidden);
		const { incoming, outgoing, mixable, penalised } = hidden;
		if (found === undefined || !incoming || !outgoing || mixable) continue;
		for (const group of linearGroups(found)) {
			const into = group.uniform ? everywhere : somewhere;
			const free = group.uniform ? "all" : "mixing";
			for (const { units } of penalised ? rotatable(group) : [group])
				into.push(...affineTangents(theta, hidden, units, penalised ? "rotations" : free));
		}
	}
	return [
		{
			reason: "units that are linear on the data",
			along: "critical",
			rewrites: true,
			directions: everywhere,
		},
		{
			reason: "units with one pattern of activity",
			along: "critical",
			rewrites: true,
			directions: somewhere,
		},
	];
};
