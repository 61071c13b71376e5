import { InputError } from "../../problem/input-error.ts";
import type { Problem } from "../../problem/problem.ts";
import type { MeasureValue } from "../measure.ts";

/** Options of an action as a plan gives them, `${axis}` already filled in. */
export type ActionOptions = Readonly<Record<string, unknown>>;

/** @throws InputError for what is neither true nor false nor left out. */
export function requireSwitch(name: string, value: unknown): void {
	if (value === undefined || typeof value === "boolean") return;
	throw new InputError(`${name} is ${JSON.stringify(value)}; true or false was expected.`, { field: name });
}

/** @throws InputError for what is no whole number of at least `least`, unless it is left out. */
export function requireWhole(name: string, value: unknown, least: number): void {
	if (value === undefined || (Number.isSafeInteger(value) && Number(value) >= least)) return;
	throw new InputError(
		`${name} is ${JSON.stringify(value)}; a whole number of at least ${least} was expected.`,
		{ field: name },
	);
}

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
	/** Those that a plan must give. */
	readonly required: readonly string[];
	/** The JSON Schema of its document: a measure that names no field of it is refused before anything runs. */
	readonly documentSchema: () => object;
	readonly measures: Readonly<Record<string, NamedMeasure>>;
	/** Measured when the plan names nothing. */
	readonly standard: readonly string[];
	/**
	 * What can be said of options before any cell; those with `${axis}` in them are not among them.
	 * @throws InputError for options that no cell could run with, the field as in `starts`.
	 */
	check(options: ActionOptions): void;
	/** @throws InputError for options, or a problem, that do not fit. */
	run(problem: Problem | null, options: ActionOptions): Promise<ActionResult>;
}
