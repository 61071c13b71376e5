import type { ActivationDefinition } from "../activation.ts";
import { declare, odd, risingEverywhere } from "./declare.ts";
import { logisticDensity, scaledPower } from "./standard-pieces.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = tanh t; sigma' = u = 4 s(2t) s(-2t) (sech^2 without cancellation), sigma'' = -2 sigma u, sigma''' = u (4 sigma^2 - 2u). */
export const tanh: ActivationDefinition = {
	name: "tanh",
	formula: "tanh(t)",
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
			field.multiply(field.constant(4), logisticDensity(field, field.multiply(field.constant(2), t)));
		const bend = () =>
			field.subtract(scaledPower(field, 4, field.tanh(t), 2), field.multiply(field.constant(2), slope()));
		return upToOrder(
			order,
			() => field.tanh(t),
			() => slope(),
			() => field.multiply(scaledPower(field, -2, field.tanh(t), 1), slope()),
			() => field.multiply(slope(), bend()),
		);
	},
};
