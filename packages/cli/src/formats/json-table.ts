import { type FileContents, InputError, type NamedArray } from "@lossatlas/core/laboratory";
import { elementLines, parseJson } from "./json-text.ts";

type Cell = number | string | null;

const forms =
	'A list of rows, [{"a": 1, "b": 2}, ...], or columns, {"columns": {"a": [1, ...], "b": [2, ...]}}, was expected.';

/**
 * Reads data from JSON: a list of rows as objects; columns by name, {"columns": {"a": [...]}} or
 * {"a": [...]}; names and rows, {"columns": ["a", ...], "data": [[...], ...]}. Columns of rows of numbers
 * make named arrays, as in an npz.
 * @throws InputError with the line of a syntax error or the field of a wrong cell.
 */
export function readJsonData(text: string, source: string): FileContents {
	const value = parseJson(text, source);
	if (Array.isArray(value) && value.length > 0) return rowsTable(value, source, elementLines(text));
	if (isObject(value)) {
		const { columns, data, rows } = value;
		const cells = data ?? rows;
		if (isObject(columns)) return columnsTable(columns, source);
		if (Array.isArray(columns) && Array.isArray(cells)) return namesAndRows(columns, cells, source);
		if (Object.keys(value).length > 0 && typeof value.schema !== "string") return columnsTable(value, source);
	}
	throw new InputError(`${source} holds no data.`, { file: source }, forms);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function rowsTable(rows: readonly unknown[], source: string, lines: readonly number[]): FileContents {
	const names = new Set<string>();
	rows.forEach((row, i) => {
		if (!isObject(row))
			throw new InputError(
				`Row ${i} of ${source} is not an object of named cells.`,
				{ file: source, line: lines[i], field: `[${i}]` },
				forms,
			);
		for (const name of Object.keys(row)) names.add(name);
	});
	const columns = [...names].map((name) => ({
		name,
		values: rows.map((row, i) =>
			cellOf((row as Record<string, unknown>)[name], {
				file: source,
				line: lines[i],
				field: `[${i}].${name}`,
			}),
		),
	}));
	return { kind: "table", table: { columns, rows: rows.length, source, line: (row) => lines[row] } };
}

function namesAndRows(names: readonly unknown[], rows: readonly unknown[], source: string): FileContents {
	rows.forEach((row, i) => {
		if (!Array.isArray(row) || row.length !== names.length)
			throw new InputError(
				`Row ${i} of ${source} is not a list of ${names.length} cells, one per column.`,
				{ file: source, field: `data[${i}]` },
				forms,
			);
	});
	const columns = Object.fromEntries(
		names.map((name, k) => [String(name), (rows as unknown[][]).map((row) => row[k])]),
	);
	return columnsTable(columns, source);
}

function columnsTable(value: Readonly<Record<string, unknown>>, source: string): FileContents {
	const lists: [string, readonly unknown[]][] = Object.entries(value).map(([name, list]) => {
		if (!Array.isArray(list))
			throw new InputError(
				`The column "${name}" of ${source} is not a list.`,
				{ file: source, field: name },
				forms,
			);
		return [name, list];
	});
	if (lists.some(([, list]) => Array.isArray(list[0])))
		return { kind: "arrays", source, arrays: lists.map(([name, list]) => arrayOf(name, list, source)) };
	const rows = lists[0]?.[1].length ?? 0;
	for (const [name, list] of lists)
		if (list.length !== rows)
			throw new InputError(
				`The columns of ${source} differ in length: "${lists[0][0]}" has ${rows} cells, "${name}" has ${list.length}.`,
				{ file: source, field: name },
				"All columns need the same number of cells; write null for a missing one.",
			);
	const columns = lists.map(([name, list]) => ({
		name,
		values: list.map((each, i) => cellOf(each, { file: source, field: `${name}[${i}]` })),
	}));
	return { kind: "table", table: { columns, rows, source, line: null } };
}

/** N numbers, or N rows of numbers of one length; null is a missing number. */
function arrayOf(name: string, list: readonly unknown[], source: string): NamedArray {
	const rows = list.map((row) => (Array.isArray(row) ? row : [row]));
	const width = rows[0]?.length ?? 0;
	rows.forEach((row, i) => {
		if (row.length !== width || row.some((each) => typeof each !== "number" && each !== null))
			throw new InputError(
				`Row ${i} of "${name}" in ${source} is not ${width} number${width === 1 ? "" : "s"}.`,
				{ file: source, field: `${name}[${i}]` },
				"All rows of an array need the same length, and numbers only.",
			);
	});
	const values = Float64Array.from(rows.flat() as (number | null)[], (each) => each ?? Number.NaN);
	const shape = list.some((row) => Array.isArray(row)) ? [rows.length, width] : [rows.length];
	return { name, shape, values, type: "float64" };
}

function cellOf(value: unknown, where: InputError["where"]): Cell {
	if (value === null || value === undefined) return null;
	if (typeof value === "number" || typeof value === "string") return value;
	if (typeof value === "boolean") return String(value);
	throw new InputError(
		`A cell of ${where.file} holds ${JSON.stringify(value).slice(0, 40)}, where a number or a text was expected.`,
		where,
		forms,
	);
}
