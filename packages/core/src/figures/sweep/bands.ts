import * as Plot from "@observablehq/plot";
import { type Axis, linearAxis } from "../axis.ts";
import { composeFigure, contentWidth } from "../frame.ts";
import type { LegendEntry } from "../legend.ts";
import { countText } from "../number-text.ts";
import { ink } from "../palette.ts";
import { axisLabel, createPlane, drawPanel, labelSize, type Panel, tickSize } from "../panel.ts";
import { createDocument } from "../svg-document.ts";
import { shorten, textWidth } from "../text-width.ts";
import { endLabels, haveRoom, labelGap } from "./end-labels.ts";
import { type OrdinalAxis, ordinalAxis } from "./ordinal-axis.ts";
import { type AxisScale, scaledAxis } from "./scaled-axis.ts";
import { type Dot, isFilled, type Series, seriesOf } from "./series.ts";
import { columnsFor, inRows, multiplesOf, sweepFigureId } from "./small-multiples.ts";
import { type Shown, type Statistic, sampleNotes, shownOf } from "./statistic.ts";
import {
	axisNamed,
	type FigureText,
	isNumeric,
	numberOf,
	orderedValues,
	type SweepRow,
	type SweepTable,
	type SweepValue,
} from "./sweep-table.ts";

/** Curves of a measure with their bands. */
export interface BandsSpec extends FigureText {
	readonly kind: "curves";
	/** Axis, or a column of numbers. */
	readonly x: string;
	/** Measure. */
	readonly y: string;
	/** Axis with a curve for each of its values. */
	readonly by?: string;
	/** Axis with a panel for each of its values. */
	readonly panels?: string;
	/** By default the first there is of proportion, mean and median, else the measure itself. */
	readonly statistic?: Statistic;
	/** Uncertainty of the statistic, or spread of the values; by default the first there is. */
	readonly band?: "interval" | "quantiles" | "none";
	readonly xLabel?: string;
	readonly yLabel?: string;
	/** By default what shows the values best. */
	readonly xScale?: AxisScale;
	readonly yScale?: AxisScale;
	/** An upright line, as the threshold of a theorem. */
	readonly rule?: { readonly x: number; readonly label: string };
}

const bandChoices: Readonly<Record<NonNullable<BandsSpec["band"]>, (shown: Shown) => Shown["interval"]>> = {
	interval: ({ interval }) => interval,
	quantiles: ({ quantiles }) => quantiles,
	none: () => null,
};

/** Pixels from the right edge up to which the end of a curve is labelled there, if most curves end so. */
const farthest = 60;

/** What the panels of one figure share. */
interface Layout {
	readonly x: Axis;
	readonly y: Axis;
	readonly labels: { readonly x: string; readonly y: string };
	/** Whether lines go from one x to the next: not between words. */
	readonly joined: boolean;
	readonly width: number;
	readonly height: number;
	readonly left: number;
	readonly right: number;
	readonly slant: number;
	readonly ruleAt: number | null;
	readonly labelled: boolean;
}

/**
 * Draws a measure along an axis or a column, one curve with its band for each value of another axis; null when no row has
 * a value.
 *
 * @example
 * drawBands(table, {kind: "curves", title: "Success by samples", x: "samples", y: "solved", by: "width", xScale: "log"});
 */
export function drawBands(table: SweepTable, spec: BandsSpec, document = createDocument()): string | null {
	const shown = shownOf(table, spec.y, spec.statistic);
	if (shown === null) return null;
	const band = spec.band === undefined ? (shown.interval ?? shown.quantiles) : bandChoices[spec.band](shown);
	const axis = table.axes.find(({ name }) => name === spec.x);
	const words = axis === undefined || isNumeric(axis) ? null : axis.values;
	const position = (row: SweepRow): number => {
		const value = row[spec.x];
		if (words === null) return numberOf(value);
		const index = (words as readonly SweepValue[]).indexOf(value);
		return index < 0 ? Number.NaN : index;
	};
	const by =
		spec.by === undefined ? null : { name: spec.by, values: orderedValues(axisNamed(table, spec.by, "by")) };
	const multiples = multiplesOf(table, spec.panels);
	const all = multiples.map(({ rows }) => seriesOf(rows, by, { position, shown, band }));
	const dots = all.flatMap((series) => series.flatMap(({ runs }) => runs.flat()));
	if (dots.length === 0) return null;
	const layout = layoutOf(dots, words, all, shown, spec);
	const panels = multiples.map(({ title }, k) => drawSeries(document, title, all[k], layout));
	const drawable = dots.filter((dot) => isDrawn(dot, layout));
	return composeFigure(document, {
		id: sweepFigureId(spec.kind, spec.title),
		title: spec.title,
		subtitle: spec.subtitle ?? table.name,
		legend: legendOf(all[0], layout, spec),
		panels: inRows(document, panels),
		notes: [
			...(spec.notes ?? []),
			...(band === null ? [] : [`${layout.joined ? "Bands" : "Bars"}: ${band.words}.`]),
			...(layout.joined && all.flat().some(({ stacked }) => stacked)
				? [`Rows that share a value of ${spec.x} in a curve are drawn without a line, with bars for bands.`]
				: []),
			...missingNotes(table.rows.length - dots.length, dots.length - drawable.length),
			...(spec.rule !== undefined && layout.ruleAt === null
				? [`Not drawn: ${spec.rule.label}, which has no place on the axis of ${spec.x}.`]
				: []),
			...sampleNotes(table, shown),
		],
	});
}

function isDrawn(dot: Dot, { x, y }: Pick<Layout, "x" | "y">): boolean {
	return Number.isFinite(x.at(dot.x)) && Number.isFinite(y.at(dot.y));
}

function layoutOf(
	dots: readonly Dot[],
	words: readonly (number | string | boolean)[] | null,
	all: readonly (readonly Series[])[],
	shown: Shown,
	spec: BandsSpec,
): Layout {
	const width = Math.floor(contentWidth / columnsFor(all.length));
	const ends = dots.flatMap(({ low, high }) => [low, high]).filter(Number.isFinite);
	const values = dots.map(({ y }) => y);
	const asDrawn = scaledAxis(values, spec.yScale ?? (shown.share ? "linear" : undefined));
	// Ends of bands below zero have no place on a logarithmic axis and reach down to its edge.
	const within = asDrawn.logarithmic ? ends.filter((end) => end > 0) : ends;
	const limits = shown.share && !asDrawn.logarithmic ? [0, 1] : [...values, ...within];
	const y = asDrawn.logarithmic ? scaledAxis(limits, "log") : linearAxis(limits);
	const left =
		Math.ceil(y.ticks.reduce((most, { text }) => Math.max(most, textWidth(text, tickSize)), 0)) + 16;
	const texts = all[0].map(({ text }) => text);
	const widest = texts.reduce((most, text) => Math.max(most, textWidth(text, tickSize)), 0);
	const height = all.length > 1 ? 290 : 380;
	const labelled = all[0].length > 1 && widest < width / 4 && haveRoom(all[0].length, height - 92);
	const right = labelled ? Math.ceil(widest) + labelGap + 8 : 24;
	const ordinal: OrdinalAxis | null =
		words === null ? null : ordinalAxis(words, (width - left - right) / words.length);
	const ruled = spec.rule === undefined ? [] : [spec.rule.x];
	const x = ordinal ?? scaledAxis([...dots.map((dot) => dot.x), ...ruled], spec.xScale);
	const ruleAt = ordinal !== null || spec.rule === undefined ? Number.NaN : x.at(spec.rule.x);
	return {
		x,
		y,
		labels: {
			x: axisLabel(spec.xLabel ?? spec.x, x),
			y: axisLabel(spec.yLabel ?? shown.words, y),
		},
		joined: words === null,
		width,
		height: height + (ordinal?.slant ?? 0),
		left,
		right,
		slant: ordinal?.slant ?? 0,
		ruleAt: Number.isFinite(ruleAt) ? ruleAt : null,
		labelled,
	};
}

function drawSeries(
	document: Document,
	title: string | undefined,
	all: readonly Series[],
	layout: Layout,
): Panel {
	const { x, y, labels, width, height, left, right, slant, ruleAt, labelled } = layout;
	const top = title === undefined ? 26 : 46;
	const plane = createPlane(x, y, { width, height, left, right, top, bottom: 46 + slant });
	const [bottom, ceiling] = y.domain;
	const end = (value: number): number => {
		const at = y.at(value);
		return Number.isNaN(at) ? bottom : Math.max(bottom, Math.min(ceiling, at));
	};
	const place = (dot: Dot) => ({
		x: x.at(dot.x),
		y: y.at(dot.y),
		low: end(dot.low),
		high: end(dot.high),
		dot,
	});
	const bands: Plot.Markish[] = [];
	const lines: Plot.Markish[] = [];
	const symbols: Plot.Markish[] = [];
	for (const { colour, shape, runs, stacked } of all) {
		const joined = layout.joined && !stacked;
		for (const run of runs) {
			const placed = run.filter((dot) => isDrawn(dot, layout)).map(place);
			const banded = placed.filter(({ dot }) => Number.isFinite(dot.low) && Number.isFinite(dot.high));
			const limits = { x: "x", y1: "low", y2: "high" };
			if (joined && placed.length > 1) {
				lines.push(Plot.line(placed, { x: "x", y: "y", stroke: colour, strokeWidth: 1.8 }));
				if (banded.length > 1)
					bands.push(
						Plot.areaY(banded, { ...limits, fill: colour, fillOpacity: Math.min(0.16, 0.9 / all.length) }),
						Plot.line(banded, { x: "x", y: "low", stroke: colour, strokeWidth: 0.6, strokeOpacity: 0.6 }),
						Plot.line(banded, { x: "x", y: "high", stroke: colour, strokeWidth: 0.6, strokeOpacity: 0.6 }),
					);
			} else if (banded.length > 0)
				bands.push(Plot.ruleX(banded, { ...limits, stroke: colour, strokeWidth: 1.2, strokeOpacity: 0.7 }));
			symbols.push(
				Plot.dot(placed, {
					x: "x",
					y: "y",
					r: all.length > 8 ? 3 : 4,
					symbol: shape,
					stroke: colour,
					fill: isFilled(shape) ? colour : "none",
				}),
			);
		}
	}
	const ends = all.flatMap(({ text, colour, runs }) => {
		const last = runs.flat().findLast((dot) => isDrawn(dot, layout));
		return last === undefined ? [] : [{ text, colour, x: x.at(last.x), y: y.at(last.y) }];
	});
	const near = ends.filter((end) => plane.pixelX(end.x) > width - right - farthest);
	const named = labelled && 2 * near.length > ends.length ? endLabels(plane, near) : [];
	return drawPanel(
		document,
		plane,
		{
			x: shorten(labels.x, labelSize, width - right),
			y: shorten(labels.y, labelSize, width - left),
			...(title === undefined ? {} : { title: shorten(title, labelSize, width - left - right) }),
			slantX: slant,
		},
		[
			...bands,
			...(ruleAt === null
				? []
				: [Plot.ruleX([ruleAt], { stroke: ink, strokeWidth: 1.5, strokeDasharray: "5,4" })]),
			...named,
			...lines,
			...symbols,
		],
	);
}

function legendOf(series: readonly Series[], { joined, ruleAt }: Layout, spec: BandsSpec): LegendEntry[] {
	const entries: LegendEntry[] =
		spec.by === undefined
			? []
			: series.map(({ text, colour, shape }) => ({
					text: `${spec.by} = ${text}`,
					colour,
					shape,
					filled: isFilled(shape),
					line: joined,
				}));
	if (spec.rule !== undefined && ruleAt !== null)
		entries.push({ text: spec.rule.label, colour: ink, shape: "tick", filled: true, dashed: true });
	return entries;
}

function missingNotes(missing: number, undrawn: number): string[] {
	return [
		...(missing > 0
			? [`Curves are interrupted where ${countText(missing, "row has", "rows have")} no value.`]
			: []),
		...(undrawn > 0
			? [`Not drawn: ${countText(undrawn, "value")} that a logarithmic axis has no place for.`]
			: []),
	];
}
