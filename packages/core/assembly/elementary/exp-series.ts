import { join, step } from "./polynomial";

/** e^r - 1 - r for |r| <= ln(2) / 2: r^2 (1/2 + r P(r)), minimax P of degree 9, error below 2^-59. */
export function expSeries(r: v128): v128 {
	const z = f64x2.mul(r, r);
	let even = f64x2.splat(2.5100377619606372e-8);
	even = step(even, z, 2.7557268476553695e-6);
	even = step(even, z, 0.00019841269863042963);
	even = step(even, z, 0.008333333333330063);
	even = step(even, z, 0.16666666666666669);
	let odd = f64x2.splat(2.091123100592285e-9);
	odd = step(odd, z, 2.75572829813734e-7);
	odd = step(odd, z, 2.4801587317136892e-5);
	odd = step(odd, z, 0.0013888888888886554);
	odd = step(odd, z, 0.041666666666666664);
	return f64x2.mul(
		z,
		f64x2.add(f64x2.splat(0.5), f64x2.mul(r, join(even, odd, r))),
	);
}
