import type { ActivationDefinition } from "../activation.ts";
import { polynomialProperties } from "../polynomial/properties.ts";
import { upToOrder } from "./up-to-order.ts";

/** Coefficients of the k-th derivative, each as an exact product of whole numbers and a coefficient. */
function differentiated(p: readonly number[], order: number): { coefficient: number; factors: number[] }[] {
	return p.slice(order).map((coefficient, k) => ({
		coefficient,
		factors: Array.from({ length: order }, (_, i) => k + 1 + i),
	}));
}

/**
 * sigma(t) = c0 + c1 t + c2 t^2 + ..., by Horner's rule. Accuracy is relative to
 * |c0| + |c1 t| + ...: the sum may cancel. Degree at most 1 declares itself affine.
 */
export const polynomial: ActivationDefinition = {
	name: "polynomial",
	formula: "c0 + c1 t + c2 t^2 + ...",
	parameters: [
		{
			name: "coefficients",
			kind: "numbers",
			default: null,
			admissible: "The coefficients [c0, c1, ...] are one or more finite numbers.",
			accepts: (value) => Array.isArray(value) && value.length > 0 && value.every(Number.isFinite),
		},
	],
	properties: polynomialProperties,
	derivatives: (field, t, order, p) => {
		const horner = (k: number) => {
			let sum = field.constant(0);
			for (const { coefficient, factors } of differentiated(p, k).reverse()) {
				let term = field.constant(coefficient);
				for (const factor of factors) term = field.multiply(field.constant(factor), term);
				sum = field.add(field.multiply(sum, t), term);
			}
			return sum;
		};
		return upToOrder(
			order,
			() => horner(0),
			() => horner(1),
			() => horner(2),
			() => horner(3),
		);
	},
};
