import type { Panel } from "../panel.ts";
import { svgElement } from "../svg-document.ts";
import { valueText } from "./ordinal-axis.ts";
import { type AxisValue, axisNamed, orderedValues, type SweepRow, type SweepTable } from "./sweep-table.ts";

/** One picture of several: the rows with one value of an axis. */
export interface Multiple {
	/** "activation = tanh"; undefined when there is one picture only. */
	readonly title: string | undefined;
	readonly rows: readonly SweepRow[];
}

/** The rows by the values of an axis, or all of them together when none is named. */
export function multiplesOf(table: SweepTable, panels: string | undefined): Multiple[] {
	if (panels === undefined) return [{ title: undefined, rows: table.rows }];
	return orderedValues(axisNamed(table, panels, "panels")).map((value: AxisValue) => ({
		title: `${panels} = ${valueText(value)}`,
		rows: table.rows.filter((row) => row[panels] === value),
	}));
}

/** How many panels stand in a row. */
export function columnsFor(panels: number): number {
	return panels <= 1 ? 1 : panels <= 4 ? 2 : 3;
}

/** Panels of equal width in rows, each row as one panel of a figure. */
export function inRows(document: Document, panels: readonly Panel[]): Panel[] {
	const columns = columnsFor(panels.length);
	const rows: Panel[] = [];
	for (let first = 0; first < panels.length; first += columns) {
		const group = svgElement(document, "g", {});
		const own = panels.slice(first, first + columns);
		own.forEach((panel, k) => {
			panel.group.setAttribute("transform", `translate(${k * panel.width},0)`);
			group.appendChild(panel.group);
		});
		rows.push({
			group,
			width: own.reduce((sum, panel) => sum + panel.width, 0),
			height: own.reduce((most, panel) => Math.max(most, panel.height), 0),
		});
	}
	return rows;
}

/** The name of a figure in its ids: kind and title in letters, digits and hyphens. */
export function sweepFigureId(kind: string, title: string): string {
	const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
	return ["sweep", kind, ...words].join("-");
}
