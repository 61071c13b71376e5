import type { InputPlace } from "./input-error.ts";

/** A target cell: a number, or a label. */
export type TargetCell = number | string | boolean;

/** Groups of labels that make classes, in order; null when targets are numbers. */
export type ClassGroups = readonly (readonly TargetCell[])[] | null;

/** Samples as they were read: nothing selected, scaled or encoded yet. */
export interface RawSamples {
	/** N */
	readonly samples: number;
	/** d */
	readonly inputs: number;
	/** The d inputs of a sample. */
	row(sample: number): ArrayLike<number>;
	/** One row of cells per sample; `inputs`: the inputs as the network sees them (an autoencoder). */
	readonly y: readonly (readonly TargetCell[])[] | "inputs";
	readonly weights: readonly number[] | null;
	readonly groups: ClassGroups;
	/** Where a sample stands, for messages. */
	place(sample: number): InputPlace;
	/** Names of the input columns, where they have any. */
	readonly inputNames: readonly string[] | null;
	/** What a person should know, e.g. how many rows were dropped. */
	readonly notes: readonly string[];
}

/** Classes as a problem file lists them: each a label or a list of labels. */
export function classGroups(
	classes: readonly (TargetCell | readonly TargetCell[])[] | undefined,
): ClassGroups {
	if (classes === undefined) return null;
	return classes.map((each) =>
		Array.isArray(each) ? (each as readonly TargetCell[]) : [each as TargetCell],
	);
}

/** Whether two cells are the same label: as text, or as numbers (`01` in a file is the label 1). */
export function sameLabel(a: TargetCell, b: TargetCell): boolean {
	const [p, q] = [String(a).trim(), String(b).trim()];
	return p === q || (p !== "" && q !== "" && Number(p) === Number(q));
}

/** The samples with the given numbers, in that order. */
export function pickSamples(raw: RawSamples, kept: readonly number[]): RawSamples {
	const { y, weights } = raw;
	return {
		...raw,
		samples: kept.length,
		row: (sample) => raw.row(kept[sample]),
		y: y === "inputs" ? y : kept.map((i) => y[i]),
		weights: weights === null ? null : kept.map((i) => weights[i]),
		place: (sample) => raw.place(kept[sample]),
	};
}
