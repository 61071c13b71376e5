import { randomStream } from "../numerics/random.ts";
import { InputError } from "./input-error.ts";

/** The samples that `limit` or `sample` keep, in their order in the data. */
export function selectSamples(
	total: number,
	limit: number | undefined,
	sample: { readonly count: number; readonly seed: number } | undefined,
): number[] {
	const all = Array.from({ length: total }, (_, i) => i);
	if (limit !== undefined && sample !== undefined)
		throw new InputError(
			"`limit` and `sample` cannot both select samples.",
			{ field: "data.sample" },
			"`limit` takes the first rows, `sample` a random subset: keep one.",
		);
	if (limit !== undefined) return all.slice(0, limit);
	if (sample === undefined || sample.count >= total) return all;
	const random = randomStream(sample.seed, "sample");
	for (let i = 0; i < sample.count; i++) {
		const j = i + random.below(total - i);
		[all[i], all[j]] = [all[j], all[i]];
	}
	return all.slice(0, sample.count).sort((a, b) => a - b);
}

/**
 * Shifts and scales every column of x (samples x columns, row by row) in place to mean 0 and standard
 * deviation 1 (divisor N); a constant column becomes 0. Returns the constant columns.
 */
export function standardizeColumns(x: Float64Array, samples: number, columns: number): number[] {
	const constant: number[] = [];
	for (let k = 0; k < columns; k++) {
		const column = Float64Array.from({ length: samples }, (_, i) => x[i * columns + k]);
		if (column.every((value) => value === column[0])) {
			constant.push(k);
			column.fill(0);
		} else standardize(column);
		for (let i = 0; i < samples; i++) x[i * columns + k] = column[i];
	}
	return constant;
}

function standardize(column: Float64Array): void {
	// A power of two, divided out exactly: squares of huge or tiny numbers leave the range of float64.
	const unit = powerOfTwoBelow(column.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0));
	let mean = 0;
	for (let i = 0; i < column.length; i++) {
		column[i] /= unit;
		mean += column[i];
	}
	mean /= column.length;
	let variance = 0;
	for (const value of column) variance += (value - mean) * (value - mean);
	const deviation = Math.sqrt(variance / column.length);
	for (let i = 0; i < column.length; i++) column[i] = (column[i] - mean) / deviation;
}

/** The largest power of two that is at most a positive number, or the smallest normal one. */
function powerOfTwoBelow(value: number): number {
	let power = 1;
	while (power <= value / 2) power *= 2;
	while (power > value && power > 2.2250738585072014e-308) power /= 2;
	return power;
}
