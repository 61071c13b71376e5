import { infinityNorm } from "../../numerics/vector.ts";
import { deafUnits } from "./dead-units.ts";
import { rowDirections } from "./row-directions.ts";
import type { NullSource } from "./source.ts";

/** Weights this small, relative to the largest, are 0. */
const zeroShare = 1e-12;

/**
 * Units with outgoing weights 0: moving their incoming weights w changes nothing, so L is constant;
 * but w meets the outgoing a in d^2 L / da dw = sum_i l'_i sigma'(z_i) x_i, so that only the w orthogonal
 * to that sum are null, and along them the point need not stay critical.
 */
export const idleUnits: NullSource = (context) => {
	const { objective, symmetries, theta } = context;
	if (objective.problem.weightDecay > 0) return [];
	const small = zeroShare * infinityNorm(theta);
	const deaf = deafUnits(context, (weight) => Math.abs(weight) <= small);
	const directions = symmetries.hidden.flatMap((hidden) =>
		hidden.incoming
			? (deaf.get(hidden) ?? []).flatMap((is, j) =>
					is ? rowDirections(objective.parameters, hidden, j) : [],
				)
			: [],
	);
	return [
		{
			reason: "units with zero outgoing weights",
			along: "constant",
			directions,
		},
	];
};
