import type { ActivationDefinition } from "../activation.ts";
import { declare } from "./declare.ts";
import { normalDensity, normalDistribution } from "./standard-pieces.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = t Phi(t), exact; with phi the normal density: sigma' = Phi + t phi, sigma'' = (2 - t^2) phi, sigma''' = (t^3 - 4t) phi. */
export const gelu: ActivationDefinition = {
	name: "gelu",
	formula: "t Phi(t)",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			// One zero of sigma', near -0.7518, where the minimum is.
			derivativeZeros: "unlisted",
			range: [-0.16997120747990369, Infinity],
			limits: [0, null],
		}),
	derivatives: (field, t, order) => {
		const density = () => normalDensity(field, t);
		const square = field.multiply(t, t);
		return upToOrder(
			order,
			() => field.multiply(t, normalDistribution(field, t)),
			() => field.add(normalDistribution(field, t), field.multiply(t, density())),
			() => field.multiply(field.subtract(field.constant(2), square), density()),
			() => field.multiply(field.multiply(t, field.subtract(square, field.constant(4))), density()),
		);
	},
};
