import type { Problem } from "../problem/problem.ts";
import type { Setting, SettingValues } from "../problem/setting.ts";
import type { Citation } from "../theory/theorem.ts";

/** A problem, and where it is needed a point of it, that a person brings: `--set problem=FILE --set point=FILE`. */
export interface Given {
	readonly problem: Problem | null;
	readonly theta: Float64Array | null;
}

/** What the constructed point is claimed to be; each entry is checked by the program, none is taken on trust. */
export interface Claim {
	readonly kind:
		| "local-minimum"
		| "strict-local-minimum"
		| "global-minimum"
		| "strict-saddle"
		| "non-strict-saddle"
		/** Looks like a local minimum to a careless test and is none. */
		| "not-a-local-minimum"
		/** The claim is about the path alone. */
		| "path";
	/** The loss there (contract normalisation), by formula; null when no formula gives it. */
	readonly loss: number | null;
	/** Weighted share of misclassified samples; null for regression or when it is not part of the claim. */
	readonly trainingError: number | null;
	/** Dimension of the null space of the Hessian; null when it is not part of the claim (kinks, no formula). */
	readonly nullity: number | null;
	/** Preactivations lie on a kink: the Hessian tests do not apply, one-sided tests do. */
	readonly kinked: boolean;
	/**
	 * Radius of the ball, relative to 1 + |theta|, in which the claim can be seen by sampling and by descent: smaller
	 * than the distance to other pieces and basins.
	 */
	readonly radius: number;
}

/** A path theta(t) in parameter space, as rows of a matrix. */
export interface ConstructedPath {
	/** points x P, row by row. */
	readonly theta: Float64Array;
	readonly points: number;
	/** The loss at each point. */
	readonly loss: Float64Array;
	/** Index of the row at which each stage of the construction begins, with its name for people. */
	readonly stages: readonly { readonly at: number; readonly what: string }[];
	/** The infimum that it approaches, and whether a point attains it. */
	readonly infimum: number;
	readonly attained: boolean;
}

/** What a construction makes. */
export interface Construct {
	/** A problem file as an object, with inline data: `problem.yaml` is written from it. */
	readonly file: Readonly<Record<string, unknown>>;
	readonly theta: Float64Array;
	readonly claim: Claim;
	/** For people, with the numbers: what was made and why it is what it is claimed to be. */
	readonly sentence: string;
	/** A point of lower loss, which makes the local minimum bad; null when that is not part of the claim. */
	readonly better: Float64Array | null;
	readonly path: ConstructedPath | null;
	/** Further things that this construction alone can check. */
	readonly ownChecks?: readonly CheckResult[];
}

/** One self-check: what was computed, and whether that is as claimed. */
export interface CheckResult {
	readonly what: string;
	readonly value: number;
	readonly passed: boolean;
}

/** A counterexample or a path after a paper, parametrised. */
export interface Construction {
	/** For example `liang-2018/dead-relu`; its file is `liang-2018-dead-relu.ts`. */
	readonly id: string;
	readonly title: string;
	readonly citation: Citation;
	/** One or two sentences: what is claimed, for which settings. */
	readonly claim: string;
	readonly settings: readonly Setting[];
	/** `optional`: works on a person's own problem too; `required`: needs one (or a point, or both). */
	readonly takes: { readonly problem: "no" | "optional" | "required"; readonly point: "no" | "optional" };
	/**
	 * Makes the point. Same settings and seed, same bits.
	 *
	 * @throws InputError when the settings, or the given problem, do not admit the claim; the message says why.
	 */
	build(values: SettingValues, seed: number, given: Given): Construct | Promise<Construct>;
}
