import type { HiddenLayer } from "../hidden-layer.ts";
import { permuteUnits } from "../unit-moves.ts";
import { discrete, type UnitGenerator } from "./generator.ts";

/**
 * Units of a hidden layer may be exchanged, with all their weights: not under multiplicative noise
 * (a factor of its own per unit and sample), not beside fixed weights that tell them apart. In a linear layer they are
 * part of a continuous group.
 */
export const permutation: UnitGenerator = (hidden) => {
	const { incoming, outgoing, noisy, mixable, width } = hidden;
	if (!incoming || !(outgoing || readAlike(hidden)) || noisy || mixable || width < 2) return [];
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

/** The fixed weights out of the layer are the same for every unit. */
function readAlike({ next, width }: HiddenLayer): boolean {
	const { fixed } = next.declared;
	if (fixed === null) return false;
	for (let r = 0; r < next.width; r++)
		for (let j = 1; j < width; j++) if (fixed[r * width + j] !== fixed[r * width]) return false;
	return true;
}
