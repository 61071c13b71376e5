import { countText } from "../number-text.ts";
import { numberOf, type SweepRow, type SweepTable } from "./sweep-table.ts";

/** How the values of a measure over the reduced axes are put into one number. */
export type Statistic = "proportion" | "mean" | "median";

/** The two columns between which something lies. */
interface Interval {
	readonly low: string;
	readonly high: string;
	readonly words: string;
}

/** What is drawn of a measure. */
export interface Shown {
	readonly column: string;
	/** Whether the values are shares between 0 and 1. */
	readonly share: boolean;
	/** Name of the quantity: "proportion of converged". */
	readonly words: string;
	/** The uncertainty of the statistic. */
	readonly interval: Interval | null;
	/** The spread of the values that went into it. */
	readonly quantiles: Interval | null;
	/** Column of how many values went into it. */
	readonly count: string;
}

const statistics: Readonly<Record<Statistic, (measure: string) => Pick<Shown, "words" | "interval">>> = {
	proportion: (measure) => ({
		words: `proportion of ${measure}`,
		interval: {
			low: `${measure}.low`,
			high: `${measure}.high`,
			words: "95 % Wilson interval of the proportion",
		},
	}),
	mean: (measure) => ({
		words: `mean of ${measure}`,
		interval: { low: `${measure}.lower`, high: `${measure}.upper`, words: "95 % interval of the mean" },
	}),
	median: (measure) => ({ words: `median of ${measure}`, interval: null }),
};

/**
 * The column of a measure to draw: the statistic asked for, else the first there is of proportion, mean and median, else
 * the measure itself. Null when no row has a number there.
 */
export function shownOf(table: SweepTable, measure: string, asked?: Statistic): Shown | null {
	const holds = (column: string): boolean => table.rows.some((row) => !Number.isNaN(numberOf(row[column])));
	const candidates: readonly Statistic[] = asked === undefined ? ["proportion", "mean", "median"] : [asked];
	const statistic = candidates.find((name) => holds(`${measure}.${name}`));
	const present = (interval: Interval | null): Interval | null =>
		interval !== null && holds(interval.low) && holds(interval.high) ? interval : null;
	if (statistic !== undefined) {
		const { words, interval } = statistics[statistic](measure);
		return {
			column: `${measure}.${statistic}`,
			share: statistic === "proportion",
			words,
			interval: present(interval),
			quantiles: present({
				low: `${measure}.q05`,
				high: `${measure}.q95`,
				words: "5 % to 95 % quantile of the values",
			}),
			count: `${measure}.count`,
		};
	}
	if (!holds(measure)) return null;
	const share = table.rows.every((row) => typeof row[measure] === "boolean" || row[measure] == null);
	return {
		column: measure,
		share,
		words: measure,
		interval: null,
		quantiles: null,
		count: `${measure}.count`,
	};
}

/** The value drawn of a row; NaN when it has none. */
export function shownValue(row: SweepRow | undefined, shown: Shown): number {
	return numberOf(row?.[shown.column]);
}

/** A share with two decimals, never rounded to 0 or 1 unless it is. */
export function shareText(share: number): string {
	if (share > 0 && share < 0.005) return "<0.01";
	if (share < 1 && share > 0.995) return ">0.99";
	return share === 0 || share === 1 ? String(share) : share.toFixed(2);
}

/** What the statistic was taken over, and what failed. */
export function sampleNotes(table: SweepTable, shown: Shown): string[] {
	const counts = table.rows.map((row) => numberOf(row[shown.count])).filter((count) => count > 0);
	const notes: string[] = [];
	if (counts.length > 0) {
		const least = counts.reduce((a, b) => Math.min(a, b));
		const most = counts.reduce((a, b) => Math.max(a, b));
		const range = least === most ? countText(most, "run") : `${least} to ${most} runs`;
		notes.push(`Each value is taken over ${range}.`);
	}
	if (table.failed > 0)
		notes.push(
			`${countText(table.failed, "run")} of the sweep failed and ${table.failed === 1 ? "is" : "are"} left out.`,
		);
	return notes;
}
