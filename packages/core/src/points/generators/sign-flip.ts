import type { HiddenLayer } from "../hidden-layer.ts";
import { offsetThroughColumn, scaleColumn, scaleRow } from "../unit-moves.ts";
import { discrete, type Flip, type UnitGenerator } from "./generator.ts";

/**
 * Even activations: (w, b) -> -(w, b). Odd ones: (w, b, a) -> -(w, b, a). Odd up to a constant,
 * sigma(-t) = c - sigma(t): (w, b) -> -(w, b), a -> -a, next bias += c a, only where the next layer
 * has a trained bias, no weight decay acts on it and no noise multiplies the constant. Linear units that may be
 * mixed have their flips among the mixing, but for a single one under weight decay, which has nothing to rotate with.
 */
export const signFlip: UnitGenerator = (hidden) => {
	const flip = flipOf(hidden);
	const mixes = hidden.mixable && !(hidden.penalised && hidden.width === 1);
	if (flip === null || !hidden.incoming || mixes) return [];
	return [
		{
			...discrete,
			hidden,
			sentence: `sign flips of the units of ${hidden.name}`,
			unitTraits: { flip },
			move(theta, draw) {
				const moved = theta.slice();
				for (let j = 0; j < hidden.width; j++) if (j === 0 || draw() > 0) flipUnit(moved, hidden, j, flip);
				return moved;
			},
		},
	];
};

function flipOf(hidden: HiddenLayer): Flip | null {
	const { parity, oddUpToConstant } = hidden.declared.activation.properties;
	if (parity === "even") return { outgoing: 1, constant: 0 };
	if (oddUpToConstant === null || !hidden.outgoing) return null;
	const flip: Flip = { outgoing: -1, constant: oddUpToConstant };
	if (oddUpToConstant === 0) return flip;
	return hidden.next.bias >= 0 && !hidden.penalised && !hidden.noisy ? flip : null;
}

/** Flips the sign of unit j in place. */
export function flipUnit(
	theta: Float64Array,
	hidden: HiddenLayer,
	j: number,
	{ outgoing, constant }: Flip,
): void {
	scaleRow(theta, hidden, j, -1);
	if (constant !== 0) offsetThroughColumn(theta, hidden, j, constant);
	if (outgoing === -1) scaleColumn(theta, hidden, j, -1);
}
