import type { ActivationDefinition } from "../activation.ts";
import { declare, odd, risingEverywhere } from "./declare.ts";
import { upToOrder } from "./up-to-order.ts";

const whole = { from: -Infinity, to: Infinity };

/**
 * sigma(t) = t for t >= 0, slope t for t < 0. Slope 0 is the ReLU, slope 1 the identity, slope -1 |t|;
 * the declaration follows the slope.
 */
export const leakyRelu: ActivationDefinition = {
	name: "leaky-relu",
	formula: "max(t, 0) + slope min(t, 0)",
	parameters: [
		{
			name: "slope",
			kind: "number",
			default: 0.01,
			admissible: "The slope for t < 0 is any finite number.",
			accepts: (value) => Number.isFinite(value),
		},
	],
	properties: ([slope]) => {
		if (slope === 1)
			return declare({
				smoothness: Infinity,
				analytic: true,
				...risingEverywhere,
				...odd,
				convex: "weakly",
				homogeneousDegree: 1,
				polynomialDegree: 1,
				affinePieces: [{ ...whole, slope: 1 }],
				derivativeZeros: [],
				range: [-Infinity, Infinity],
				limits: [null, null],
			});
		return declare({
			smoothness: 0,
			analytic: false,
			increasing: slope > 0 ? "strictly" : slope === 0 ? "weakly" : "no",
			positiveSlope: slope > 0,
			convex: slope < 1 ? "weakly" : "no",
			parity: slope === -1 ? "even" : "none",
			homogeneousDegree: 1,
			kinks: [0],
			affinePieces: [
				{ from: -Infinity, to: 0, slope },
				{ from: 0, to: Infinity, slope: 1 },
			],
			derivativeZeros: [],
			range: [slope > 0 ? -Infinity : 0, Infinity],
			limits: [slope === 0 ? 0 : null, null],
		});
	},
	derivatives: (field, t, order, [slope]) => {
		const zero = () => field.constant(0);
		return upToOrder(
			order,
			() =>
				field.piecewise(
					t,
					0,
					() => field.multiply(field.constant(slope), t),
					() => t,
				),
			() =>
				field.piecewise(
					t,
					0,
					() => field.constant(slope),
					() => field.constant(1),
				),
			zero,
			zero,
		);
	},
};
