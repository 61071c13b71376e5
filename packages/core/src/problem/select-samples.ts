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

/** Inputs with mean 0 and standard deviation 1 (divisor N) per column; a constant column becomes 0. */
export function standardizeColumns(x: Float64Array, samples: number, columns: number): number[] {
	const constant: number[] = [];
	for (let k = 0; k < columns; k++) {
		let mean = 0;
		for (let i = 0; i < samples; i++) mean += x[i * columns + k];
		mean /= samples;
		let variance = 0;
		let same = true;
		for (let i = 0; i < samples; i++) {
			const d = x[i * columns + k] - mean;
			variance += d * d;
			if (x[i * columns + k] !== x[k]) same = false;
		}
		const deviation = Math.sqrt(variance / samples);
		if (same || !(deviation > 0)) constant.push(k);
		for (let i = 0; i < samples; i++) {
			const at = i * columns + k;
			x[at] = same || !(deviation > 0) ? 0 : (x[at] - mean) / deviation;
		}
	}
	return constant;
}
