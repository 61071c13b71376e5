import { classGroups, type RawSamples, sameLabel, type TargetCell } from "../raw-samples.ts";
import type { ProblemFile } from "../specification.ts";
import type { Table } from "../table.ts";
import { samplesFromTable } from "../table-samples.ts";
import { digits } from "./digits.ts";
import { gaussian, teacher, twoMoons, xor } from "./generated-sets.ts";
import { requireKnownLabels } from "./known-labels.ts";
import { irisSet, penguinsSet, type RealSet } from "./real-sets.ts";

type Builtin = NonNullable<ProblemFile["data"]["builtin"]>;

/** What may be said about a real set. */
interface RealChoice {
	readonly inputs?: readonly string[] | undefined;
	readonly target: string | readonly string[];
	readonly classes?: readonly (TargetCell | readonly TargetCell[])[] | undefined;
	readonly missing?: "error" | "drop";
}

/** The samples of a built-in set; of a real one with `classes`, only the rows of those classes. */
export async function builtinSamples(builtin: Builtin): Promise<RawSamples> {
	switch (builtin.name) {
		case "xor":
			return xor(builtin);
		case "two-moons":
			return twoMoons(builtin);
		case "gaussian":
			return gaussian(builtin);
		case "teacher":
			return teacher(builtin);
		case "iris":
			return realSamples(await irisSet(), builtin);
		case "penguins":
			return realSamples(await penguinsSet(), builtin);
		case "digits":
			return digits(builtin);
	}
}

/**
 * The rows of the wanted classes, dropped where a needed cell is missing. Labels make classes when the
 * target is the column of labels: those given, else, where labels are words, all of them in alphabetical order.
 */
function realSamples(set: RealSet, choice: RealChoice): RawSamples {
	const wanted = choice.classes?.flat();
	if (wanted !== undefined) requireKnownLabels(wanted, set.labels, set.table.source);
	const labels = set.table.columns.find(({ name }) => name === set.label)?.values ?? [];
	const table = wanted === undefined ? set.table : rowsOf(set.table, labels, wanted);
	const roles = {
		inputs: choice.inputs ?? set.measures,
		target: choice.target,
		missing: choice.missing ?? "error",
	};
	const samples = samplesFromTable(table, roles, { field: "data.builtin" });
	if (choice.target !== set.label) return samples;
	const words = set.labels.every((label) => typeof label === "string") ? set.labels : undefined;
	return { ...samples, groups: classGroups(choice.classes ?? words) };
}

function rowsOf(table: Table, labels: readonly unknown[], wanted: readonly TargetCell[]): Table {
	const kept = labels.flatMap((label, i) =>
		wanted.some((each) => sameLabel(each, label as TargetCell)) ? [i] : [],
	);
	if (kept.length === labels.length) return table;
	return {
		...table,
		columns: table.columns.map(({ name, values }) => ({ name, values: kept.map((i) => values[i]) })),
		rows: kept.length,
	};
}
