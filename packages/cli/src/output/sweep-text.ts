import type { SweepDocument } from "@lossatlas/core/laboratory";
import { tableText } from "./table-text.ts";

const mostRows = 40;
const mostFailures = 10;

/** A sweep for a person: how many cells, the table, the failures. */
export function describeSweep({ name, cells, rows, rowsTotal, failures, digest }: SweepDocument): string {
	const counts = [
		`${cells.done} of ${cells.total} cells done`,
		...(cells.failed > 0 ? [`${cells.failed} failed`] : []),
		...(cells.skipped > 0 ? [`${cells.skipped} not needed`] : []),
	];
	const shown = rows.slice(0, mostRows);
	const columns = [...new Set(shown.flatMap((row) => Object.keys(row)))];
	const lines = [`${name}: ${counts.join(", ")}`, ""];
	if (shown.length > 0)
		lines.push(
			tableText(
				columns,
				shown.map((row) => columns.map((column) => row[column] ?? null)),
			),
			"",
		);
	if (rowsTotal > shown.length)
		lines.push(`... and ${rowsTotal - shown.length} more rows: lossatlas query DIR SQL`, "");
	for (const { cell, at, sentence } of failures.slice(0, mostFailures))
		lines.push(
			`cell ${cell} (${Object.entries(at)
				.map(([axis, value]) => `${axis} ${value}`)
				.join(", ")}) failed: ${sentence}`,
		);
	if (cells.failed > mostFailures)
		lines.push(`... and ${cells.failed - mostFailures} more failures: see sweep.json`);
	if (cells.failed > 0) lines.push("Run them again with --resume --retry-failed.", "");
	lines.push(`digest ${digest}`);
	return `${lines.join("\n")}\n`;
}
