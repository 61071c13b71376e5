import type { ActivationDefinition } from "../activation.ts";
import { curvedUpEverywhere, declare } from "./declare.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = t^2. */
export const square: ActivationDefinition = {
	name: "square",
	formula: "t^2",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			...curvedUpEverywhere,
			parity: "even",
			homogeneousDegree: 2,
			polynomialDegree: 2,
			derivativeZeros: [0],
			range: [0, Infinity],
			limits: [null, null],
		}),
	derivatives: (field, t, order) => {
		return upToOrder(
			order,
			() => field.multiply(t, t),
			() => field.multiply(field.constant(2), t),
			() => field.constant(2),
			() => field.constant(0),
		);
	},
};
