import { wholePower } from "./whole-power";

/**
 * l = u^power with u = max(z + 1, 0), z = -y f; gradient -y power u^(power-1), curvature
 * power (power-1) u^(power-2), both 0 for z < -1. Parameters: power, a whole number from 1 on. Relative error grows
 * like power times the rounding unit.
 */
export function hingePower(
	order: i32, n: i32, stride: i32, outputs: i32, parameters: usize,
	f: usize, y: usize, value: usize, gradient: usize, curvature: usize,
): void {
	const zero = f64x2.splat(0);
	const one = f64x2.splat(1);
	const kink = f64x2.splat(-1);
	const power = <i32>load<f64>(parameters + 8);
	const first = f64x2.splat(<f64>power);
	const second = f64x2.splat(<f64>(power * (power - 1)));
	for (let at: usize = 0, end = <usize>n << 3; at < end; at += 16) {
		const opposite = f64x2.neg(v128.load(y + at));
		const z = f64x2.mul(opposite, v128.load(f + at));
		const u = f64x2.max(f64x2.add(z, one), zero);
		// u^(power-2) and u^(power-1); power 1 is the hinge, without curvature.
		const lowest = power > 1 ? wholePower(u, power - 2) : zero;
		const lower = power > 1 ? f64x2.mul(lowest, u) : one;
		v128.store(value + at, f64x2.mul(lower, u));
		if (order == 0) continue;
		const active = f64x2.ge(z, kink);
		const slope = v128.and(f64x2.mul(first, lower), active);
		v128.store(gradient + at, f64x2.mul(opposite, slope));
		if (order == 1) continue;
		v128.store(curvature + at, v128.and(f64x2.mul(second, lowest), active));
	}
}
