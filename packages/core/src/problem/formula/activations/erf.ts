import type { ActivationDefinition } from "../activation.ts";
import { declare, odd, risingEverywhere } from "./declare.ts";
import { scaledPower } from "./standard-pieces.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = erf t; sigma' = g = 2 e^(-t^2) / sqrt(pi), sigma'' = -2 t g, sigma''' = (4 t^2 - 2) g. */
export const erf: ActivationDefinition = {
	name: "erf",
	formula: "erf(t)",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			...risingEverywhere,
			...odd,
			derivativeZeros: [],
			range: [-1, 1],
			limits: [-1, 1],
		}),
	derivatives: (field, t, order) => {
		const slope = () =>
			field.multiply(
				field.divide(field.constant(2), field.sqrt(field.pi())),
				field.exp(field.negate(field.multiply(t, t))),
			);
		const bend = () => field.subtract(scaledPower(field, 4, t, 2), field.constant(2));
		return upToOrder(
			order,
			() => field.erf(t),
			() => slope(),
			() => field.multiply(scaledPower(field, -2, t, 1), slope()),
			() => field.multiply(bend(), slope()),
		);
	},
};
