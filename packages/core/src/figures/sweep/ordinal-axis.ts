import type { Axis } from "../axis.ts";
import { numberText } from "../number-text.ts";
import { tickSize } from "../panel.ts";
import { shorten, textWidth } from "../text-width.ts";
import type { AxisValue } from "./sweep-table.ts";

/** Width that a slanted or upright label may take, in pixels. */
const longest = 120;
/** Height of a slanted label per pixel of its length, at 40 degrees. */
const rise = 0.643;

/** An axis value for a reader. */
export function valueText(value: AxisValue): string {
	return typeof value === "number" ? numberText(value, 6) : shorten(String(value), tickSize, longest);
}

/** Values at equal distances, 0, 1, 2, ..., with a label each. */
export interface OrdinalAxis extends Axis {
	/** Pixels that slanted labels take below level ones; 0 when they are level. */
	readonly slant: number;
}

/**
 * The axis of the values, upright when `step`, the pixels between two of them, is not given. Labels that do not fit
 * beside each other are slanted if they are words, and left out at regular distances if they are numbers.
 */
export function ordinalAxis(values: readonly AxisValue[], step?: number): OrdinalAxis {
	const texts = values.map(valueText);
	const widest = texts.reduce((width, text) => Math.max(width, textWidth(text, tickSize)), 0);
	const fits = step === undefined || widest + 6 <= step;
	const slanted = !fits && values.some((value) => typeof value !== "number");
	const needed = slanted ? tickSize + 3 : widest + 6;
	const every = fits ? 1 : Math.ceil(needed / step);
	return {
		at: (index) => (Number.isFinite(index) ? index : Number.NaN),
		domain: [-0.5, values.length - 0.5],
		ticks: texts.map((text, at) => ({ at, text: at % every === 0 ? text : "" })),
		breakAt: null,
		logarithmic: false,
		slant: slanted ? Math.ceil(widest * rise) : 0,
	};
}

/**
 * Position of a number among ascending ones at 0, 1, 2, ...: between two of them on the straight line, beyond the ends
 * on that of the last two. NaN where there is no such line.
 */
export function positionAmong(values: readonly AxisValue[], value: number): number {
	if (!values.every((other) => typeof other === "number")) return Number.NaN;
	const numbers = values as readonly number[];
	const exact = numbers.indexOf(value);
	if (exact >= 0 || numbers.length < 2) return exact >= 0 ? exact : Number.NaN;
	const above = numbers.findIndex((other) => other > value);
	const upper = above < 0 ? numbers.length - 1 : Math.max(1, above);
	return upper - 1 + (value - numbers[upper - 1]) / (numbers[upper] - numbers[upper - 1]);
}
