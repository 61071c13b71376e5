import { sinTurned } from "./quarter-turn";

/** sin t in both lanes, for every finite t; NaN at +-Infinity. */
export function sin(x: v128): v128 {
	const a = f64x2.abs(x);
	return v128.xor(sinTurned(a, 0), v128.xor(a, x));
}
