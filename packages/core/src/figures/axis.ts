import { decadesOf } from "./decades.ts";
import { numberText, powerOfTen } from "./number-text.ts";

export interface AxisTick {
	/** Position in the axis's own coordinate. */
	readonly at: number;
	readonly text: string;
}

/** Maps values to a coordinate that is drawn linearly, with ticks in the values' own terms. */
export interface Axis {
	/** Position of a value; NaN for one that cannot be drawn. */
	at(value: number): number;
	readonly domain: readonly [number, number];
	readonly ticks: readonly AxisTick[];
	/** Where the scale is interrupted between zero and the first decade; null if it is not. */
	readonly breakAt: number | null;
	readonly logarithmic: boolean;
}

/** Rounding noise: values closer than this, relatively, are drawn as equal. */
const same = 1e-9;

/** Whether a linear axis can hold the value without overflow. */
function fits(value: number): boolean {
	return Math.abs(value) <= 1e300;
}

/**
 * Linear axis through the finite values, with a margin; ticks at 1, 2 or 5 times a power of ten.
 * `whole`: integer ticks only. `from`: lower end to include, where zero matters.
 */
export function linearAxis(
	values: readonly number[],
	{ whole = false, from }: { whole?: boolean; from?: number } = {},
): Axis {
	const finite = values.filter(fits);
	if (from !== undefined) finite.push(from);
	let low = 0;
	let high = 1;
	if (finite.length > 0) {
		low = finite.reduce((a, b) => Math.min(a, b));
		high = finite.reduce((a, b) => Math.max(a, b));
	}
	const size = Math.max(Math.abs(low), Math.abs(high));
	if (high / 2 - low / 2 <= (same * size) / 2) {
		const half = size < 1e-300 ? 1 : size / 2;
		if (low >= 0) [low, high] = [Math.max(0, low - half), high + half];
		else [low, high] = [low - half, high + half];
	}
	const step = niceStep(high / 6 - low / 6, whole);
	const margin = (high - low) * 0.04;
	const ticks: AxisTick[] = [];
	const first = Math.ceil(low / step - 1e-9);
	const last = Math.floor(high / step + 1e-9);
	const digits = Math.max(4, significant(size, step));
	for (let i = first; i <= last; i++) {
		const value = Number((i * step).toPrecision(12));
		ticks.push({ at: value, text: numberText(value, digits) });
	}
	return {
		at: (value) => (fits(value) ? value : Number.NaN),
		domain: [low - margin, high + margin],
		ticks,
		breakAt: null,
		logarithmic: false,
	};
}

/** Significant digits that tell multiples of `step` apart at the given size. */
function significant(size: number, step: number): number {
	const exponent = (value: number): number => Number(value.toExponential().split("e")[1]);
	return Math.min(12, exponent(size) - exponent(step) + 2);
}

function niceStep(rough: number, whole: boolean): number {
	const [mantissa, exponent] = rough.toExponential().split("e");
	const m = Number(mantissa);
	const nice = m <= 1 ? 1 : m <= 2 ? 2 : m <= 5 ? 5 : 10;
	const step = Number(`${nice}e${exponent}`);
	return whole ? Math.max(1, Math.round(step)) : step;
}

/**
 * Logarithmic axis through the positive values. Zeros, and values below `floor`, lie apart below an
 * interruption, where a tick says so; negative values cannot be drawn. Linear if no value is above
 * the floor.
 */
export function decadeAxis(values: readonly number[], floor: number): Axis {
	const drawn = values.filter((value) => value >= 0 && Number.isFinite(value));
	const above = drawn.filter((value) => value > floor);
	if (above.length === 0) return linearAxis(drawn.map(() => 0));
	const decades = above.map(decadesOf);
	let low = decades.reduce((a, b) => Math.min(a, b));
	let high = decades.reduce((a, b) => Math.max(a, b));
	if (high - low < 1) {
		low = Math.floor(low + 1e-9);
		high = Math.max(low + 1, high);
	}
	const below = drawn.filter((value) => value <= floor);
	const gap = Math.max(0.25, (high - low) * 0.09);
	const zero = low - gap;
	const ticks = decadeTicks(low, high);
	if (below.length > 0) {
		const exact = below.every((value) => value === 0);
		ticks.unshift({ at: zero, text: exact ? "0" : `<${numberText(floor, 2)}` });
	}
	const margin = (high - low) * 0.04;
	return {
		at: (value) => {
			if (!Number.isFinite(value) || value < 0) return Number.NaN;
			return value > floor ? decadesOf(value) : zero;
		},
		domain: [below.length > 0 ? zero - Math.max(margin, gap / 4) : low - margin, high + margin],
		ticks,
		breakAt: below.length > 0 ? low - gap / 2 : null,
		logarithmic: true,
	};
}

/** Decades between ticks: a round number of them, at least `least`. */
export function decadeStep(least: number): number {
	return [1, 2, 3, 5, 10, 20, 50].find((step) => step >= least) ?? 100;
}

/** Whole decades, at most 8 of them; between few decades also their multiples by 2 and 5. */
function decadeTicks(low: number, high: number): AxisTick[] {
	const first = Math.ceil(low - 1e-9);
	const last = Math.floor(high + 1e-9);
	const every = decadeStep((last - first + 1) / 8);
	const plain = first >= -3 && last <= 4;
	const ticks: AxisTick[] = [];
	for (let k = first; k <= last; k++) {
		if (k % every === 0) ticks.push({ at: k, text: powerOfTen(k, plain) });
	}
	if (last - first > 2 || every > 1) return ticks;
	for (let k = first - 1; k <= last; k++) {
		for (const factor of [2, 5]) {
			const value = Number(`${factor}e${k}`);
			const at = decadesOf(value);
			if (at >= low - 1e-9 && at <= high + 1e-9) ticks.push({ at, text: numberText(value, 2) });
		}
	}
	return ticks.sort((a, b) => a.at - b.at);
}

/** The largest power of ten that is not above a value. */
function powerBelow(value: number): number {
	return value > 0 ? Number(`1e${value.toExponential().split("e")[1]}`) : 0;
}

/** The size below which values count as zero beside the largest of them. */
export function roundingFloor(values: readonly number[], depth = 1e-16): number {
	const largest = values.filter(Number.isFinite).reduce((a, b) => Math.max(a, b), 0);
	return powerBelow(depth * Math.min(1, largest));
}

/** Spread from which a logarithmic axis says more than a linear one. */
const wide = 30;

/**
 * The axis that shows the values best: logarithmic when the positive ones spread over more than a
 * factor of 30, linear otherwise. Values below 1e-16 times the smaller of 1 and the largest count as
 * zero when there are larger ones (`depth` changes the 1e-16).
 */
export function magnitudeAxis(
	values: readonly number[],
	{ depth = 1e-16, whole = false }: { depth?: number; whole?: boolean } = {},
): Axis {
	const finite = values.filter(Number.isFinite);
	if (finite.some((value) => value < 0)) return linearAxis(finite, { whole });
	const largest = finite.reduce((a, b) => Math.max(a, b), 0);
	const floor = roundingFloor(finite, depth);
	const smallest = finite
		.filter((value) => value > floor)
		.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
	if (largest / smallest > wide) return decadeAxis(finite, floor);
	return linearAxis(finite, { whole });
}
