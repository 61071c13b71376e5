import type { ActivationDefinition } from "../activation.ts";
import { declare, odd } from "./declare.ts";
import { scaledPower } from "./standard-pieces.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = t^3. */
export const cube: ActivationDefinition = {
	name: "cube",
	formula: "t^3",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			...odd,
			increasing: "strictly",
			homogeneousDegree: 3,
			polynomialDegree: 3,
			derivativeZeros: [0],
			range: [-Infinity, Infinity],
			limits: [null, null],
		}),
	derivatives: (field, t, order) => {
		return upToOrder(
			order,
			() => scaledPower(field, 1, t, 3),
			() => scaledPower(field, 3, t, 2),
			() => scaledPower(field, 6, t, 1),
			() => field.constant(6),
		);
	},
};
