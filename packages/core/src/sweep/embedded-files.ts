import { InputError } from "../problem/input-error.ts";
import type { DataSource, FileContents } from "../problem/table.ts";
import type { Axis, AxisValue } from "./grid.ts";
import { fillIn, placeholders } from "./template.ts";

/** Contents of the data files that a plan's problem names, by path, as JSON: a plan needs no other file. */
export type EmbeddedFiles = Readonly<Record<string, EmbeddedFile>>;

/** Numbers that JSON does not hold, as texts. */
type Odd = "-0" | "NaN" | "Infinity" | "-Infinity";

type EmbeddedFile =
	| {
			readonly kind: "table";
			readonly columns: readonly {
				readonly name: string;
				readonly values: readonly (number | string | null | { readonly number: Odd })[];
			}[];
			readonly rows: number;
	  }
	| {
			readonly kind: "arrays";
			readonly arrays: readonly {
				readonly name: string;
				readonly shape: readonly number[];
				readonly values: readonly (number | Odd)[];
				readonly type: string;
			}[];
	  };

const mostPaths = 1000;

/** Reads every data file that the template of a problem names for any cell. @throws InputError when one cannot be read. */
export async function embedFiles(
	template: unknown,
	axes: readonly Axis[],
	source: DataSource | undefined,
	from: string | undefined,
): Promise<EmbeddedFiles> {
	const files: Record<string, EmbeddedFile> = {};
	for (const { path, field } of namedPaths(template))
		for (const each of spellings(path, axes, field)) {
			if (files[each] !== undefined) continue;
			if (source === undefined)
				throw new InputError(`The file "${each}" cannot be read here: no file system was given.`, { field });
			files[each] = embedded(await source.read(each, from, field));
		}
	return files;
}

/** Paths that stand where a problem may name a file: data.file.path and fixed.file of a layer. */
function namedPaths(template: unknown): { readonly path: string; readonly field: string }[] {
	const { data, network } = (template ?? {}) as {
		data?: { file?: { path?: unknown } };
		network?: { layers?: { fixed?: { file?: unknown } }[] };
	};
	const found = [
		{ path: data?.file?.path, field: "problem.data.file.path" },
		...(Array.isArray(network?.layers) ? network.layers : []).map((layer, l) => ({
			path: layer?.fixed?.file,
			field: `problem.network.layers[${l}].fixed.file`,
		})),
	];
	return found.filter((each): each is { path: string; field: string } => typeof each.path === "string");
}

function spellings(path: string, axes: readonly Axis[], field: string): string[] {
	let all: Record<string, AxisValue>[] = [{}];
	for (const name of new Set(placeholders(path).map((each) => each.name))) {
		const values = axes.find((axis) => axis.name === name)?.values ?? [];
		all = all.flatMap((at) => values.map((value) => ({ ...at, [name]: value })));
		if (all.length > mostPaths)
			throw new InputError(`The path stands for more than ${mostPaths} files.`, { field });
	}
	return all.map((at) => String(fillIn(path, at)));
}

/** A number that JSON does not hold as a text; null for all others. */
function odd(value: number): Odd | null {
	if (Object.is(value, -0)) return "-0";
	return Number.isFinite(value) ? null : (String(value) as Odd);
}

function embedded(contents: FileContents): EmbeddedFile {
	if (contents.kind === "table") {
		const { columns, rows } = contents.table;
		const cell = (value: number | string | null) => {
			const number = typeof value === "number" ? odd(value) : null;
			return number === null ? value : { number };
		};
		return {
			kind: "table",
			columns: columns.map(({ name, values }) => ({ name, values: values.map(cell) })),
			rows,
		};
	}
	return {
		kind: "arrays",
		arrays: contents.arrays.map(({ values, ...array }) => ({
			...array,
			values: Array.from(values, (value) => odd(value) ?? value),
		})),
	};
}

/** A data source that knows the embedded files and no others. */
export function embeddedSource(files: EmbeddedFiles): DataSource {
	return {
		async read(path, _from, field) {
			const file = files[path];
			if (file === undefined)
				throw new InputError(
					`The file "${path}" is not part of the plan.`,
					field === undefined ? {} : { field },
				);
			if (file.kind === "table") {
				const columns = file.columns.map(({ name, values }) => ({
					name,
					values: values.map((value) =>
						typeof value === "object" && value !== null ? Number(value.number) : value,
					),
				}));
				return { kind: "table", table: { columns, rows: file.rows, source: path, line: null } };
			}
			const arrays = file.arrays.map(({ values, ...array }) => ({
				...array,
				values: Float64Array.from(values, Number),
			}));
			return { kind: "arrays", arrays, source: path };
		},
	};
}
