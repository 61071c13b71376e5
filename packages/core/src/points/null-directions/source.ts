import type { Objective } from "../../objective/objective.ts";
import type { HiddenLayer, LayerPlace } from "../hidden-layer.ts";
import type { Symmetries } from "../symmetries.ts";
import type { LocalPieces } from "./local-pieces.ts";

/** What a source of null directions reads; computed once per point. */
export interface NullContext {
	readonly objective: Objective;
	readonly theta: Float64Array;
	readonly symmetries: Symmetries;
	readonly places: readonly (readonly LayerPlace[])[];
	/** Samples that are not in the interior of a flat region of the loss. */
	readonly active: readonly number[];
	/** Preactivations, N x units. */
	readonly preactivations: Float64Array;
	readonly units: number;
	/** What each hidden unit does around theta, by hidden layer. */
	readonly pieces: ReadonlyMap<HiddenLayer, LocalPieces>;
}

/**
 * What is known along the directions of a source:
 * `symmetry`: the objective's own continuous symmetry; `critical`: around a critical point they are
 * tangent to a set of critical points of one loss; `separate`: each line along one of them is, together
 * perhaps not; `constant`: the loss is constant along them;
 * `kernel`: they are in the Hessian's kernel, no more.
 */
export type Along = "symmetry" | "critical" | "separate" | "constant" | "kernel";

/** Directions of which the Hessian's kernel contains all, or a part that is still to be found. */
export interface NullCandidates {
	readonly reason: string;
	readonly along: Along;
	/** They change how the network is written, not what it computes near theta: counted with the symmetries. */
	readonly rewrites?: boolean;
	/** P numbers each, any length, possibly dependent. */
	readonly directions: readonly Float64Array[];
	/** They are orthonormal already. */
	readonly orthonormal?: boolean;
	/** Around theta the points of this loss along these directions are all there is: they span the whole kernel. */
	readonly whole?: boolean;
}

/** One reason why directions may be null; registered in `registry.ts`. */
export type NullSource = (context: NullContext) => NullCandidates[];
