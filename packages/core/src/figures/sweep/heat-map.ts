import * as Plot from "@observablehq/plot";
import { InputError } from "../../problem/input-error.ts";
import { composeFigure, contentWidth } from "../frame.ts";
import type { LegendEntry } from "../legend.ts";
import { countText, numberText } from "../number-text.ts";
import { axisLabel, createPlane, drawPanel, labelSize, type Panel, tickSize } from "../panel.ts";
import { createDocument } from "../svg-document.ts";
import { shorten, textWidth } from "../text-width.ts";
import { type CellTexts, cellTexts } from "./cell-texts.ts";
import { appendColourScale, type ColourScale, colourScale } from "./colour-scale.ts";
import { ordinalAxis, valueText } from "./ordinal-axis.ts";
import { columnsFor, inRows, type Multiple, multiplesOf, sweepFigureId } from "./small-multiples.ts";
import { type Shown, type Statistic, sampleNotes, shownOf, shownValue } from "./statistic.ts";
import {
	type AxisValue,
	axisNamed,
	type FigureText,
	numberOf,
	orderedValues,
	type SweepRow,
	type SweepTable,
} from "./sweep-table.ts";
import { type ThresholdLine, thresholdVertices } from "./threshold-line.ts";

/** A phase diagram: two axes, a cell for each pair of their values, coloured by a measure. */
export interface HeatMapSpec extends FigureText {
	readonly kind: "heat-map";
	/** Axis across. */
	readonly x: string;
	/** Axis upwards. */
	readonly y: string;
	/** Measure. */
	readonly colour: string;
	/** Axis with a panel for each of its values. */
	readonly panels?: string;
	/** By default the first there is of proportion, mean and median, else the measure itself. */
	readonly statistic?: Statistic;
	/** Drawn across, as the threshold of a theorem. */
	readonly line?: ThresholdLine;
}

interface Cell {
	readonly column: number;
	readonly line: number;
	readonly value: number;
	readonly half: number;
}

/** Width kept for the colour scale, and its least height. */
const strip = 112;
const leastBar = 130;

/** What the panels of one heat map share. */
interface Layout {
	readonly xs: readonly AxisValue[];
	readonly ys: readonly AxisValue[];
	readonly width: number;
	readonly left: number;
	readonly top: number;
	readonly cell: { readonly width: number; readonly height: number };
	readonly scale: ColourScale;
	readonly texts: CellTexts;
}

/**
 * Draws a phase diagram, with the number and the interval in each cell where there is room; null when no cell has a value.
 *
 * @example
 * drawHeatMap(table, {kind: "heat-map", title: "Where training succeeds", x: "width", y: "samples", colour: "solved"});
 */
export function drawHeatMap(
	table: SweepTable,
	spec: HeatMapSpec,
	document = createDocument(),
): string | null {
	const shown = shownOf(table, spec.colour, spec.statistic);
	if (shown === null) return null;
	const xs = orderedValues(axisNamed(table, spec.x, "x"));
	const ys = orderedValues(axisNamed(table, spec.y, "y"));
	const multiples = multiplesOf(table, spec.panels);
	const cells = multiples.map(({ rows }) => cellsOf(rows, xs, ys, spec, shown));
	const all = cells.flat();
	const values = all.map(({ value }) => value).filter(Number.isFinite);
	if (values.length === 0) return null;
	const layout = layoutOf(xs, ys, multiples.length, shown, all);
	const line = spec.line === undefined ? [] : thresholdVertices(xs, ys, spec.line);
	const panels = multiples.map((multiple, k) => drawCells(document, multiple, cells[k], line, spec, layout));
	const rows = inRows(document, panels);
	const height = Math.max(leastBar, ys.length * layout.cell.height);
	const left =
		panels.length > 1 ? contentWidth - strip + 14 : layout.left + xs.length * layout.cell.width + 24;
	const name = axisLabel(shown.words, layout.scale.axis);
	appendColourScale(document, rows[0].group, layout.scale, name, { left, top: layout.top, height });
	const legend: LegendEntry[] =
		spec.line === undefined || line.length < 2
			? []
			: [{ text: spec.line.label, colour: "black", shape: "line", filled: true }];
	return composeFigure(document, {
		id: sweepFigureId(spec.kind, spec.title),
		title: spec.title,
		subtitle: spec.subtitle ?? table.name,
		legend,
		panels: [{ ...rows[0], height: Math.max(rows[0].height, layout.top + height + 12) }, ...rows.slice(1)],
		notes: [
			...(spec.notes ?? []),
			...cellNotes(shown, all, layout),
			...(spec.line !== undefined && line.length < 2
				? [`Not drawn: ${spec.line.label}, since an axis has fewer than two numbers.`]
				: []),
			...sampleNotes(table, shown),
		],
	});
}

/** The cells of a panel, column by column. */
function cellsOf(
	rows: readonly SweepRow[],
	xs: readonly AxisValue[],
	ys: readonly AxisValue[],
	spec: HeatMapSpec,
	shown: Shown,
): Cell[] {
	const { interval } = shown;
	const byPlace = new Map<string, SweepRow>();
	for (const row of rows) {
		const [column, line] = [xs.indexOf(row[spec.x] as AxisValue), ys.indexOf(row[spec.y] as AxisValue)];
		if (column < 0 || line < 0) continue;
		const place = `${column},${line}`;
		if (byPlace.has(place))
			throw new InputError(
				`A heat map of ${spec.x} and ${spec.y} has several values for the same cell.`,
				{},
				"Reduce the sweep over its other axes, or name one of them as panels.",
			);
		byPlace.set(place, row);
	}
	return xs.flatMap((_, column) =>
		ys.map((_, line) => {
			const row = byPlace.get(`${column},${line}`);
			const half =
				interval === null ? Number.NaN : (numberOf(row?.[interval.high]) - numberOf(row?.[interval.low])) / 2;
			return { column, line, value: shownValue(row, shown), half };
		}),
	);
}

function layoutOf(
	xs: readonly AxisValue[],
	ys: readonly AxisValue[],
	panels: number,
	shown: Shown,
	cells: readonly Cell[],
): Layout {
	const width = Math.floor((contentWidth - strip) / columnsFor(panels));
	const left =
		Math.ceil(ys.reduce<number>((most, y) => Math.max(most, textWidth(valueText(y), tickSize)), 0)) + 16;
	const widest = Math.max(84, 170 / xs.length);
	const cellWidth = Math.min(widest, (width - left - 20) / xs.length);
	const cellHeight = Math.max(17, Math.min(46, cellWidth * 0.8, 460 / ys.length));
	const cell = { width: cellWidth, height: cellHeight };
	const values = cells.map(({ value }) => value).filter(Number.isFinite);
	return {
		xs,
		ys,
		width,
		left,
		top: panels > 1 ? 46 : 26,
		cell,
		scale: colourScale(values, shown.share),
		texts: cellTexts(cells, shown.share, cell),
	};
}

function drawCells(
	document: Document,
	{ title }: Multiple,
	cells: readonly Cell[],
	line: readonly [number, number][],
	spec: HeatMapSpec,
	{ xs, ys, width, left, top, cell, scale, texts }: Layout,
): Panel {
	const x = ordinalAxis(xs, cell.width);
	const inner = cell.width * xs.length;
	const bottom = 46 + x.slant;
	const plane = createPlane(x, ordinalAxis(ys), {
		width,
		height: top + cell.height * ys.length + bottom,
		left,
		right: width - left - inner,
		top,
		bottom,
	});
	const filled = cells.filter(({ value }) => Number.isFinite(value));
	const box = {
		x1: ({ column }: Cell) => column - 0.5,
		x2: ({ column }: Cell) => column + 0.5,
		y1: ({ line }: Cell) => line - 0.5,
		y2: ({ line }: Cell) => line + 0.5,
	};
	const missing = cells.filter(({ value }) => !Number.isFinite(value));
	const stroke = { stroke: "#8a8a8a", strokeWidth: 0.8 };
	const write = (dark: boolean) => {
		const own = filled.filter(({ value }) => scale.dark(value) === dark);
		const shift = texts.halfSize > 0 ? 6 : 0;
		const halo = line.length < 2 ? {} : { stroke: ({ value }: Cell) => scale.colour(value), strokeWidth: 5 };
		const common = { x: "column", y: "line", fill: dark ? "white" : "black", ...halo };
		const numbers = { ...common, text: ({ value }: Cell) => texts.value(value), fontSize: texts.size };
		const halves = { ...common, text: ({ half }: Cell) => texts.half(half), fontSize: texts.halfSize };
		const known = own.filter(({ half }) => Number.isFinite(half));
		return [
			...(texts.size > 0 ? [Plot.text(own, { ...numbers, dy: -shift })] : []),
			...(texts.halfSize > 0 ? [Plot.text(known, { ...halves, dy: texts.size - shift + 1 })] : []),
		];
	};
	return drawPanel(
		document,
		plane,
		{
			x: shorten(spec.x, labelSize, inner + left),
			y: shorten(spec.y, labelSize, inner + 20),
			...(title === undefined ? {} : { title: shorten(title, labelSize, inner + left) }),
			grid: "none",
			slantX: x.slant,
		},
		[
			Plot.rect(filled, {
				...box,
				fill: ({ value }: Cell) => scale.colour(value),
				stroke: "white",
				strokeWidth: 0.6,
			}),
			Plot.link(missing, { ...box, ...stroke }),
			Plot.link(missing, { ...box, y1: box.y2, y2: box.y1, ...stroke }),
			...(line.length < 2
				? []
				: [
						Plot.line(line, { stroke: "white", strokeWidth: 5, clip: true }),
						Plot.line(line, { stroke: "black", strokeWidth: 2, clip: true }),
					]),
			...write(true),
			...write(false),
		],
	);
}

function cellNotes(shown: Shown, cells: readonly Cell[], { scale, texts }: Layout): string[] {
	const notes = [`Colour: ${axisLabel(shown.words, scale.axis)}.`];
	const halves = cells.map(({ half }) => half).filter(Number.isFinite);
	if (shown.interval !== null && halves.length > 0) {
		const [least, most] = [halves.reduce((a, b) => Math.min(a, b)), halves.reduce((a, b) => Math.max(a, b))];
		const half = `half the width of the ${shown.interval.words}`;
		notes.push(
			texts.halfSize > 0
				? `± is ${half}${shown.share ? ", which is not centred at proportions near 0 and 1" : ""}.`
				: `Not written: ${half}, ${numberText(least, 2)} to ${numberText(most, 2)}.`,
		);
	}
	if (texts.note !== null) notes.push(texts.note);
	const missing = cells.filter(({ value }) => !Number.isFinite(value)).length;
	if (missing > 0) notes.push(`Crossed: ${countText(missing, "cell")} without a value.`);
	return notes;
}
