import type { SweepRow } from "../sweep/reduce.ts";

/** The number in a column of a row: true is 1; NaN where there is none. */
export function numberIn(row: SweepRow, column: string): number {
	const value = row[column];
	if (typeof value === "boolean") return value ? 1 : 0;
	return typeof value === "number" ? value : Number.NaN;
}

/** The list in a column of a row; empty where there is none. */
export function listIn(row: SweepRow, column: string): readonly number[] {
	const value = row[column];
	return Array.isArray(value) ? (value as readonly number[]) : [];
}

/** Rows by the value of a column, in the order in which the values appear. */
export function groupedBy(rows: readonly SweepRow[], columns: readonly string[]): Map<string, SweepRow[]> {
	const groups = new Map<string, SweepRow[]>();
	for (const row of rows) {
		const key = columns.map((column) => String(row[column])).join(" ");
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [row]);
		else group.push(row);
	}
	return groups;
}

/** A share as people read it: 12 of 20. */
export function countOf(rows: readonly SweepRow[], column: string): number {
	return rows.reduce((count, row) => count + (numberIn(row, column) === 1 ? 1 : 0), 0);
}
