import { exp } from "../../numerics/elementary.ts";
import { scaleColumn } from "../unit-moves.ts";
import type { UnitGenerator } from "./generator.ts";

/**
 * sigma(t + s) = e^s sigma(t): (b, a) -> (b + s, a e^-s), with a trained bias and no penalty. Tangent
 * of unit j: b_j direction minus a.
 */
export const exponentialShift: UnitGenerator = (hidden) => {
	const { exponential } = hidden.declared.activation.properties;
	if (!exponential || hidden.bias < 0 || !hidden.outgoing || hidden.penalised) return [];
	return [
		{
			hidden,
			continuous: true,
			sentence: `shifts of biases against outgoing weights in ${hidden.name}`,
			reason: "shifts of exponential units",
			unitTraits: { exponentialShift: true },
			endTraits: {},
			move(theta, draw) {
				const moved = theta.slice();
				for (let j = 0; j < hidden.width; j++) {
					const s = draw();
					moved[hidden.bias + j] += s;
					scaleColumn(moved, hidden, j, exp(-s));
				}
				return moved;
			},
			tangents(theta) {
				return Array.from({ length: hidden.width }, (_, j) => {
					const tangent = new Float64Array(theta.length);
					const { next } = hidden;
					tangent[hidden.bias + j] = 1;
					for (let r = 0; r < next.width; r++) {
						const at = next.weight + r * next.inputs + j;
						tangent[at] = -theta[at];
					}
					return tangent;
				});
			},
		},
	];
};
