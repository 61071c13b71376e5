import { InputError } from "../../problem/input-error.ts";

/** A value of an axis or a measure. */
export type SweepValue = number | string | boolean | null;

/** What an axis of a sweep runs over. */
export type AxisValue = number | string | boolean;

/** One combination of the axes: its values by column. */
export type SweepRow = Readonly<Record<string, SweepValue>>;

/** An axis of a sweep that is left after the reduction. */
export interface SweepAxis {
	readonly name: string;
	/** In the order of the plan. */
	readonly values: readonly AxisValue[];
}

/** What the figures of a sweep are drawn from. */
export interface SweepTable {
	readonly name: string;
	/** Axes that are left after the reduction, with their values in the order of the plan. */
	readonly axes: readonly SweepAxis[];
	/** Measures as named in the plan. */
	readonly measures: readonly string[];
	/**
	 * One per combination of the remaining axes. Columns: each axis; for a measure m, those present of `m` (when
	 * nothing is reduced), `m.count`, `m.mean`, `m.std`, `m.median`, `m.min`, `m.max`, `m.q05`, `m.q25`, `m.q75`,
	 * `m.q95`, `m.proportion`, `m.low`, `m.high` (95 % Wilson interval of the proportion), `m.lower`, `m.upper` (95 %
	 * interval of the mean). Missing or null: no value.
	 */
	readonly rows: readonly SweepRow[];
	/** Cells that failed, for the note. */
	readonly failed: number;
}

/** What every figure of a sweep may say about itself. */
export interface FigureText {
	readonly title: string;
	/** Below the title; the name of the sweep when it is not given. */
	readonly subtitle?: string;
	/** Before the notes that the figure makes itself. */
	readonly notes?: readonly string[];
}

/** An entry of a table as a number: true is 1, false is 0, anything that is no finite number is NaN. */
export function numberOf(value: SweepValue | undefined): number {
	if (typeof value === "boolean") return value ? 1 : 0;
	return typeof value === "number" && Number.isFinite(value) ? value : Number.NaN;
}

/** The values of an axis in the order they are drawn in: numbers ascending, others as in the plan. */
export function orderedValues(axis: SweepAxis): readonly AxisValue[] {
	return isNumeric(axis) ? [...(axis.values as number[])].sort((a, b) => a - b) : axis.values;
}

/** Whether all values of an axis are finite numbers. */
export function isNumeric({ values }: SweepAxis): boolean {
	return values.every((value) => typeof value === "number" && Number.isFinite(value));
}

/**
 * The axis of a name.
 *
 * @throws InputError when the table has none, as when the sweep was reduced over it.
 */
export function axisNamed(table: SweepTable, name: string, field: string): SweepAxis {
	const found = table.axes.find((axis) => axis.name === name);
	if (found !== undefined) return found;
	const names = table.axes.map((axis) => axis.name).join(", ");
	throw new InputError(
		`A figure names the axis "${name}", which the table of the sweep does not have.`,
		{ field },
		names === "" ? "No axis is left after the reduction." : `Axes left after the reduction: ${names}.`,
	);
}
