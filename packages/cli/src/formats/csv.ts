import { InputError, type Table } from "@lossatlas/core";

/**
 * Reads comma-separated values (RFC 4180): a header line, quoted fields with doubled quotes and line
 * breaks inside, LF or CRLF. Numbers become numbers, empty fields and NA missing.
 * @throws InputError with the line for ragged rows, an open quote, a repeated column, an empty file.
 */
export function readCsv(text: string, source: string): Table {
	const records = splitRecords(text.startsWith("\ufeff") ? text.slice(1) : text, source);
	const header = records.shift();
	if (header === undefined)
		throw new InputError(`${source} is empty; a header line with column names was expected.`, {
			file: source,
			line: 1,
		});
	const names = header.fields.map((name) => name.trim());
	const repeated = names.find((name, k) => names.indexOf(name) !== k);
	if (repeated !== undefined)
		throw new InputError(`The column "${repeated}" appears twice in the header of ${source}.`, {
			file: source,
			line: 1,
			field: repeated,
		});
	for (const { fields, line } of records)
		if (fields.length !== names.length)
			throw new InputError(
				`Line ${line} of ${source} has ${fields.length} fields, the header has ${names.length}.`,
				{ file: source, line },
				"Check for a missing comma, or quote fields that hold commas.",
			);
	return {
		columns: names.map((name, k) => ({ name, values: records.map(({ fields }) => cell(fields[k])) })),
		rows: records.length,
		source,
		line: (row) => records[row].line,
	};
}

const missing = new Set(["", "NA", "N/A", "NaN", "nan", "null", "NULL"]);

function cell(text: string): number | string | null {
	const trimmed = text.trim();
	if (missing.has(trimmed)) return null;
	const number = Number(trimmed);
	return Number.isNaN(number) ? trimmed : number;
}

interface CsvRecord {
	readonly fields: string[];
	readonly line: number;
}

function splitRecords(text: string, source: string): CsvRecord[] {
	const records: CsvRecord[] = [];
	let fields: string[] = [];
	let field = "";
	let quoted = false;
	let line = 1;
	let first = 1;
	const endRecord = () => {
		fields.push(field);
		if (fields.length > 1 || fields[0] !== "") records.push({ fields, line: first });
		fields = [];
		field = "";
		first = line;
	};
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		if (c === "\n") line++;
		if (quoted) {
			if (c !== '"') field += c;
			else if (text[i + 1] === '"') {
				field += '"';
				i++;
			} else quoted = false;
		} else if (c === '"' && field === "") quoted = true;
		else if (c === ",") {
			fields.push(field);
			field = "";
		} else if (c === "\n") endRecord();
		else if (c !== "\r" || text[i + 1] !== "\n") field += c;
	}
	if (quoted)
		throw new InputError(
			`A quoted field of ${source} that begins in the record on line ${first} is not closed.`,
			{ file: source, line: first },
		);
	if (field !== "" || fields.length > 0) endRecord();
	return records;
}
