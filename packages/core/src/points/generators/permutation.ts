import { permuteUnits } from "../unit-moves.ts";
import { discrete, type UnitGenerator } from "./generator.ts";

/**
 * Units of a hidden layer may be exchanged, with all their weights: not under multiplicative noise
 * (a factor of its own per unit and sample), not beside fixed weights. In a linear layer they are
 * part of a continuous group.
 */
export const permutation: UnitGenerator = (hidden) => {
	const { incoming, outgoing, noisy, mixable, width } = hidden;
	if (!incoming || !outgoing || noisy || mixable || width < 2) return [];
	return [
		{
			...discrete,
			hidden,
			sentence: `exchanges of the ${width} units of ${hidden.name}`,
			unitTraits: { permutable: true },
			move(theta, draw) {
				const order = Array.from({ length: width }, (_, j) => j);
				for (let j = width - 1; j > 0; j--) {
					// k < j: a cycle of all units, never the identity
					const k = Math.floor(((draw() + 1) / 2) * j);
					[order[j], order[k]] = [order[k], order[j]];
				}
				return permuteUnits(theta, hidden, order);
			},
		},
	];
};
