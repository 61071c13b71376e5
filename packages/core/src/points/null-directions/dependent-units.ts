import { addRow } from "../generators/input-null-space.ts";
import type { HiddenLayer } from "../hidden-layer.ts";
import { unseenRows } from "../unseen-rows.ts";
import type { NullContext, NullSource } from "./source.ts";

/** Difference of two units' outputs, relative to the largest, below which they are split from one. */
const equality = 1e-11;

/**
 * Outgoing weights that may be redistributed because units of a layer depend on each other on the
 * data: split units (equal or opposite outputs), then any linear dependence, constants included where
 * the next layer has a bias. The network stays as it is and the gradient changes linearly along them,
 * at the rate H v = 0, so that critical points stay critical; of several layers only one at a time.
 */
export const dependentUnits: NullSource = (context) => {
	const { objective, symmetries } = context;
	if (objective.problem.weightDecay > 0) return [];
	const layers = symmetries.hidden.filter((hidden) => hidden.outgoing && hasDependentUnits(context, hidden));
	const along = layers.length > 1 ? "separate" : "critical";
	return layers.flatMap((hidden) => [
		{
			reason: "split units",
			along,
			rewrites: along === "critical",
			directions: transfers(context, hidden, splitRows(context, hidden)),
		},
		{
			reason: "linearly dependent units",
			along,
			directions: transfers(context, hidden, dependentRows(context, hidden)),
		},
	]);
};

/** Whether units of a layer that are not silent depend on each other, or on the constant, on the data. */
export function hasDependentUnits(context: NullContext, hidden: HiddenLayer): boolean {
	return dependentRows(context, hidden).length > 0;
}

/** (1 at unit j, -+1 at unit k) for pairs of units with equal or opposite outputs. */
function splitRows({ pieces, active }: NullContext, hidden: HiddenLayer): Float64Array[] {
	const outputs = pieces.get(hidden)?.outputs ?? new Float64Array(0);
	const { width, next } = hidden;
	const rows: Float64Array[] = [];
	for (let j = 1; j < width; j++) {
		for (let k = 0; k < j; k++) {
			let size = 0;
			let apart = 0;
			let together = 0;
			for (let i = 0; i < active.length; i++) {
				const h = outputs[i * width + j];
				const g = outputs[i * width + k];
				size = Math.max(size, Math.abs(h));
				apart = Math.max(apart, Math.abs(h - g));
				together = Math.max(together, Math.abs(h + g));
			}
			if (size === 0 || Math.min(apart, together) > equality * size) continue;
			const row = new Float64Array(width + (next.bias >= 0 ? 1 : 0));
			row[j] = 1;
			row[k] = apart <= together ? -1 : 1;
			rows.push(row);
			break;
		}
	}
	return rows;
}

/** Every linear dependence among the units that are not silent, and the constant. */
function dependentRows({ pieces, active }: NullContext, hidden: HiddenLayer): Float64Array[] {
	const found = pieces.get(hidden);
	if (found === undefined) return [];
	const { width, next } = hidden;
	const loud = Array.from(found.silent.keys()).filter((j) => !found.silent[j]);
	const outputs = new Float64Array(active.length * loud.length);
	active.forEach((_, i) => {
		loud.forEach((j, k) => {
			outputs[i * loud.length + k] = found.outputs[i * width + j];
		});
	});
	const withOne = next.bias >= 0;
	return unseenRows(outputs, active.length, loud.length, withOne).map((short) => {
		const row = new Float64Array(width + (withOne ? 1 : 0));
		loud.forEach((j, k) => {
			row[j] = short[k];
		});
		if (withOne) row[width] = short[loud.length];
		return row;
	});
}

function transfers(
	{ objective }: NullContext,
	{ next }: HiddenLayer,
	rows: readonly Float64Array[],
): Float64Array[] {
	return Array.from({ length: next.width }, (_, r) =>
		rows.map((row) => addRow(new Float64Array(objective.parameters), next, r, row, 1)),
	).flat();
}
