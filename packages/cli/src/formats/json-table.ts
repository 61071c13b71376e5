import { type FileContents, InputError, type NamedArray } from "@lossatlas/core";

/**
 * Reads data from JSON: a list of rows as objects, or an object of columns, {"a": [...], "b": [...]};
 * columns of rows of numbers make named arrays, as in an npz.
 */
export function readJsonData(text: string, source: string): FileContents {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new InputError(`${source} is not valid JSON: ${(error as Error).message}`, { file: source });
	}
	if (Array.isArray(value) && value.length > 0) return rowsTable(value, source);
	if (typeof value === "object" && value !== null && !Array.isArray(value))
		return columnsOf(value as Record<string, unknown>, source);
	throw new InputError(
		`${source} holds no data: a list of rows (objects), or an object of columns, was expected.`,
		{ file: source },
		'For example {"x": [1, 2], "y": [3, 4]}.',
	);
}

function rowsTable(rows: unknown[], source: string): FileContents {
	const names: string[] = [];
	rows.forEach((row, i) => {
		if (typeof row !== "object" || row === null || Array.isArray(row))
			throw new InputError(`Row ${i} of ${source} is not an object of named cells.`, {
				file: source,
				field: `[${i}]`,
			});
		for (const name of Object.keys(row)) if (!names.includes(name)) names.push(name);
	});
	const columns = names.map((name) => ({
		name,
		values: rows.map((row) => scalar((row as Record<string, unknown>)[name], source, name)),
	}));
	return { kind: "table", table: { columns, rows: rows.length, source, line: null } };
}

function columnsOf(value: Record<string, unknown>, source: string): FileContents {
	const entries = Object.entries(value);
	for (const [name, column] of entries)
		if (!Array.isArray(column))
			throw new InputError(`The column "${name}" of ${source} is not a list.`, { file: source, field: name });
	const lists = entries as [string, unknown[]][];
	if (lists.some(([, list]) => Array.isArray(list[0])))
		return { kind: "arrays", source, arrays: lists.map(([name, list]) => numericArray(name, list, source)) };
	const rows = lists[0]?.[1].length ?? 0;
	for (const [name, list] of lists)
		if (list.length !== rows)
			throw new InputError(
				`The columns of ${source} differ in length: ${rows} and ${list.length} ("${name}").`,
				{ file: source, field: name },
			);
	const columns = lists.map(([name, list]) => ({
		name,
		values: list.map((each) => scalar(each, source, name)),
	}));
	return { kind: "table", table: { columns, rows, source, line: null } };
}

function numericArray(name: string, list: unknown[], source: string): NamedArray {
	const rows = list.map((row) => (Array.isArray(row) ? row : [row]));
	const width = rows[0]?.length ?? 0;
	rows.forEach((row, i) => {
		if (row.length !== width || row.some((each) => typeof each !== "number"))
			throw new InputError(`Row ${i} of "${name}" in ${source} is not ${width} numbers.`, {
				file: source,
				field: `${name}[${i}]`,
			});
	});
	return {
		name,
		shape: [rows.length, width],
		values: Float64Array.from(rows.flat() as number[]),
		type: "float64",
	};
}

function scalar(value: unknown, source: string, field: string): number | string | null {
	if (value === null || value === undefined) return null;
	if (typeof value === "number" || typeof value === "string") return value;
	if (typeof value === "boolean") return String(value);
	throw new InputError(`A cell of "${field}" in ${source} is neither a number nor a text.`, {
		file: source,
		field,
	});
}
