import { samplesFromArrays } from "./array-samples.ts";
import { builtinSamples } from "./builtin/builtin-samples.ts";
import { inlineSamples } from "./inline-samples.ts";
import { InputError } from "./input-error.ts";
import { classGroups, type RawSamples } from "./raw-samples.ts";
import type { ProblemFile } from "./specification.ts";
import type { DataSource } from "./table.ts";
import { samplesFromTable } from "./table-samples.ts";

/** Reads the samples that a problem names: inline, from a file, or built in. @throws InputError */
export async function readSamples(
	data: ProblemFile["data"],
	source: DataSource,
	from: string | undefined,
): Promise<RawSamples> {
	const { inline, file, builtin, population } = data;
	const kinds = Object.entries({ inline, file, builtin, population });
	const given = kinds.filter(([, value]) => value !== undefined).map(([kind]) => kind);
	if (given.length !== 1)
		throw new InputError(
			`data must hold exactly one of inline, file, builtin, population; found ${given.length === 0 ? "none" : given.join(" and ")}.`,
			{ field: "data" },
			"For example `builtin: {name: penguins, classes: [Gentoo, Adelie]}`.",
		);
	if (inline !== undefined) return inlineSamples(inline);
	if (builtin !== undefined) return builtinSamples(builtin);
	if (file !== undefined) return fileSamples(file, source, from);
	throw new InputError("A population is a law, not a list of samples.", { field: "data.population" });
}

async function fileSamples(
	{ path, inputs, target, weights, missing, classes }: NonNullable<ProblemFile["data"]["file"]>,
	source: DataSource,
	from: string | undefined,
): Promise<RawSamples> {
	const contents = await source.read(path, from, "data.file.path");
	const roles = { inputs, target, weights, missing };
	const samples =
		contents.kind === "table"
			? samplesFromTable(contents.table, roles)
			: samplesFromArrays(contents.arrays, contents.source, roles);
	if (classes !== undefined && samples.y === "inputs")
		throw new InputError(
			"`classes` have no meaning when the targets are the inputs.",
			{ field: "data.file.classes" },
			"Leave `classes` out, or name a column of labels as `target`.",
		);
	return { ...samples, groups: classGroups(classes) };
}
