import type { SweepDocument } from "../../sweep/document.ts";
import type { Plan } from "../../sweep/plan.ts";
import type { SweepTable, SweepValue } from "./sweep-table.ts";

/** The table that the figures of a sweep are drawn from; `axes` are those that its rows are over. Lists are no values of a figure. */
export function tableOfSweep(plan: Plan, document: SweepDocument, axes: readonly string[]): SweepTable {
	return {
		name: document.name,
		axes: plan.grid.axes.filter(({ name }) => axes.includes(name)),
		measures: plan.measures.map(({ column }) => column),
		rows: document.rows.map((row) =>
			Object.fromEntries(
				Object.entries(row).filter((entry): entry is [string, SweepValue] => !Array.isArray(entry[1])),
			),
		),
		failed: document.cells.failed,
	};
}
