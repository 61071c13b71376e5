import { escapeHtml } from "./escape.ts";

/** A value as a table for people has it: numbers to four digits, nothing as a dash. */
export function valueText(value: unknown): string {
	if (value === null || value === undefined) return "–";
	if (typeof value === "number")
		return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
	if (Array.isArray(value)) return value.map(valueText).join(" ");
	return String(value);
}

/** A table with numbers to the right. */
export function htmlTable(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
	const cell = (value: unknown) =>
		`<td${typeof value === "number" ? ' class="number"' : ""}>${escapeHtml(valueText(value))}</td>`;
	return `<div class="scroll"><table><thead><tr>${columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join("")}</tr></thead><tbody>
${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("\n")}
</tbody></table></div>`;
}
