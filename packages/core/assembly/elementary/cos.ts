import { sinTurned } from "./quarter-turn";

/** cos t in both lanes, for every finite t; NaN at +-Infinity. */
export function cos(x: v128): v128 {
	return sinTurned(f64x2.abs(x), 1);
}
