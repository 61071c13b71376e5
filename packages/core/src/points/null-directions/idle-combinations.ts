import type { HiddenLayer } from "../hidden-layer.ts";
import { unseenRows } from "../unseen-rows.ts";
import { hasDependentUnits } from "./dependent-units.ts";
import { type LinearGroup, linearGroups } from "./linear-groups.ts";
import type { NullCandidates, NullContext, NullSource } from "./source.ts";

/**
 * Combinations of linear units that nothing reads: for A n = 0, A the outgoing weights of units that act
 * linearly with one pattern of activity, dw_j = n_j c for any c leaves the network as it is. If A has
 * full row rank, L depends on the units' weights W through A W alone, and all W of one A W are critical
 * together; if not, each line apart is, its gradient changing linearly at the rate H v = 0.
 */
export const idleCombinations: NullSource = (context) => {
	const { objective, symmetries, pieces } = context;
	if (objective.problem.weightDecay > 0) return [];
	return symmetries.hidden.flatMap((hidden) => {
		const found = pieces.get(hidden);
		if (found === undefined || !hidden.incoming) return [];
		const dependent = hidden.outgoing && hasDependentUnits(context, hidden);
		return linearGroups(found).map((group) => combinations(context, hidden, group, dependent));
	});
};

function combinations(
	{ objective, theta }: NullContext,
	hidden: HiddenLayer,
	{ units }: LinearGroup,
	dependent: boolean,
): NullCandidates {
	const { next, inputs, weight, bias } = hidden;
	const values = next.declared.fixed ?? theta;
	const start = next.declared.fixed === null ? next.weight : 0;
	const outgoing = new Float64Array(next.width * units.length);
	units.forEach(({ unit }, k) => {
		for (let r = 0; r < next.width; r++)
			outgoing[r * units.length + k] = values[start + r * next.inputs + unit];
	});
	const idle = unseenRows(outgoing, next.width, units.length, false);
	const places = Array.from({ length: inputs }, (_, i) => (unit: number) => weight + unit * inputs + i);
	if (bias >= 0) places.push((unit) => bias + unit);
	const full = units.length - idle.length === next.width;
	return {
		reason: "combinations of linear units that nothing reads",
		along: full && !dependent ? "critical" : "separate",
		rewrites: full && !dependent,
		directions: idle.flatMap((n) =>
			places.map((place) => {
				const direction = new Float64Array(objective.parameters);
				units.forEach(({ unit, slope }, k) => {
					direction[place(unit)] = n[k] / slope;
				});
				return direction;
			}),
		),
	};
}
