import type { HiddenLayer } from "../hidden-layer.ts";
import { coordinate, rowDirections } from "./row-directions.ts";
import type { NullContext, NullSource } from "./source.ts";

/**
 * Units whose input does not matter around theta (every active sample inside a piece of slope 0, or
 * all the units they feed are such): their incoming weights and biases; and the outgoing weights of
 * units that are 0 on every active sample. L does not depend on them near theta.
 */
export const deadUnits: NullSource = (context) => {
	const { objective, symmetries, pieces } = context;
	if (objective.problem.weightDecay > 0) return [];
	const n = objective.parameters;
	const directions: Float64Array[] = [];
	const deaf = deafUnits(context, () => false);
	for (const hidden of symmetries.hidden) {
		for (let j = 0; j < hidden.width; j++) {
			if (hidden.incoming && deaf.get(hidden)?.[j]) directions.push(...rowDirections(n, hidden, j));
			if (hidden.outgoing && pieces.get(hidden)?.silent[j])
				for (let r = 0; r < hidden.next.width; r++)
					directions.push(coordinate(n, hidden.next.weight + r * hidden.next.inputs + j));
		}
	}
	return [{ reason: "dead units", along: "critical", rewrites: true, directions }];
};

/**
 * By hidden layer, the units whose incoming weights cannot move the output: dead ones, and those that
 * feed only deaf units, a weight for which `cut` holds feeding nothing. Last layer to first.
 */
export function deafUnits(
	{ symmetries, pieces, theta }: NullContext,
	cut: (weight: number) => boolean,
): Map<HiddenLayer, boolean[]> {
	const deaf = new Map<HiddenLayer, boolean[]>();
	for (const hidden of [...symmetries.hidden].reverse()) {
		const after = symmetries.hidden.find(
			({ branch, layer }) => branch === hidden.branch && layer === hidden.layer + 1,
		);
		const { next, width } = hidden;
		const values = next.declared.fixed ?? theta;
		const start = next.declared.fixed === null ? next.weight : 0;
		deaf.set(
			hidden,
			Array.from({ length: width }, (_, j) => {
				if (pieces.get(hidden)?.dead[j]) return true;
				for (let r = 0; r < next.width; r++) {
					const reaches = !cut(values[start + r * next.inputs + j]);
					const heard = after === undefined || !deaf.get(after)?.[r];
					if (reaches && heard) return false;
				}
				return true;
			}),
		);
	}
	return deaf;
}
