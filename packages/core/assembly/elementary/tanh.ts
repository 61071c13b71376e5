import { withSign } from "./exact";
import { exp } from "./exp";
import { step } from "./polynomial";

/**
 * tanh t in both lanes: t + t^3 P(t^2) / Q(t^2) for |t| < 3/4 (P, Q minimax of degree 3, error below
 * 2^-56), 1 - 2 / (e^(2t) + 1) from there on; one division for both.
 */
export function tanh(x: v128): v128 {
	const a = f64x2.abs(x);
	const small = f64x2.lt(a, f64x2.splat(0.75));
	const z = f64x2.mul(a, a);
	let p = f64x2.splat(-1.7377197268715122e-8);
	p = step(p, z, -0.00024358445908421788);
	p = step(p, z, -0.021415858872200044);
	p = step(p, z, -0.3333333333333333);
	let q = f64x2.splat(0.0002546332307245248);
	q = step(q, z, 0.024525022119132007);
	q = step(q, z, 0.4642475766166001);
	q = step(q, z, 1.0);
	const e = exp(f64x2.pmin(f64x2.add(a, a), f64x2.splat(60.0)));
	const top = v128.bitselect(
		f64x2.mul(f64x2.mul(a, z), p),
		f64x2.splat(-2.0),
		small,
	);
	const bottom = v128.bitselect(q, f64x2.add(e, f64x2.splat(1.0)), small);
	const base = v128.bitselect(a, f64x2.splat(1.0), small);
	return withSign(f64x2.add(base, f64x2.div(top, bottom)), x);
}
