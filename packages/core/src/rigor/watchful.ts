import { type Interval, intervalArithmetic } from "./interval.ts";

/** Interval arithmetic that remembers whether a definition by pieces met its end. */
export function watchful(): { readonly field: typeof intervalArithmetic; smooth(): boolean } {
	let met = false;
	return {
		field: {
			...intervalArithmetic,
			piecewise(t: Interval, at: number, left: () => Interval, right: () => Interval): Interval {
				if (t.lo <= at && t.hi >= at) met = true;
				return intervalArithmetic.piecewise(t, at, left, right);
			},
		},
		smooth: () => !met,
	};
}
