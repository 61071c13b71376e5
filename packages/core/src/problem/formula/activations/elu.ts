import type { ActivationDefinition } from "../activation.ts";
import { declare } from "./declare.ts";
import { upToOrder } from "./up-to-order.ts";

/**
 * sigma(t) = t for t >= 0, alpha (e^t - 1) for t < 0. In C^1 exactly when alpha = 1; otherwise the
 * slope jumps from alpha to 1 at the kink 0.
 */
export const elu: ActivationDefinition = {
	name: "elu",
	formula: "t for t >= 0, alpha (e^t - 1) for t < 0",
	parameters: [
		{
			name: "alpha",
			kind: "number",
			default: 1,
			admissible: "alpha is a positive finite number.",
			accepts: (value) => typeof value === "number" && Number.isFinite(value) && value > 0,
		},
	],
	properties: ([alpha]) =>
		declare({
			smoothness: alpha === 1 ? 1 : 0,
			analytic: false,
			increasing: "strictly",
			positiveDerivative: alpha === 1,
			positiveSlope: true,
			convex: alpha <= 1 ? "weakly" : "no",
			kinks: alpha === 1 ? [] : [0],
			curvatureJumps: alpha === 1 ? [0] : [],
			affinePieces: [{ from: 0, to: Infinity, slope: 1 }],
			derivativeZeros: [],
			range: [-alpha, Infinity],
			limits: [-alpha, null],
		}),
	derivatives: (field, t, order, [alpha]) => {
		const scaled = (left: typeof t) => field.multiply(field.constant(alpha), left);
		const decaying = () => scaled(field.exp(t));
		const zero = () => field.constant(0);
		return upToOrder(
			order,
			() =>
				field.piecewise(
					t,
					0,
					() => scaled(field.expm1(t)),
					() => t,
				),
			() => field.piecewise(t, 0, decaying, () => field.constant(1)),
			() => field.piecewise(t, 0, decaying, zero),
			() => field.piecewise(t, 0, decaying, zero),
		);
	},
};
