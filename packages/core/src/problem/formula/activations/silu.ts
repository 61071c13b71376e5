import type { ActivationDefinition } from "../activation.ts";
import { declare } from "./declare.ts";
import { logisticDensity, logisticSigmoid, logisticSkew } from "./standard-pieces.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = t s(t), s the logistic sigmoid; with u = s(t) s(-t), w = tanh(t/2): sigma' = s(t) (1 + t s(-t)), sigma'' = u (2 - t w), sigma''' = u (t (w^2 - 2u) - 3w). */
export const silu: ActivationDefinition = {
	name: "silu",
	formula: "t / (1 + e^(-t))",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			// One zero of sigma', near -1.2785, where the minimum is.
			derivativeZeros: "unlisted",
			range: [-0.2784645427610738, Infinity],
			limits: [0, null],
		}),
	derivatives: (field, t, order) => {
		const density = () => logisticDensity(field, t);
		const skew = () => logisticSkew(field, t);
		const slopeFactor = () =>
			field.add(field.constant(1), field.multiply(t, logisticSigmoid(field, field.negate(t))));
		const bend = () =>
			field.subtract(field.multiply(skew(), skew()), field.multiply(field.constant(2), density()));
		const bendFactor = () => field.add(field.multiply(t, bend()), field.multiply(field.constant(3), skew()));
		return upToOrder(
			order,
			() => field.multiply(t, logisticSigmoid(field, t)),
			() => field.multiply(logisticSigmoid(field, t), slopeFactor()),
			() => field.multiply(density(), field.add(field.constant(2), field.multiply(t, skew()))),
			() => field.multiply(density(), bendFactor()),
		);
	},
};
