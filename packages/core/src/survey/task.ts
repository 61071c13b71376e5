import { createObjective } from "../objective/create-objective.ts";
import type { Objective } from "../objective/objective.ts";
import type { Classification } from "../points/point.ts";
import type { Problem } from "../problem/problem.ts";
import { run } from "../search/driver.ts";
import { initialPoint } from "../search/initialisers.ts";
import type { OutcomeKind } from "../search/outcome.ts";
import { solver, successorOf } from "../search/solvers.ts";
import type { TraceRecord } from "../search/trace.ts";
import type { SettledOptions } from "./options.ts";

/** Starts `from` to `from + count - 1` of a survey: the unit of work of a pool. */
export interface SurveyTask {
	readonly options: SettledOptions;
	readonly from: number;
	readonly count: number;
}

/** What became of one start; plain JSON. */
export interface StartResult {
	readonly start: number;
	readonly outcome: OutcomeKind;
	readonly sentence: string;
	readonly evidence: Readonly<Record<string, unknown>>;
	readonly evaluations: number;
	readonly loss: number;
	readonly gradientNorm: number;
	/** The critical point, for `converged`. */
	readonly classification: Classification | null;
	/** Empty from start 1000 on: more lines than that cannot be told apart, and memory would grow with them. */
	readonly trace: TraceRecord;
}

const tracedStarts = 1000;

/** A worker pool as a survey uses it: the same problem for every task. */
export interface Pool {
	readonly size: number;
	run(task: SurveyTask, signal?: AbortSignal): Promise<StartResult[]>;
}

const objectives = new WeakMap<Problem, Objective>();

/** One objective per problem and thread. */
export function objectiveOf(problem: Problem): Objective {
	let objective = objectives.get(problem);
	if (objective === undefined) {
		objective = createObjective(problem);
		objectives.set(problem, objective);
	}
	return objective;
}

/**
 * Runs the starts of a task one after another. Each is a pure function of (problem, options, start):
 * its own random stream, no state left over from another start.
 */
export function runTask(problem: Problem, task: SurveyTask, signal?: AbortSignal): StartResult[] {
	const results: StartResult[] = [];
	for (let start = task.from; start < task.from + task.count; start++) {
		signal?.throwIfAborted();
		results.push(runStart(problem, task.options, start, signal));
	}
	return results;
}

function runStart(
	problem: Problem,
	options: SettledOptions,
	start: number,
	signal?: AbortSignal,
): StartResult {
	const objective = objectiveOf(problem);
	const chosen = solver(options.solver);
	const first = initialPoint(problem, options.init, options.seed, start, options.target);
	const ended = run(
		objective,
		first,
		{
			solver: chosen,
			successor: successorOf(chosen, objective.parameters),
			target: options.target,
			budget: options.budget,
			tolerance: options.tolerance,
			seed: options.seed,
			start,
		},
		signal,
	);
	return {
		start,
		outcome: ended.outcome.kind,
		sentence: ended.outcome.sentence,
		evidence: ended.outcome.evidence,
		evaluations: ended.evaluations,
		loss: ended.value,
		gradientNorm: ended.gradientNorm,
		classification: ended.classification,
		trace: start < tracedStarts ? ended.trace : { evaluations: [], loss: [], gradientNorm: [], norm: [] },
	};
}
