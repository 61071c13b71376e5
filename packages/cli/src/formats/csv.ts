import { InputError, type Table } from "@lossatlas/core/laboratory";
import { type CsvRecord, splitCsv } from "./csv-records.ts";

/**
 * Reads separated values (RFC 4180) with a header line of column names. Fields that are decimal numbers
 * become numbers; empty ones and NA, N/A, NaN, null are missing.
 * @throws InputError with the line for ragged rows, quotes that do not match, a repeated or empty column
 * name, an empty file.
 */
export function readCsv(text: string, source: string, separator = ","): Table {
	const records = splitCsv(text, source, separator);
	const header = records.shift();
	if (header === undefined)
		throw new InputError(
			`${source} is empty; a header line with column names was expected.`,
			{ file: source, line: 1 },
			"The first line names the columns, as in: length,width,species",
		);
	const names = header.fields.map((name) => name.trim());
	checkNames(names, header, source, separator);
	for (const { fields, line } of records)
		if (fields.length !== names.length)
			throw new InputError(
				`Line ${line} of ${source} has ${fields.length} field${fields.length === 1 ? "" : "s"}, the header has ${names.length}.`,
				{ file: source, line },
				fields.length < names.length
					? "Check for a missing separator or a line break inside an unquoted field."
					: "Quote fields that hold the separator.",
			);
	if (records.length === 0)
		throw new InputError(`${source} has a header, but no rows.`, { file: source, line: header.line });
	return {
		columns: names.map((name, k) => ({ name, values: records.map(({ fields }) => cell(fields[k])) })),
		rows: records.length,
		source,
		line: (row) => records[row].line,
	};
}

function checkNames(names: readonly string[], { line }: CsvRecord, source: string, separator: string): void {
	const repeated = names.find((name, k) => names.indexOf(name) !== k);
	if (repeated !== undefined && repeated !== "")
		throw new InputError(
			`The column "${repeated}" appears twice in the header of ${source}.`,
			{ file: source, line, field: repeated },
			"Give every column a name of its own.",
		);
	const other = [",", ";", "\t"].find((each) => each !== separator && names[0].includes(each));
	if (names.length === 1 && other !== undefined)
		throw new InputError(
			`The header of ${source} is one field, "${names[0]}": fields seem to be separated by ${other === "\t" ? "tabs" : `"${other}"`}.`,
			{ file: source, line },
			`Fields are separated by ${separator === "\t" ? "tabs in .tsv files" : `"${separator}" in .csv files, by tabs in .tsv files`}.`,
		);
}

const missing: ReadonlySet<string> = new Set(["", "NA", "N/A", "NaN", "nan", "null", "NULL"]);
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const infinite = /^([+-]?)inf(inity)?$/i;

function cell(text: string): number | string | null {
	const trimmed = text.trim();
	if (missing.has(trimmed)) return null;
	if (decimal.test(trimmed)) return Number(trimmed);
	const infinity = infinite.exec(trimmed);
	return infinity === null ? trimmed : infinity[1] === "-" ? -Infinity : Infinity;
}
