import type { MeasureValue } from "./measure.ts";

/** Statistics that a reduction may ask for. */
export const statisticNames = ["mean", "std", "median", "min", "max", "proportion", "quantiles"] as const;

export type StatisticName = (typeof statisticNames)[number];

/** A value as a number that statistics take in: truth values are 0 and 1; nothing of texts, lists and NaN. */
export function countable(value: MeasureValue): number | null {
	if (typeof value === "boolean") return value ? 1 : 0;
	return typeof value === "number" && !Number.isNaN(value) ? value : null;
}

/** Two-sided 95 % point of the standard normal law. */
const z95 = 1.959963984540054;

/** A share with its 95 % interval. */
export interface Proportion {
	readonly proportion: number;
	readonly low: number;
	readonly high: number;
}

/**
 * The share k/n with Wilson's interval (1927), (p + z^2/2n -+ z sqrt(p (1 - p)/n + z^2/4n^2)) / (1 + z^2/n); n at least 1.
 */
export function wilson(k: number, n: number): Proportion {
	const p = k / n;
	const square = z95 * z95;
	const centre = p + square / (2 * n);
	const half = z95 * Math.sqrt((p * (1 - p)) / n + square / (4 * n * n));
	const scale = 1 + square / n;
	return {
		proportion: p,
		low: k === 0 ? 0 : Math.max(0, (centre - half) / scale),
		high: k === n ? 1 : Math.min(1, (centre + half) / scale),
	};
}

/** The q-quantile of ascending values by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996). */
export function quantile(ascending: ArrayLike<number>, q: number): number {
	const place = (ascending.length - 1) * q;
	const below = Math.floor(place);
	const above = Math.min(below + 1, ascending.length - 1);
	const share = place - below;
	return share === 0 ? ascending[below] : ascending[below] + share * (ascending[above] - ascending[below]);
}

type Statistic = (ascending: Float64Array) => Readonly<Record<string, number>>;

function meanOf(values: Float64Array): number {
	let sum = 0;
	for (const value of values) sum += value;
	return sum / values.length;
}

/** Standard deviation with divisor n - 1; 0 for one value. */
function deviation(values: Float64Array): number {
	const mean = meanOf(values);
	let sum = 0;
	for (const value of values) sum += (value - mean) * (value - mean);
	return values.length > 1 ? Math.sqrt(sum / (values.length - 1)) : 0;
}

/** What each statistic puts into a row, under these names after the measure's. */
export const statistics: Readonly<Record<StatisticName, Statistic>> = {
	/** With mean -+ 1.96 std / sqrt(n). */
	mean: (values) => {
		const mean = meanOf(values);
		const half = (z95 * deviation(values)) / Math.sqrt(values.length);
		return { mean, lower: mean - half, upper: mean + half };
	},
	std: (values) => ({ std: deviation(values) }),
	median: (values) => ({ median: quantile(values, 0.5) }),
	min: (values) => ({ min: values[0] }),
	max: (values) => ({ max: values[values.length - 1] }),
	/** Of the values that are true, or not 0. */
	proportion: (values) => {
		const { proportion, low, high } = wilson(
			values.reduce((count, value) => count + (value === 0 ? 0 : 1), 0),
			values.length,
		);
		return { proportion, low, high };
	},
	quantiles: (values) => ({
		q05: quantile(values, 0.05),
		q25: quantile(values, 0.25),
		median: quantile(values, 0.5),
		q75: quantile(values, 0.75),
		q95: quantile(values, 0.95),
	}),
};
