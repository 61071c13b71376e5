import { join, step } from "./polynomial";

/** erf t for |t| <= 1: t + t R(t^2), minimax R of degree 12, error below 2^-55. */
export function erfSeries(x: v128): v128 {
	const z = f64x2.mul(x, x);
	const w = f64x2.mul(z, z);
	let even = f64x2.splat(5.957176147748911e-11);
	even = step(even, w, 1.4659775274047436e-8);
	even = step(even, w, 1.6461000484121368e-6);
	even = step(even, w, 0.0001205533111164271);
	even = step(even, w, 0.0052239776248180145);
	even = step(even, w, 0.11283791670954879);
	even = step(even, w, 0.1283791670955126);
	let odd = f64x2.splat(-1.1372848856791674e-9);
	odd = step(odd, w, -1.6350312701054695e-7);
	odd = step(odd, w, -1.4925595266831182e-5);
	odd = step(odd, w, -0.000854832698083379);
	odd = step(odd, w, -0.026866170645076792);
	odd = step(odd, w, -0.3761263890318375);
	return f64x2.add(x, f64x2.mul(x, join(even, odd, z)));
}
