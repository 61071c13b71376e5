import { type Axis, type AxisTick, decadeStep } from "./axis.ts";
import { decadesOf } from "./decades.ts";
import { superscript } from "./number-text.ts";

/** Half-width of the band around zero, as a share of the decades of both sides: room for its labels. */
const bandShare = 0.13;

/** An axis with a band for zero in its middle. */
export interface SignedAxis extends Axis {
	/** Edges of the band. */
	readonly zeroBand: readonly [number, number];
}

/**
 * Logarithmic on both sides of zero, with a band for zero between: lambda is drawn at
 * sign(lambda) (log10 |lambda| - low + band), with 10^low below all of the values, which are not zero.
 */
export function signedDecadeAxis(values: readonly number[]): SignedAxis {
	const decades = values.map((value) => decadesOf(Math.abs(value)));
	const low = decades.length ? Math.floor(decades.reduce((a, b) => Math.min(a, b)) + 1e-9) : 0;
	const extent = (side: number): number => {
		const own = decades.filter((_, i) => values[i] * side > 0);
		if (own.length === 0) return 0;
		return Math.max(0.5, own.reduce((a, b) => Math.max(a, b)) - low);
	};
	const negative = extent(-1);
	const positive = extent(1);
	const band = bandShare * Math.max(1, negative + positive);
	const every = decadeStep((negative + positive) / 10);
	const ticks: AxisTick[] = [{ at: 0, text: "0" }];
	for (let k = 0; k <= Math.max(negative, positive); k += every) {
		const text = `10${superscript(low + k)}`;
		if (k <= positive && positive > 0) ticks.push({ at: band + k, text });
		if (k <= negative && negative > 0) ticks.push({ at: -band - k, text: `−${text}` });
	}
	const margin = 0.03 * (negative + positive + 2 * band);
	return {
		at: (value) => {
			if (!Number.isFinite(value)) return Number.NaN;
			if (value === 0) return 0;
			const size = decadesOf(Math.abs(value)) - low + band;
			return value < 0 ? -size : size;
		},
		domain: [-band - negative - margin, band + positive + margin],
		ticks,
		breakAt: null,
		logarithmic: true,
		zeroBand: [-band * 0.75, band * 0.75],
	};
}
