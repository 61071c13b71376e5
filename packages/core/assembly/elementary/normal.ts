import { erfSeries } from "./erf-series";
import { erfcRemainder } from "./erfc-remainder";
import { squareError } from "./exact";
import { expSum } from "./exp-sum";

/** e^(-a^2 / 2) / sqrt(2 pi) for 0 <= a <= 60, the rounding error of a^2 put back. */
function density(a: v128): v128 {
	const square = f64x2.mul(a, a);
	const half = f64x2.splat(-0.5);
	return f64x2.mul(
		f64x2.splat(0.3989422804014327),
		expSum(f64x2.mul(half, square), f64x2.mul(half, squareError(a, square))),
	);
}

/**
 * Phi(t) = erfc(-t / sqrt 2) / 2, the standard normal distribution function, in both lanes. Its tails
 * are phi(t) / (|t| + sqrt(2) T(|t| / sqrt 2)), T the remainder of erfc: the rounding of
 * |t| / sqrt 2 hardly counts.
 */
export function normalCdf(t: v128): v128 {
	const half = f64x2.splat(0.5);
	const a = f64x2.pmin(f64x2.abs(t), f64x2.splat(60.0));
	const x = f64x2.mul(a, f64x2.splat(NativeMath.SQRT1_2));
	const tail = f64x2.div(
		density(a),
		f64x2.add(a, f64x2.mul(f64x2.splat(NativeMath.SQRT2), erfcRemainder(x))),
	);
	const negative = f64x2.lt(t, f64x2.splat(0.0));
	const series = f64x2.mul(half, erfSeries(x));
	const near = f64x2.add(
		half,
		v128.bitselect(f64x2.neg(series), series, negative),
	);
	const far = v128.bitselect(tail, f64x2.sub(f64x2.splat(1.0), tail), negative);
	return v128.bitselect(near, far, f64x2.lt(x, f64x2.splat(0.4375)));
}

/** phi(t) = e^(-t^2 / 2) / sqrt(2 pi), the standard normal density, in both lanes. */
export function normalDensity(t: v128): v128 {
	return density(f64x2.pmin(f64x2.abs(t), f64x2.splat(60.0)));
}
