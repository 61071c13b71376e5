/** Values that are equal up to rounding, with how often they occur. */
export interface Level {
	readonly value: number;
	readonly count: number;
}

/** Relative difference below which two values are one level. */
const same = 1e-9;

/**
 * The levels among values, ascending. Two values are one level when they differ by at most 1e-9 of the larger one or when
 * `at`, their position in a picture, is the same; a value counts `weight` times.
 */
export function levelGroups(
	values: readonly { readonly value: number; readonly weight: number }[],
	at: (value: number) => number,
): Level[] {
	const levels: { value: number; count: number }[] = [];
	for (const { value, weight } of [...values].sort((a, b) => a.value - b.value)) {
		const last = levels[levels.length - 1];
		const size = last === undefined ? 0 : Math.max(Math.abs(value), Math.abs(last.value));
		if (last !== undefined && (value - last.value <= same * size || at(value) === at(last.value)))
			last.count += weight;
		else levels.push({ value, count: weight });
	}
	return levels;
}
