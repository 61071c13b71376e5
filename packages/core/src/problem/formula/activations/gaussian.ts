import type { ActivationDefinition } from "../activation.ts";
import { declare } from "./declare.ts";
import { scaledPower } from "./standard-pieces.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = g = e^(-t^2); sigma' = -2 t g, sigma'' = (4 t^2 - 2) g, sigma''' = (12 t - 8 t^3) g. */
export const gaussian: ActivationDefinition = {
	name: "gaussian",
	formula: "e^(-t^2)",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			parity: "even",
			derivativeZeros: [0],
			range: [0, 1],
			limits: [0, 0],
		}),
	derivatives: (field, t, order) => {
		const bell = () => field.exp(field.negate(field.multiply(t, t)));
		const bend = () => field.subtract(scaledPower(field, 4, t, 2), field.constant(2));
		const twist = () => field.multiply(t, field.subtract(field.constant(12), scaledPower(field, 8, t, 2)));
		return upToOrder(
			order,
			() => bell(),
			() => field.multiply(scaledPower(field, -2, t, 1), bell()),
			() => field.multiply(bend(), bell()),
			() => field.multiply(twist(), bell()),
		);
	},
};
