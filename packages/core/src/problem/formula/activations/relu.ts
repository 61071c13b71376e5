import type { ActivationDefinition } from "../activation.ts";
import { declare } from "./declare.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = max(t, 0); the derivative at the kink 0 is 1. */
export const relu: ActivationDefinition = {
	name: "relu",
	formula: "max(t, 0)",
	parameters: [],
	properties: () =>
		declare({
			smoothness: 0,
			analytic: false,
			increasing: "weakly",
			convex: "weakly",
			homogeneousDegree: 1,
			kinks: [0],
			affinePieces: [
				{ from: -Infinity, to: 0, slope: 0 },
				{ from: 0, to: Infinity, slope: 1 },
			],
			derivativeZeros: [],
			range: [0, Infinity],
			limits: [0, null],
		}),
	derivatives: (field, t, order) => {
		const zero = () => field.constant(0);
		return upToOrder(
			order,
			() => field.piecewise(t, 0, zero, () => t),
			() => field.piecewise(t, 0, zero, () => field.constant(1)),
			() => zero(),
			() => zero(),
		);
	},
};
