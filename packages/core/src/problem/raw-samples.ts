import type { InputPlace } from "./input-error.ts";

/** A target cell: a number, or a label. */
export type TargetCell = number | string | boolean;

/** Samples as they were read: nothing selected, scaled or encoded yet. */
export interface RawSamples {
	readonly x: readonly (readonly number[])[];
	/** One row of cells per sample. */
	readonly y: readonly (readonly TargetCell[])[];
	readonly weights: readonly number[] | null;
	/** Where a sample stands, for messages. */
	place(sample: number): InputPlace;
	/** Names of the input columns, where they have any. */
	readonly inputNames: readonly string[] | null;
	/** What a person should know, e.g. how many rows were dropped. */
	readonly notes: readonly string[];
}

/** Groups of labels that make classes, in order; null when targets are numbers. */
export type ClassGroups = readonly (readonly TargetCell[])[] | null;

/** Classes as the problem file lists them: each a label or a list of labels. */
export function classGroups(
	classes: readonly (TargetCell | readonly TargetCell[])[] | undefined,
): ClassGroups {
	if (classes === undefined) return null;
	return classes.map((each) =>
		Array.isArray(each) ? (each as readonly TargetCell[]) : [each as TargetCell],
	);
}
