import type { Problem } from "../problem/problem.ts";

/** What was proved of a local minimum of a narrow network that stays one when a unit is split. */
export interface ProvedCore {
	/** The smallest width of the hidden layer from which on it is a bad local minimum. */
	readonly from: number;
	/** Bounds of its loss. */
	readonly loss: readonly [number, number];
	/** The better point's loss is lower by at least this. */
	readonly gap: number;
}

/**
 * Proves, by a certificate that was checked, that splits of the critical point of `core` near theta are bad local minima; null where that
 * was not shown. Given to the desk from above: what proves lies on a higher storey.
 */
export type CoreProver = (core: Problem, theta: Float64Array, better: Float64Array) => ProvedCore | null;
