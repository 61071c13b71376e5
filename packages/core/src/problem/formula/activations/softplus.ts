import type { ActivationDefinition } from "../activation.ts";
import { curvedUpEverywhere, declare, risingEverywhere } from "./declare.ts";
import { logisticDensity, logisticSigmoid, logisticSkew, logOnePlusExp } from "./standard-pieces.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = log(1 + e^t) for every t, never linear above a threshold; sigma' = s, the logistic sigmoid. */
export const softplus: ActivationDefinition = {
	name: "softplus",
	formula: "log(1 + e^t)",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			...risingEverywhere,
			...curvedUpEverywhere,
			derivativeZeros: [],
			range: [0, Infinity],
			limits: [0, null],
		}),
	derivatives: (field, t, order) => {
		return upToOrder(
			order,
			() => logOnePlusExp(field, t),
			() => logisticSigmoid(field, t),
			() => logisticDensity(field, t),
			() => field.multiply(logisticDensity(field, t), logisticSkew(field, t)),
		);
	},
};
