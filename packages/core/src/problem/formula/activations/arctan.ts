import type { ActivationDefinition } from "../activation.ts";
import { declare, odd, risingEverywhere } from "./declare.ts";
import { scaledPower } from "./standard-pieces.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = arctan t; with r = 1 / (1 + t^2): sigma' = r, sigma'' = -2 t r^2, sigma''' = (6 t^2 - 2) r^3. */
export const arctan: ActivationDefinition = {
	name: "arctan",
	formula: "arctan(t)",
	parameters: [],
	properties: () =>
		declare({
			smoothness: Infinity,
			analytic: true,
			...risingEverywhere,
			...odd,
			derivativeZeros: [],
			range: [-1.5707963267948968, 1.5707963267948968],
			limits: [-1.5707963267948966, 1.5707963267948966],
		}),
	derivatives: (field, t, order) => {
		const one = field.constant(1);
		const square = field.multiply(t, t);
		const slope = () => field.divide(one, field.add(one, square));
		const bend = () => field.subtract(field.multiply(field.constant(6), square), field.constant(2));
		return upToOrder(
			order,
			() => field.arctan(t),
			() => slope(),
			() => field.multiply(scaledPower(field, -2, t, 1), scaledPower(field, 1, slope(), 2)),
			() => field.multiply(bend(), scaledPower(field, 1, slope(), 3)),
		);
	},
};
