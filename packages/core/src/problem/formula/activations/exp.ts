import type { ActivationDefinition } from "../activation.ts";
import { curvedUpEverywhere, declare, risingEverywhere } from "./declare.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = e^t, its own derivative. */
export const exp: ActivationDefinition = {
	name: "exp",
	formula: "e^t",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			...risingEverywhere,
			...curvedUpEverywhere,
			exponential: true,
			derivativeZeros: [],
			range: [0, Infinity],
			limits: [0, null],
		}),
	derivatives: (field, t, order) => {
		const value = () => field.exp(t);
		return upToOrder(
			order,
			() => value(),
			() => value(),
			() => value(),
			() => value(),
		);
	},
};
