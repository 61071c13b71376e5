import type { CountRange } from "./inertia-range.ts";

/** One critical value: a class of critical points with the same loss. */
export interface EnumeratedValue {
	readonly loss: number;
	/** Loss above the least one that is known. */
	readonly gap: number;
	/** One entry per positive eigenvalue of Sigma, descending: 1 if selected. Of equal ones the first are marked. */
	readonly selection: readonly number[];
	/** How many of each group of equal eigenvalues are selected. */
	readonly counts: readonly number[];
	/** Choices of singular triples that the entry stands for, an exact integer: above 1 when eigenvalues repeat. */
	readonly alternatives: string;
	/** `flat`: the loss is constant near the points (all hidden units are dead). */
	readonly kind: "minimum" | "saddle" | "flat";
	readonly global: "yes" | "no" | "unknown";
	/**
	 * Minimum: whether every point is isolated. Saddle: whether the Hessian has a negative eigenvalue. true or false
	 * holds for every critical point of the value; null: for some it has, for others not (three layers or more).
	 */
	readonly strict: boolean | null;
	/** Negative and zero eigenvalues of the Hessian where all points of the value agree, else null. */
	readonly index: number | null;
	readonly nullity: number | null;
	/** Least and greatest over the points of the value; null where no closed form is known. */
	readonly indexRange: CountRange;
	readonly nullityRange: CountRange;
	/** Networks with kinks: which units are active on which samples. */
	readonly pattern: ActivePattern | null;
	readonly sentence: string;
}

/** A product cone: `units` hidden units have positive preactivations on exactly `samples`, the others on none. */
export interface ActivePattern {
	readonly units: number;
	/** Numbers of samples, from 0. */
	readonly samples: readonly number[];
	/** Least distance of a preactivation from the kink, relative to the sizes of weights and inputs, at a point found. */
	readonly margin: number;
}

/** What was verified of a point. */
export interface PointCheck {
	readonly what: string;
	readonly value: number;
	readonly passed: boolean;
}

/** A critical point of an enumerated value, checked. */
export interface RealizedPoint {
	/** Place of its value in the list. */
	readonly value: number;
	readonly loss: number;
	readonly kind: EnumeratedValue["kind"];
	readonly strict: boolean;
	readonly index: number;
	readonly nullity: number;
	readonly checks: readonly PointCheck[];
	readonly theta: readonly number[];
}

/** What `enumerate` prints. */
export interface EnumerateDocument {
	readonly schema: "lossatlas/enumerate@1";
	/** What the list covers, and whether it is complete. */
	readonly sentence: string;
	/** All critical points, or only those in the open cones where a hidden layer acts as a linear one. */
	readonly scope: "linear-network" | "product-cones";
	/** How many values there are in that scope, an exact integer; null if it was not counted. */
	readonly total: string | null;
	/** Best first. */
	readonly values: readonly EnumeratedValue[];
	/** Whether every critical point of the problem belongs to a listed value. */
	readonly complete: boolean;
	/** Points asked for; null when none were. */
	readonly points: readonly RealizedPoint[] | null;
	readonly seed: number;
}

/** How to enumerate. */
export interface EnumerateOptions {
	/** Values to list at most, best first; default 1000, at most 100000. */
	readonly limit?: number;
	/** Critical points to write down for each listed value; default 0. */
	readonly realize?: number;
	/** Fixes the random free matrices of these points; default 1. */
	readonly seed?: number;
	/** A parameter vector of low loss, the witness that a local minimum is not global. */
	readonly better?: ArrayLike<number>;
}
