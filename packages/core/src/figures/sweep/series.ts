import { scale } from "@observablehq/plot";
import { okabeIto, type Shape } from "../palette.ts";
import { valueText } from "./ordinal-axis.ts";
import { type Shown, shownValue } from "./statistic.ts";
import { type AxisValue, numberOf, type SweepRow } from "./sweep-table.ts";

/** A value with its interval; NaN where there is none. */
export interface Dot {
	readonly x: number;
	readonly y: number;
	readonly low: number;
	readonly high: number;
}

/** The rows of one value of an axis, in the order of x. */
export interface Series {
	/** Empty when there is one series only. */
	readonly text: string;
	readonly colour: string;
	readonly shape: Shape;
	/** Stretches between missing values; each is a line. */
	readonly runs: readonly (readonly Dot[])[];
	/** Whether several values stand at the same x, so that no line goes through them. */
	readonly stacked: boolean;
}

const colours = [
	okabeIto.blue,
	okabeIto.vermillion,
	okabeIto.green,
	okabeIto.purple,
	okabeIto.orange,
	okabeIto.skyBlue,
	okabeIto.black,
];
const shapes: readonly Shape[] = [
	"circle",
	"square",
	"triangle",
	"diamond",
	"times",
	"triangle2",
	"plus",
	"asterisk",
];
/** Symbols made of strokes. */
const open: readonly Shape[] = ["times", "plus", "asterisk"];

/** Whether a symbol has an inside to fill. */
export const isFilled = (shape: Shape): boolean => !open.includes(shape);

/** Colours of `count` series: distinct ones while they last, then an even selection of viridis without its yellow. */
function colourOf(k: number, count: number): string {
	if (count <= colours.length) return colours[k];
	const viridis = scale({ color: { type: "linear", domain: [0, (count - 1) / 0.85], scheme: "viridis" } });
	return String(viridis?.apply(k));
}

/** How x and the band of a row are found. */
export interface Reading {
	readonly position: (row: SweepRow) => number;
	readonly shown: Shown;
	readonly band: { readonly low: string; readonly high: string } | null;
}

/** One series per value of the axis `by`, in the order given, or one of all rows. */
export function seriesOf(
	rows: readonly SweepRow[],
	by: { readonly name: string; readonly values: readonly AxisValue[] } | null,
	{ position, shown, band }: Reading,
): Series[] {
	const groups = by === null ? [null] : by.values;
	return groups.map((value, k) => {
		const dots = rows
			.filter((row) => by === null || row[by.name] === value)
			.map((row) => ({
				x: position(row),
				y: shownValue(row, shown),
				low: numberOf(band === null ? null : row[band.low]),
				high: numberOf(band === null ? null : row[band.high]),
			}))
			.filter(({ x }) => Number.isFinite(x))
			.sort((a, b) => a.x - b.x);
		const values = dots.filter(({ y }) => Number.isFinite(y));
		return {
			text: value === null ? "" : valueText(value),
			colour: colourOf(k, groups.length),
			shape: shapes[k % shapes.length],
			runs: runsOf(dots),
			stacked: values.some(({ x }, i) => i > 0 && values[i - 1].x === x),
		};
	});
}

/** Stretches of dots that have a value. */
function runsOf(dots: readonly Dot[]): Dot[][] {
	const runs: Dot[][] = [[]];
	for (const dot of dots) {
		if (Number.isFinite(dot.y)) runs[runs.length - 1].push(dot);
		else runs.push([]);
	}
	return runs.filter((run) => run.length > 0);
}
