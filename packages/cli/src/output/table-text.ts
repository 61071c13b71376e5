/** A value as a table for people has it: numbers to six digits, nothing as -. */
export function cellText(value: unknown): string {
	if (value === null || value === undefined) return "-";
	if (typeof value === "number")
		return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
	if (Array.isArray(value)) return value.map(cellText).join(" ");
	return String(value);
}

/** Rows under the names of their columns, numbers to the right. */
export function tableText(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
	const texts = rows.map((row) => row.map(cellText));
	const widths = columns.map((name, c) =>
		texts.reduce((width, row) => Math.max(width, row[c].length), name.length),
	);
	const numeric = columns.map((_, c) => rows.every((row) => row[c] === null || typeof row[c] === "number"));
	const line = (row: readonly string[]) =>
		row
			.map((text, c) => (numeric[c] ? text.padStart(widths[c]) : text.padEnd(widths[c])))
			.join("  ")
			.trimEnd();
	return [line(columns), ...texts.map(line)].join("\n");
}
