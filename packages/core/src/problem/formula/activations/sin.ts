import type { ActivationDefinition } from "../activation.ts";
import { declare, odd } from "./declare.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = sin t. */
export const sin: ActivationDefinition = {
	name: "sin",
	formula: "sin(t)",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			...odd,
			antiperiodicPi: true,
			derivativeZeros: "infinitely many",
			range: [-1, 1],
			limits: [null, null],
		}),
	derivatives: (field, t, order) => {
		return upToOrder(
			order,
			() => field.sin(t),
			() => field.cos(t),
			() => field.negate(field.sin(t)),
			() => field.negate(field.cos(t)),
		);
	},
};
