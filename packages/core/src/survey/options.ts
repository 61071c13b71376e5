import type { Problem } from "../problem/problem.ts";
import { type Init, initLabel, parseInit } from "../search/initialisers.ts";
import { defaultSolver } from "../search/solvers.ts";

/** What a person may set. */
export interface SurveyOptions {
	/** Default 100. */
	readonly starts?: number;
	/** Default 1. */
	readonly seed?: number;
	/** `minima` (default) or critical points of every index. */
	readonly target?: "minima" | "all";
	/** Default glorot; also as text, `"he"` or `"normal:0.5"`. */
	readonly init?: Init | string;
	/** Name of a solver; null or absent: chosen for the target and the number of parameters. */
	readonly solver?: string | null;
	/** Evaluations (passes over the data) a start may cost; null or absent: 20000 and more for many parameters. */
	readonly budget?: number | null;
	/** Largest absolute gradient component to reach before polishing; default 1e-10. */
	readonly tolerance?: number | null;
}

/** Options with every default filled in: what a worker needs and the digest covers. */
export interface SettledOptions {
	readonly starts: number;
	readonly seed: number;
	readonly target: "minima" | "all";
	readonly init: Init;
	readonly solver: string;
	readonly budget: number;
	readonly tolerance: number;
}

/** @throws RangeError for a text that is no law. */
function initOf(init: Init | string): Init {
	if (typeof init !== "string") return init;
	const parsed = parseInit(init);
	if (parsed === null)
		throw new RangeError(
			`init is "glorot", "he", "he-uniform", "normal", "normal:SCALE" or an object, not "${init}".`,
		);
	return parsed;
}

/** Fills in the defaults. @throws RangeError for an `init` that is no law. */
export function settleOptions(problem: Problem, options: SurveyOptions): SettledOptions {
	const target = options.target ?? "minima";
	const parameters = problem.network.parameters;
	return {
		starts: options.starts ?? 100,
		seed: options.seed ?? 1,
		target,
		init: initOf(options.init ?? "glorot"),
		solver: options.solver ?? defaultSolver(target, parameters).name,
		budget: options.budget ?? 20000 + 100 * parameters,
		tolerance: options.tolerance ?? 1e-10,
	};
}

/** The options as they enter the digest and the documents: plain JSON. */
export function describeOptions(options: SettledOptions): Record<string, unknown> {
	return { ...options, init: initLabel(options.init) };
}
