import { outputSlope } from "../hidden-layer.ts";
import { pieceAt } from "./local-pieces.ts";
import type { NullContext } from "./source.ts";

/** How a number depends on theta around a point: not at all, as an affine function, otherwise. */
const constant = 0;
const affine = 1;
const curved = 2;
type Dependence = typeof constant | typeof affine | typeof curved;

/**
 * Whether the network's outputs at sample i are affine functions of theta around theta: every branch ends
 * linearly on units that stand still (all dead at that sample), or fixed weights read affine ones.
 */
export function isLocallyAffine(
	{ places, preactivations, units }: Pick<NullContext, "places" | "preactivations" | "units">,
	sample: number,
): boolean {
	return places.every((layers) => {
		let before: Dependence[] = [];
		return layers.every((place, l) => {
			const { declared, width, firstUnit } = place;
			const worst = before.length === 0 ? constant : (Math.max(...before) as Dependence);
			const trained = declared.fixed === null;
			const read: Dependence = trained ? (worst === constant ? affine : curved) : worst;
			if (l === layers.length - 1) return outputSlope(place) !== null && read !== curved;
			before = Array.from({ length: width }, (_, j): Dependence => {
				const at = pieceAt(declared, preactivations[sample * units + firstUnit + j]);
				if (at < 0) return read === constant ? constant : curved;
				return declared.activation.properties.affinePieces[at].slope === 0 ? constant : read;
			});
			return true;
		});
	});
}
