import type { Setting } from "../../problem/setting.ts";

/** Numbers that an optimizer keeps between steps. */
export type OptimizerState = Readonly<Record<string, Float64Array>>;

/** A rule that turns the gradient of a mini-batch into a step: one file, one rule. */
export interface Optimizer {
	readonly name: string;
	/** One sentence: the rule, and when people use it. */
	readonly summary: string;
	/** Learning rate where none is given. */
	readonly rate: number;
	/** Its own settings beside the rate. */
	readonly settings: readonly Setting[];
	/** The state at the first step, for P parameters. */
	begin(parameters: number): OptimizerState;
	/**
	 * Moves theta by one step. @param count the number of this step, from 1. @param settings a value for each of its settings.
	 */
	move(
		theta: Float64Array,
		gradient: Float64Array,
		rate: number,
		count: number,
		state: OptimizerState,
		settings: Readonly<Record<string, number>>,
	): void;
}
