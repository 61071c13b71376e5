import type { ActivationDefinition } from "../activation.ts";
import { declare, odd, risingEverywhere } from "./declare.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = t. */
export const identity: ActivationDefinition = {
	name: "identity",
	formula: "t",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			...risingEverywhere,
			...odd,
			convex: "weakly",
			homogeneousDegree: 1,
			polynomialDegree: 1,
			affinePieces: [{ from: -Infinity, to: Infinity, slope: 1 }],
			derivativeZeros: [],
			range: [-Infinity, Infinity],
			limits: [null, null],
		}),
	derivatives: (field, t, order) => {
		return upToOrder(
			order,
			() => t,
			() => field.constant(1),
			() => field.constant(0),
			() => field.constant(0),
		);
	},
};
