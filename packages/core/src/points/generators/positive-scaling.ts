import { scaleColumn, scaleRow } from "../unit-moves.ts";
import type { UnitGenerator } from "./generator.ts";

/**
 * sigma(c t) = c^k sigma(t), c > 0: (w, b, a) -> (c w, c b, a / c^k), without weight decay; noise
 * does not disturb it. Tangent of unit j: (w, b, -k a).
 */
export const positiveScaling: UnitGenerator = (hidden) => {
	const degree = hidden.declared.activation.properties.homogeneousDegree;
	const { incoming, outgoing, penalised, mixable, width } = hidden;
	if (degree === null || !incoming || !outgoing || penalised || mixable) return [];
	return [
		{
			hidden,
			continuous: true,
			sentence: `positive scaling of the units of ${hidden.name}`,
			reason: "positive scaling of units",
			unitTraits: { scalingDegree: degree },
			endTraits: {},
			move(theta, draw) {
				const moved = theta.slice();
				for (let j = 0; j < width; j++) {
					const c = 1 + 0.5 * draw();
					scaleRow(moved, hidden, j, c);
					scaleColumn(moved, hidden, j, 1 / wholePower(c, degree));
				}
				return moved;
			},
			tangents(theta) {
				return Array.from({ length: width }, (_, j) => {
					const tangent = new Float64Array(theta.length);
					const { inputs, weight, bias, next } = hidden;
					for (let k = 0; k < inputs; k++) tangent[weight + j * inputs + k] = theta[weight + j * inputs + k];
					if (bias >= 0) tangent[bias + j] = theta[bias + j];
					for (let r = 0; r < next.width; r++) {
						const at = next.weight + r * next.inputs + j;
						tangent[at] = -degree * theta[at];
					}
					return tangent;
				});
			},
		},
	];
};

/** c^k for a whole k >= 0 by repeated multiplication. */
export function wholePower(c: number, k: number): number {
	let power = 1;
	for (let i = 0; i < k; i++) power *= c;
	return power;
}
