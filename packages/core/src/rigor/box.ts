import { addDown, addUp } from "./directed.ts";
import type { Interval } from "./interval.ts";

/** m +- r, m a sum of float64 vectors, rounded outward. */
export function boxAt(centre: readonly (readonly number[])[], r: number): Interval[] {
	return centre[0].map((x, k) => {
		let at: Interval = { lo: x, hi: x };
		for (const row of centre.slice(1)) at = { lo: addDown(at.lo, row[k]), hi: addUp(at.hi, row[k]) };
		return { lo: addDown(at.lo, -r), hi: addUp(at.hi, r) };
	});
}
