import type { Objective } from "../objective/objective.ts";

/** What a solver may use: the objective with its calls counted, settings, nothing else. */
export interface SolverContext {
	/** Every call is counted against the budget by the driver. */
	readonly objective: Objective;
	/** Stop improving below this: largest absolute gradient component. */
	readonly tolerance: number;
	/** Index searched for, for finders of a given index; null for any. */
	readonly index: number | null;
	/** Of the run: with `start` they name its random streams. */
	readonly seed: number;
	readonly start: number;
}

/** What one step tells the driver. */
export interface StepReport {
	/** Loss at the state's theta. */
	readonly value: number;
	/** Largest absolute component of the gradient at the state's theta. */
	readonly gradientNorm: number;
	/** Largest absolute component of the step just taken; 0 when it was rejected. */
	readonly step: number;
	/** `stalled`: no further progress is possible for this solver from here; `running` otherwise. */
	readonly status: "running" | "stalled";
}

/**
 * A solver is one file: a state and a step. The driver owns loop, budget, progress, cancellation,
 * outcome. `step` does a bounded amount of work (one outer iteration), never loops to convergence.
 */
export interface Solver<S extends SolverState = SolverState> {
	readonly name: string;
	/** One sentence for `--help`: method, and when to choose it. */
	readonly summary: string;
	/** Points that it converges to: minima only, or critical points of any index. */
	readonly finds: "minima" | "critical-points";
	/** Its steps follow mini-batches or a fixed rate: the loss may rise, and another solver has to finish. */
	readonly noisy?: true;
	/** Cost that grows: needs a dense P x P matrix at every step. */
	readonly dense: boolean;
	start(theta: Float64Array, context: SolverContext): S;
	step(state: S, context: SolverContext): StepReport;
}

/** A solver's state holds at least the current point, its loss and gradient. */
export interface SolverState {
	readonly theta: Float64Array;
	readonly gradient: Float64Array;
	value: number;
}
