import { smallestEigenvalueAbove } from "./definite.ts";
import { addDown, addUp } from "./directed.ts";
import { type Interval, middle } from "./interval.ts";
import { largestRowSum, type MatrixEnclosure } from "./matrix-enclosure.ts";

/** Middle and radius of an interval; the radius is rounded up. */
export function middleAndRadius({ lo, hi }: Interval): readonly [number, number] {
	const m = lo === hi ? lo : middle({ lo, hi });
	return [m, Math.max(addUp(hi, -m), addUp(m, -lo))];
}

/** A symmetric matrix (n x n, row by row) as middle and radius; of each pair of entries, which enclose one number, the lower one is read. */
export function symmetricEnclosure(entries: readonly Interval[], n: number): MatrixEnclosure {
	const middles = new Float64Array(n * n);
	const radius = new Float64Array(n * n);
	for (let i = 0; i < n; i++)
		for (let j = 0; j <= i; j++) {
			const [m, r] = middleAndRadius(entries[i * n + j]);
			middles[i * n + j] = middles[j * n + i] = m;
			radius[i * n + j] = radius[j * n + i] = r;
		}
	return { rows: n, columns: n, middle: middles, radius };
}

/** A lower bound > 0 of the smallest eigenvalue of every symmetric matrix in there, near `shift`; null where none was shown. */
export function definiteAbove(entries: readonly Interval[], n: number, shift: number): number | null {
	const { middle: middles, radius } = symmetricEnclosure(entries, n);
	const found = smallestEigenvalueAbove(middles, n, shift);
	const bound = found === null ? 0 : addDown(found, -largestRowSum(radius ?? new Float64Array(n * n), n));
	return bound > 0 ? bound : null;
}
