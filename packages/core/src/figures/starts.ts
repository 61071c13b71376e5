import * as Plot from "@observablehq/plot";
import type { StartRecord } from "../survey/document.ts";
import { type Axis, linearAxis, magnitudeAxis } from "./axis.ts";
import { type Destination, destinations } from "./destinations.ts";
import type { Figure } from "./figure.ts";
import { composeFigure, contentWidth } from "./frame.ts";
import { legendOf } from "./legend.ts";
import { countText, percentText } from "./number-text.ts";
import { muted } from "./palette.ts";
import { axisLabel, createPlane, drawPanel } from "./panel.ts";
import { subjectLine } from "./subject.ts";
import { createDocument } from "./svg-document.ts";
import { textWidth } from "./text-width.ts";

const rowLimit = 20;
const rowHeight = 34;

/** Which start led where: a row for every destination, a symbol for every start at its initial loss. */
export const starts: Figure = {
	id: "starts",
	title: "Which start led where",
	description:
		"One row for every point reached, lowest loss first, then the outcomes without a point; one symbol a start, at the loss it began with, the first start of a row at its top. Rows that cover the same range say that the initial loss does not tell where a start ends.",
	draw(atlas, document = createDocument()) {
		const rows = destinations(atlas, rowLimit);
		const initial = atlas.starts.map(initialLoss).filter(Number.isFinite);
		if (rows.length === 0) return null;
		const byLoss = initial.length > 0;
		const abscissa = byLoss ? initialLoss : ({ start }: StartRecord) => start;
		const x = byLoss
			? magnitudeAxis(initial)
			: linearAxis(
					atlas.starts.map(({ start }) => start),
					{ whole: true },
				);
		const y = rowAxis(rows);
		const left = Math.max(...rows.map(({ text }) => textWidth(text, 11))) + 16;
		const plane = createPlane(x, y, {
			width: contentWidth,
			height: rowHeight * rows.length + 56,
			left,
			right: 86,
			top: 8,
		});
		const total = atlas.starts.length;
		const marks = rows.flatMap((row, i) => {
			const placed = row.starts.flatMap((start, k) => {
				const at = x.at(abscissa(start));
				if (!Number.isFinite(at)) return [];
				const depth = row.starts.length === 1 ? 0.5 : k / (row.starts.length - 1);
				return [{ x: at, y: -i + 0.36 - 0.72 * depth }];
			});
			return [
				Plot.dot(placed, {
					x: "x",
					y: "y",
					r: total <= 100 ? 3 : 2.3,
					symbol: row.look.shape,
					stroke: row.look.colour,
					strokeOpacity: 0.8,
					fill: row.look.outline ? "none" : row.look.colour,
					fillOpacity: 0.45,
				}),
				Plot.text([`${row.starts.length} (${percentText(row.starts.length, total)})`], {
					x: x.domain[1],
					y: -i,
					dx: 8,
					textAnchor: "start",
					fontSize: 11,
					fill: muted,
				}),
			];
		});
		const separators = rows.slice(1).map((_, i) => -i - 0.5);
		const firstLoose = rows.findIndex(({ loose }) => loose);
		const panel = drawPanel(
			document,
			plane,
			{
				x: byLoss ? axisLabel("loss at the start", x) : "number of the start",
				y: "",
				grid: "x",
			},
			[
				Plot.ruleY(separators, { stroke: "#e3e3e3" }),
				...(firstLoose > 0 ? [Plot.ruleY([-firstLoose + 0.5], { stroke: "#6b6b6b" })] : []),
				...marks,
			],
		);
		const hidden = atlas.starts.length - initial.length;
		return composeFigure(document, {
			id: starts.id,
			title: starts.title,
			subtitle: subjectLine(atlas),
			legend: legend(rows),
			panels: [panel],
			notes: [
				...(firstLoose > 0 ? ["Below the dark line: starts that ended in no point."] : []),
				...(byLoss && hidden > 0
					? [`Not drawn: ${countText(hidden, "start")} whose initial loss is not finite or not kept.`]
					: []),
			],
		});
	},
};

function initialLoss({ trace }: StartRecord): number {
	return trace.loss[0] ?? Number.NaN;
}

function rowAxis(rows: readonly Destination[]): Axis {
	return {
		at: (row) => -row,
		domain: [-rows.length + 0.5, 0.5],
		ticks: rows.map(({ text }, row) => ({ at: -row, text })),
		breakAt: null,
		logarithmic: false,
	};
}

function legend(rows: readonly Destination[]) {
	const looks = new Map(rows.map(({ look, loose }) => [`${look.word}${loose}`, look]));
	return [...looks.values()].map((look) => legendOf(look, null));
}
