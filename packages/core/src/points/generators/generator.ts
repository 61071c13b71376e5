import type { Problem } from "../../problem/problem.ts";
import type { HiddenLayer } from "../hidden-layer.ts";

/** sigma(-t) = constant +- sigma(t): what negating a unit's incoming weights asks of its outgoing ones. */
export interface Flip {
	/** Factor on the outgoing weights: 1 for even activations, -1 for odd ones (up to a constant). */
	readonly outgoing: 1 | -1;
	/** c in sigma(-t) = c - sigma(t): the next biases gain c times the outgoing weight. */
	readonly constant: number;
}

/** What de-duplication and orbit counting use of a hidden layer's symmetries. */
export interface UnitTraits {
	/** Units may be exchanged. */
	readonly permutable: boolean;
	readonly flip: Flip | null;
	/** (b, a) -> (b + pi, -a). */
	readonly halfPeriod: boolean;
	/** k of (w, b, a) -> (c w, c b, a / c^k), else null. */
	readonly scalingDegree: number | null;
	/** (b, a) -> (b + s, a e^-s). */
	readonly exponentialShift: boolean;
	/** The layer is linear and may be mixed: slope, else null. */
	readonly mixingSlope: number | null;
}

/** Symmetries that act on the first or the last layers. */
export interface EndTraits {
	/** The same row may be added to all rows of the main branch's last layer: whether for weights and for biases. */
	readonly logitShift: {
		readonly weights: boolean;
		readonly biases: boolean;
	} | null;
	/** Layers reading the inputs, with an orthonormal basis of the row changes that no sample sees: inputs (+ 1) numbers each. */
	readonly inputNullSpaces: readonly {
		readonly branch: number;
		readonly basis: readonly Float64Array[];
	}[];
	/** The first so many inputs may be exchanged, else null. */
	readonly exchangeableInputs: number | null;
	/** Slope of the main branch's output bias that may be exchanged with the shortcut's offset, else null. */
	readonly offsetExchange: {
		readonly from: number;
		readonly to: number;
		readonly slope: number;
	} | null;
}

/** One symmetry of the objective, declared by properties and still to be verified on the problem. */
export interface Generator {
	/** For people, with the place: "sign flips of the units of hidden layer 1". */
	readonly sentence: string;
	readonly continuous: boolean;
	/** The hidden layer on whose units it acts; null for symmetries of the ends. */
	readonly hidden: HiddenLayer | null;
	readonly unitTraits: Partial<UnitTraits>;
	readonly endTraits: Partial<EndTraits>;
	/** Words for the null directions it explains. */
	readonly reason: string;
	/** A copy of theta moved by an element chosen by `draw`, numbers in (-1, 1). */
	move(theta: Float64Array, draw: () => number): Float64Array;
	/** Directions along its orbit through theta, P numbers each; none for discrete ones. */
	tangents(theta: Float64Array): Float64Array[];
}

/** A family of symmetries: reads properties, returns the generators a hidden layer has. */
export type UnitGenerator = (hidden: HiddenLayer) => Generator[];

/** A family of symmetries of the ends of the network. */
export type EndGenerator = (problem: Problem) => Generator[];

/** Parts of a discrete symmetry that are always the same. */
export const discrete = {
	continuous: false,
	reason: "",
	endTraits: {},
	tangents: (): Float64Array[] => [],
} as const;
