import type { ActivationDefinition } from "../activation.ts";
import { declare, risingEverywhere } from "./declare.ts";
import { logisticDensity, logisticSigmoid, logisticSkew } from "./standard-pieces.ts";
import { upToOrder } from "./up-to-order.ts";

/** s(t) = 1 / (1 + e^(-t)); s' = u = s(t) s(-t), s'' = -u w, s''' = u (w^2 - 2u) with w = tanh(t/2). */
export const sigmoid: ActivationDefinition = {
	name: "sigmoid",
	formula: "1 / (1 + e^(-t))",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			...risingEverywhere,
			oddUpToConstant: 1,
			derivativeZeros: [],
			range: [0, 1],
			limits: [0, 1],
		}),
	derivatives: (field, t, order) => {
		const density = () => logisticDensity(field, t);
		const skew = () => logisticSkew(field, t);
		const bend = () =>
			field.subtract(field.multiply(skew(), skew()), field.multiply(field.constant(2), density()));
		return upToOrder(
			order,
			() => logisticSigmoid(field, t),
			() => density(),
			() => field.multiply(density(), skew()),
			() => field.multiply(density(), bend()),
		);
	},
};
