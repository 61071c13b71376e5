import type { RawSamples, TargetCell } from "../raw-samples.ts";
import type { ProblemFile } from "../specification.ts";
import { samplesFromTable } from "../table-samples.ts";
import { gaussian, teacher, twoMoons, xor } from "./generated-sets.ts";
import { digitsTable, irisTable, penguinsTable } from "./real-sets.ts";

type Builtin = NonNullable<ProblemFile["data"]["builtin"]>;
type Classes = Extract<Builtin, { name: "iris" }>["classes"];

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
			return fromReal(await irisTable(), builtin.inputs, builtin.target, builtin.classes, "error");
		case "penguins":
			return fromReal(
				await penguinsTable(),
				builtin.inputs,
				builtin.target,
				builtin.classes,
				builtin.missing,
			);
		case "digits":
			return fromReal(await digitsTable(builtin.size), undefined, builtin.target, builtin.classes, "error");
	}
}

function fromReal(
	{ table, measures }: Awaited<ReturnType<typeof irisTable>>,
	inputs: readonly string[] | undefined,
	target: string | readonly string[],
	classes: Classes,
	missing: "error" | "drop",
): RawSamples {
	const samples = samplesFromTable(table, { inputs: inputs ?? measures, target, missing });
	if (classes === undefined) return samples;
	const wanted = new Set(classes.flat().map(String));
	const kept = samples.y.flatMap(([cell], i) => (wanted.has(String(cell)) ? [i] : []));
	const pick = <T>(list: readonly T[]): T[] => kept.map((i) => list[i]);
	return {
		...samples,
		x: pick(samples.x),
		y: pick(samples.y) as readonly (readonly TargetCell[])[],
		place: (sample) => samples.place(kept[sample]),
		notes: samples.notes,
	};
}
