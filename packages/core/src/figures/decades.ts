import { scale } from "@observablehq/plot";

const mantissas = scale({
	x: { type: "log", domain: [1, 10], range: [0, 1] },
});

/** Common logarithm of a positive number, exact at powers of ten; for positions in pictures only. */
export function decadesOf(value: number): number {
	const [mantissa, exponent] = value.toExponential().split("e");
	const fraction = Number(mantissas?.apply(Number(mantissa)) ?? 0);
	return Number(exponent) + fraction;
}
