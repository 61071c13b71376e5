import type { Activation } from "../../problem/formula/activation.ts";

/** An interval on which an activation is constant, and a place well inside. */
export interface ConstantPiece {
	readonly from: number;
	readonly to: number;
	readonly inside: number;
}

/** The first interval on which sigma is constant; null when there is none. */
export function constantPiece(activation: Activation): ConstantPiece | null {
	const piece = activation.properties.affinePieces.find(({ slope, from, to }) => slope === 0 && from < to);
	if (piece === undefined) return null;
	const { from, to } = piece;
	const inside =
		from === -Infinity ? (to === Infinity ? 0 : to - 1) : to === Infinity ? from + 1 : from + (to - from) / 2;
	return inside > from && inside < to ? { from, to, inside } : null;
}
