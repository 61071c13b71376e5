import type { Objective } from "../../../src/objective/objective.ts";
import type { Solver, SolverContext, StepReport } from "../../../src/search/solver.ts";

/** What a solver made of a start when it was stepped without the driver. */
export interface Walk {
	readonly theta: Float64Array;
	readonly value: number;
	readonly gradientNorm: number;
	readonly steps: number;
	readonly stalled: boolean;
	/** Everything that was accepted, the start included. */
	readonly path: readonly Float64Array[];
	readonly values: readonly number[];
	readonly reports: readonly StepReport[];
}

export interface WalkSettings {
	readonly steps: number;
	/** The walk ends below this gradient. */
	readonly gradient?: number;
	readonly index?: number | null;
}

/** Steps a solver until its gradient is small, it stalls, or the steps are used up. */
export function walk(
	solver: Solver,
	objective: Objective,
	start: ArrayLike<number>,
	{ steps, gradient = 1e-11, index = null }: WalkSettings,
): Walk {
	const context: SolverContext = { objective, tolerance: gradient, index, seed: 1, start: 0 };
	const state = solver.start(Float64Array.from(start), context);
	const path = [state.theta.slice()];
	const values = [state.value];
	const reports: StepReport[] = [];
	const largest = (x: Float64Array) => x.reduce((most, t) => Math.max(most, Math.abs(t)), 0);
	let gradientNorm = largest(state.gradient);
	let stalled = false;
	while (reports.length < steps && gradientNorm > gradient && !stalled) {
		const report = solver.step(state, context);
		reports.push(report);
		gradientNorm = report.gradientNorm;
		stalled = report.status === "stalled";
		path.push(state.theta.slice());
		values.push(state.value);
	}
	return {
		theta: state.theta.slice(),
		value: state.value,
		gradientNorm,
		steps: reports.length,
		stalled,
		path,
		values,
		reports,
	};
}

/** Largest component of a - b. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
	return Array.from(a).reduce((most, x, k) => Math.max(most, Math.abs(x - b[k])), 0);
}
