import type { Field } from "../field.ts";

/** |t|, formula -t for t < 0, t for t >= 0. */
export function absolute<T>(field: Field<T>, t: T): T {
	return field.piecewise(
		t,
		0,
		() => field.negate(t),
		() => t,
	);
}

/** s(t) = 1 / (1 + e^(-t)), with relative accuracy in both tails. */
export function logisticSigmoid<T>(field: Field<T>, t: T): T {
	const one = field.constant(1);
	return field.divide(one, field.add(one, field.exp(field.negate(t))));
}

/** s'(t) = s(t) s(-t), without cancellation. */
export function logisticDensity<T>(field: Field<T>, t: T): T {
	return field.multiply(logisticSigmoid(field, t), logisticSigmoid(field, field.negate(t)));
}

/** 1 - 2 s(t) = -tanh(t / 2), without cancellation. */
export function logisticSkew<T>(field: Field<T>, t: T): T {
	return field.negate(field.tanh(field.multiply(field.constant(0.5), t)));
}

/** log(1 + e^t): log1p(e^t) for t < 0, t + log1p(e^(-t)) for t >= 0 (the same function, without overflow). */
export function logOnePlusExp<T>(field: Field<T>, t: T): T {
	return field.piecewise(
		t,
		0,
		() => field.log1p(field.exp(t)),
		() => field.add(t, field.log1p(field.exp(field.negate(t)))),
	);
}

/** Phi(t) = erfc(-t / sqrt 2) / 2, the distribution function of the standard normal law. */
export function normalDistribution<T>(field: Field<T>, t: T): T {
	const scaled = field.divide(t, field.sqrt(field.constant(2)));
	return field.multiply(field.constant(0.5), field.erfc(field.negate(scaled)));
}

/** phi(t) = e^(-t^2/2) / sqrt(2 pi), the density of the standard normal law. */
export function normalDensity<T>(field: Field<T>, t: T): T {
	const half = field.multiply(field.constant(-0.5), field.multiply(t, t));
	const norm = field.sqrt(field.multiply(field.constant(2), field.pi()));
	return field.divide(field.exp(half), norm);
}

/** c t^k for a small whole number k. */
export function scaledPower<T>(field: Field<T>, factor: number, t: T, power: number): T {
	let product = field.constant(factor);
	for (let k = 0; k < power; k++) product = field.multiply(product, t);
	return product;
}
