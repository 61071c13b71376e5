import { decay } from "./decay";
import { logUnit } from "./log-unit";

/** log(1 + e^t) in both lanes: max(t, 0) + log(1 + e^-|t|), the exact formula for every t. */
export function softplus(t: v128): v128 {
	return softplusFrom(t, decay(t));
}

/** softplus t from e = e^-|t|. */
// @ts-ignore: decorator
@inline
export function softplusFrom(t: v128, e: v128): v128 {
	return f64x2.add(f64x2.pmax(t, f64x2.splat(0.0)), logUnit(e));
}

/** out = softplus t of n numbers from e = e^-|t|; out may be e. */
export function softplusStage(n: i32, t: usize, e: usize, out: usize): void {
	const end = <usize>n << 3;
	let at: usize = 0;
	for (; at + 32 <= end; at += 32) {
		const left = softplusFrom(v128.load(t + at), v128.load(e + at));
		const right = softplusFrom(v128.load(t + at, 16), v128.load(e + at, 16));
		v128.store(out + at, left);
		v128.store(out + at, right, 16);
	}
	if (at < end) v128.store(out + at, softplusFrom(v128.load(t + at), v128.load(e + at)));
}
