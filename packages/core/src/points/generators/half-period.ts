import { floatField } from "../../numerics/elementary.ts";
import { scaleColumn } from "../unit-moves.ts";
import { discrete, type UnitGenerator } from "./generator.ts";

/** The float64 number nearest to the circle number. */
export const pi = floatField.pi();

/**
 * sigma(t + pi) = -sigma(t): (b, a) -> (b + pi, -a), with a trained bias and no weight decay. The
 * group is infinite: it serves de-duplication and is no factor of an orbit's size.
 */
export const halfPeriod: UnitGenerator = (hidden) => {
	const { antiperiodicPi } = hidden.declared.activation.properties;
	if (!antiperiodicPi || hidden.bias < 0 || !hidden.outgoing || hidden.penalised) return [];
	return [
		{
			...discrete,
			hidden,
			sentence: `shifts of biases by half a period in ${hidden.name} (infinitely many, not counted in orbits)`,
			unitTraits: { halfPeriod: true },
			move(theta, draw) {
				const moved = theta.slice();
				for (let j = 0; j < hidden.width; j++) {
					if (j > 0 && draw() < 0) continue;
					moved[hidden.bias + j] += draw() > 0 ? pi : -pi;
					scaleColumn(moved, hidden, j, -1);
				}
				return moved;
			},
		},
	];
};
