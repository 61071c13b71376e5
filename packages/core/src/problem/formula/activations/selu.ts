import type { ActivationDefinition } from "../activation.ts";
import { declare } from "./declare.ts";
import { upToOrder } from "./up-to-order.ts";

/** lambda and alpha of Klambauer et al. 2017, as the nearest float64 numbers. */
const lambda = 1.0507009873554805;
const alpha = 1.6732632423543772;

/**
 * sigma(t) = lambda t for t >= 0, lambda alpha (e^t - 1) for t < 0. The slope falls from
 * lambda alpha = 1.758 to lambda = 1.051 at the kink 0: not convex.
 */
export const selu: ActivationDefinition = {
	name: "selu",
	formula: "1.0507 t for t >= 0, 1.0507 * 1.6733 (e^t - 1) for t < 0",
	parameters: [],
	properties: () =>
		declare({
			smoothness: 0,
			analytic: false,
			increasing: "strictly",
			positiveSlope: true,
			kinks: [0],
			affinePieces: [{ from: 0, to: Infinity, slope: lambda }],
			derivativeZeros: [],
			range: [-1.7580993408473768, Infinity],
			limits: [-1.7580993408473766, null],
		}),
	derivatives: (field, t, order) => {
		const scaled = (left: typeof t) =>
			field.multiply(field.multiply(field.constant(lambda), field.constant(alpha)), left);
		const decaying = () => scaled(field.exp(t));
		const steady = () => field.constant(lambda);
		const zero = () => field.constant(0);
		return upToOrder(
			order,
			() =>
				field.piecewise(
					t,
					0,
					() => scaled(field.expm1(t)),
					() => field.multiply(steady(), t),
				),
			() => field.piecewise(t, 0, decaying, steady),
			() => field.piecewise(t, 0, decaying, zero),
			() => field.piecewise(t, 0, decaying, zero),
		);
	},
};
