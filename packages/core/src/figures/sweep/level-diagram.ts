import * as Plot from "@observablehq/plot";
import { composeFigure, contentWidth } from "../frame.ts";
import { countText, numberText } from "../number-text.ts";
import { ink, muted } from "../palette.ts";
import { axisLabel, createPlane, drawPanel, labelSize, type Panel, type Plane, tickSize } from "../panel.ts";
import { createDocument } from "../svg-document.ts";
import { shorten, textWidth } from "../text-width.ts";
import { levelGroups } from "./level-groups.ts";
import { ordinalAxis } from "./ordinal-axis.ts";
import { type AxisScale, scaledAxis } from "./scaled-axis.ts";
import { columnsFor, inRows, multiplesOf, sweepFigureId } from "./small-multiples.ts";
import { sampleNotes, shownOf, shownValue } from "./statistic.ts";
import {
	type AxisValue,
	axisNamed,
	type FigureText,
	numberOf,
	orderedValues,
	type SweepRow,
	type SweepTable,
} from "./sweep-table.ts";

/** The values a measure takes for each value of an axis, as levels. */
export interface LevelDiagramSpec extends FigureText {
	readonly kind: "levels";
	/** Axis across. */
	readonly x: string;
	/** Measure, a value for each row. */
	readonly y: string;
	/** Measure: how often the value of a row occurs; once by default. */
	readonly weight?: string;
	/** Axis with a panel for each of its values. */
	readonly panels?: string;
	/** By default what shows the values best. */
	readonly yScale?: AxisScale;
}

/** A level as it is drawn. */
interface Tick {
	readonly column: number;
	/** Coordinate on the axis upwards. */
	readonly at: number;
	readonly count: number;
	/** Part of what the column holds. */
	readonly share: number;
}

const thinnest = 1;
const thickest = 6;
/** Half the length of a tick, in columns. */
const half = 0.2;
/** Room for numbers right of the last column, in columns. */
const overhang = 0.24;

/**
 * Draws the levels of a measure for each value of an axis, thicker where more runs stand at them; null when no row has a
 * value.
 *
 * @example
 * drawLevelDiagram(table, {kind: "levels", title: "Loss levels by width", x: "width", y: "loss"});
 */
export function drawLevelDiagram(
	table: SweepTable,
	spec: LevelDiagramSpec,
	document = createDocument(),
): string | null {
	const shown = shownOf(table, spec.y);
	if (shown === null) return null;
	const xs = orderedValues(axisNamed(table, spec.x, "x"));
	const values = table.rows.map((row) => shownValue(row, shown)).filter(Number.isFinite);
	const y = scaledAxis(values, spec.yScale);
	const multiples = multiplesOf(table, spec.panels);
	const weightOf = (row: SweepRow): number => (spec.weight === undefined ? 1 : numberOf(row[spec.weight]));
	const ticks = multiples.map(({ rows }) =>
		xs.flatMap((x, column): Tick[] => {
			const own = rows
				.filter((row) => row[spec.x] === x)
				.map((row) => ({ value: shownValue(row, shown), weight: weightOf(row) }))
				.filter(({ value, weight }) => Number.isFinite(y.at(value)) && weight > 0);
			const total = own.reduce((sum, { weight }) => sum + weight, 0);
			return levelGroups(own, y.at).map(({ value, count }) => ({
				column,
				at: y.at(value),
				count,
				share: count / total,
			}));
		}),
	);
	if (ticks.every((own) => own.length === 0)) return null;
	let omitted = 0;
	const panels = multiples.map(({ title }, k): Panel => {
		const { plane, slant } = planeOf(xs, y, multiples.length);
		const counts = ticks[k].filter(({ count }) => count !== 1);
		const written = apart(counts, plane);
		omitted += counts.length - written.length;
		return drawPanel(
			document,
			plane,
			{
				x: shorten(spec.x, labelSize, plane.width),
				y: shorten(axisLabel(shown.words, y), labelSize, plane.width - plane.left),
				...(title === undefined ? {} : { title: shorten(title, labelSize, plane.width - plane.left) }),
				grid: "y",
				slantX: slant,
			},
			[
				Plot.link(ticks[k], {
					x1: ({ column }: Tick) => column - half,
					x2: ({ column }: Tick) => column + half,
					y1: "at",
					y2: "at",
					stroke: ink,
					strokeWidth: ({ share }: Tick) => thinnest + (thickest - thinnest) * share,
					strokeOpacity: 0.85,
				}),
				Plot.text(written, {
					x: ({ column }: Tick) => column + half,
					y: "at",
					dx: 4,
					text: countOf,
					textAnchor: "start",
					fontSize: 9,
					fill: muted,
					stroke: "white",
					strokeWidth: 2.5,
				}),
			],
		);
	});
	const drawn = ticks.flat().length;
	return composeFigure(document, {
		id: sweepFigureId(spec.kind, spec.title),
		title: spec.title,
		subtitle: spec.subtitle ?? table.name,
		legend: [],
		panels: inRows(document, panels),
		notes: [
			...(spec.notes ?? []),
			`${countText(drawn, "level")}: values within 10⁻⁹ of each other, relatively, are one. The thicker a level, the larger its share of its column; ×k: it occurs k times, without a number once.`,
			...(omitted > 0
				? [`${countText(omitted, "number is", "numbers are")} left out where levels lie close together.`]
				: []),
			...(values.length < table.rows.length
				? [`Not drawn: ${countText(table.rows.length - values.length, "row")} without a value.`]
				: []),
			...sampleNotes(table, shown),
		],
	});
}

const countOf = ({ count }: Tick): string => `×${numberText(count, 3)}`;

function planeOf(xs: readonly AxisValue[], y: Plane["y"], panels: number): { plane: Plane; slant: number } {
	const width = Math.floor(contentWidth / columnsFor(panels));
	const widest = y.ticks.reduce((most, { text }) => Math.max(most, textWidth(text, tickSize)), 0);
	const left = Math.ceil(widest) + 16;
	const ordinal = ordinalAxis(xs, (width - left - 24) / (xs.length + overhang));
	const x = { ...ordinal, domain: [-0.5, xs.length - 0.5 + overhang] as const };
	const top = panels > 1 ? 46 : 26;
	const height = (panels > 1 ? 320 : 420) + ordinal.slant;
	return {
		plane: createPlane(x, y, { width, height, left, top, bottom: 46 + ordinal.slant }),
		slant: ordinal.slant,
	};
}

/** The most frequent levels whose numbers have room above each other and before the next column. */
function apart(ticks: readonly Tick[], plane: Plane): Tick[] {
	const room = (plane.pixelX(1) - plane.pixelX(0)) * (1 - 2 * half) - 5;
	const kept: Tick[] = [];
	for (const tick of [...ticks].sort((a, b) => b.count - a.count)) {
		const free = kept.every(
			({ column, at }) => column !== tick.column || Math.abs(plane.pixelY(at) - plane.pixelY(tick.at)) >= 10,
		);
		if (free && textWidth(countOf(tick), 9) <= room) kept.push(tick);
	}
	return kept;
}
