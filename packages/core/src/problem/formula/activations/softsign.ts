import type { ActivationDefinition } from "../activation.ts";
import { declare, odd, risingEverywhere } from "./declare.ts";
import { absolute, scaledPower } from "./standard-pieces.ts";
import { upToOrder } from "./up-to-order.ts";

/** sigma(t) = t r with r = 1 / (1 + |t|): sigma' = r^2, sigma'' = -2 sign(t) r^3 (jumps at 0, where the right-hand value is -2), sigma''' = 6 r^4. */
export const softsign: ActivationDefinition = {
	name: "softsign",
	formula: "t / (1 + |t|)",
	parameters: [],
	properties: () =>
		declare({
			smoothness: 1,
			analytic: false,
			...risingEverywhere,
			...odd,
			curvatureJumps: [0],
			derivativeZeros: [],
			range: [-1, 1],
			limits: [-1, 1],
		}),
	derivatives: (field, t, order) => {
		const one = field.constant(1);
		const shrink = field.divide(one, field.add(one, absolute(field, t)));
		const turn = () =>
			field.piecewise(
				t,
				0,
				() => field.constant(2),
				() => field.constant(-2),
			);
		return upToOrder(
			order,
			() => field.multiply(t, shrink),
			() => scaledPower(field, 1, shrink, 2),
			() => field.multiply(turn(), scaledPower(field, 1, shrink, 3)),
			() => scaledPower(field, 6, shrink, 4),
		);
	},
};
