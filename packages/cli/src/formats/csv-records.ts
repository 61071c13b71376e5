import { InputError } from "@lossatlas/core/laboratory";

/** One record of a file of separated values. */
export interface CsvRecord {
	readonly fields: readonly string[];
	/** The line on which it begins, from 1. */
	readonly line: number;
}

/**
 * Splits separated values into records (RFC 4180): fields in quotes may hold separators, line breaks and
 * doubled quotes; lines end with LF, CRLF or CR; blank lines and a byte order mark are skipped.
 * @throws InputError with line and column for a quote that is not closed, or text after a closing quote.
 */
export function splitCsv(text: string, source: string, separator: string): CsvRecord[] {
	const records: CsvRecord[] = [];
	let fields: string[] = [];
	let line = 1;
	let lineStart = text.startsWith("\ufeff") ? 1 : 0;
	let recordLine = 1;
	let at = lineStart;

	const newLine = (): void => {
		at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
		line++;
		lineStart = at;
	};
	const atBreak = (): boolean => text[at] === "\n" || text[at] === "\r";

	const quotedField = (): string => {
		const opened = { file: source, line, column: at - lineStart + 1 };
		let field = "";
		at++;
		for (;;) {
			const close = text.indexOf('"', at);
			if (close < 0)
				throw new InputError(
					`The quoted field of ${source} that opens on line ${opened.line} is not closed.`,
					opened,
					'Close it with ", and write a quote inside it as "".',
				);
			while (at < close) {
				if (!atBreak()) field += text[at++];
				else {
					const from = at;
					newLine();
					field += text.slice(from, at);
				}
			}
			at++;
			if (text[at] !== '"') break;
			field += '"';
			at++;
		}
		if (at < text.length && text[at] !== separator && !atBreak())
			throw new InputError(
				`Text follows a closing quote on line ${line} of ${source}.`,
				{ file: source, line, column: at - lineStart + 1 },
				'Quote the whole field, and write a quote inside it as "".',
			);
		return field;
	};
	const plainField = (): string => {
		const from = at;
		while (at < text.length && text[at] !== separator && !atBreak()) at++;
		return text.slice(from, at);
	};

	while (at < text.length) {
		if (fields.length === 0) {
			recordLine = line;
			if (atBreak()) {
				newLine();
				continue;
			}
		}
		fields.push(text[at] === '"' ? quotedField() : plainField());
		if (text[at] === separator) {
			at++;
			// A separator at the end of the text is followed by one more, empty field.
			if (at < text.length && !atBreak()) continue;
			fields.push("");
		}
		records.push({ fields, line: recordLine });
		fields = [];
		if (at < text.length) newLine();
	}
	return records;
}
