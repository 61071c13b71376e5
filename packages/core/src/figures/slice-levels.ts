import { scale } from "@observablehq/plot";

/** The bands of a contour picture: `levels` are their lower edges, ascending; one colour each. */
export interface Bands {
	readonly levels: readonly number[];
	readonly colours: readonly string[];
	readonly highest: number;
}

const bands = 11;

/**
 * Bands of about equal area: their edges are quantiles of the values, so that they show the shape
 * whatever the range of the loss. Equal quantiles are merged; null without a finite value.
 */
export function quantileBands(values: readonly number[]): Bands | null {
	const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
	if (sorted.length === 0) return null;
	const levels: number[] = [];
	for (let k = 0; k < bands; k++) {
		const level = sorted[Math.floor((k * (sorted.length - 1)) / bands)];
		if (levels.length === 0 || level > levels[levels.length - 1]) levels.push(level);
	}
	const palette = scale({
		color: {
			type: "linear",
			domain: [0, Math.max(1, levels.length - 1)],
			scheme: "viridis",
		},
	});
	return {
		levels,
		colours: levels.map((_, k) => String(palette?.apply(k))),
		highest: sorted[sorted.length - 1],
	};
}
