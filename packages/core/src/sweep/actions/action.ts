import type { Problem } from "../../problem/problem.ts";
import type { MeasureValue } from "../measure.ts";

/** Options of an action as a plan gives them, `${axis}` already filled in. */
export type ActionOptions = Readonly<Record<string, unknown>>;

/** What an action did in a cell. */
export interface ActionResult {
	/** The document from whose fields measures are read. */
	readonly document: unknown;
	/** Passes over the data. */
	readonly evaluations: number;
}

/** A measure that has a name of its own, beside the fields of the document. */
export interface NamedMeasure {
	/** One sentence for people. */
	readonly meaning: string;
	of(document: never): MeasureValue;
}

/** What is done in each cell of a sweep: one file, one action. */
export interface Action {
	/** As it stands under `do:`. */
	readonly name: string;
	/** One sentence. */
	readonly summary: string;
	/** Whether the plan needs a problem. */
	readonly problem: "required" | "optional";
	/** Names of its options. */
	readonly options: readonly string[];
	/** The JSON Schema of its document: a measure that names no field of it is refused before anything runs. */
	readonly documentSchema: () => object;
	readonly measures: Readonly<Record<string, NamedMeasure>>;
	/** Measured when the plan names nothing. */
	readonly standard: readonly string[];
	/** @throws InputError for options, or a problem, that do not fit. */
	run(problem: Problem | null, options: ActionOptions): Promise<ActionResult>;
}
