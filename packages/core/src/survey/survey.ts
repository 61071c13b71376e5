import type { Certificate } from "../certificate/certificate.ts";
import type { Problem } from "../problem/problem.ts";
import type { OutcomeKind } from "../search/outcome.ts";
import type { CheckDocument } from "../theory/check.ts";
import { assembleAtlas } from "./assemble.ts";
import { certifyPoints } from "./certify-points.ts";
import { check } from "./check-with-proofs.ts";
import type { Atlas, PointProof } from "./document.ts";
import { type SettledOptions, type SurveyOptions, settleOptions } from "./options.ts";
import { StartLedger } from "./start-ledger.ts";
import { objectiveOf, type Pool, runTask, type StartResult, type SurveyTask } from "./task.ts";

/** What a survey tells while it runs. */
export type SurveyEvent =
	| {
			readonly type: "started";
			readonly total: number;
			readonly options: SettledOptions;
			readonly notes: readonly string[];
	  }
	| {
			/** A block of starts that has ended: to be saved, so that the survey can be resumed. */
			readonly type: "block";
			readonly results: readonly StartResult[];
	  }
	| {
			readonly type: "progress";
			readonly done: number;
			readonly total: number;
			readonly outcomes: Readonly<Record<OutcomeKind, number>>;
			readonly evaluations: number;
	  }
	| {
			/** What theorems say, before the search. */
			readonly type: "theory";
			readonly theory: CheckDocument;
	  }
	| { readonly type: "merging" }
	| { readonly type: "certifying"; readonly done: number; readonly total: number; readonly proved: number }
	| { readonly type: "finished"; readonly atlas: Atlas };

/** How a survey is carried out; nothing here changes its result. */
export interface SurveyRun {
	/** Absent: in place, on this thread. */
	readonly pool?: Pool;
	readonly signal?: AbortSignal;
	/** Default true: ask the theorems first. */
	readonly theory?: boolean;
	/** Default false: certify the points found. */
	readonly certify?: boolean;
	/** Starts that an interrupted run has finished already. */
	readonly finished?: ReadonlyMap<number, StartResult>;
}

/** A running survey: a stream of events, and its result. */
export interface Survey extends AsyncIterable<SurveyEvent> {
	/** Runs to the end and gives the atlas. */
	result(): Promise<Atlas>;
}

/** Starts in a block: fixed by the total alone, so that a resumed survey cuts the same blocks. */
function blockSize(total: number): number {
	return Math.max(1, Math.min(64, Math.ceil(total / 64)));
}

/**
 * The main job: asks the theorems, then runs a solver from many starts, gives each a truthful outcome, merges the points
 * found modulo the objective's symmetry group, and classifies them.
 *
 * Same problem, options and seed give the same digest, whatever the pool. Throws the signal's reason
 * when aborted; blocks already reported are then safe to pass as `finished`.
 *
 * @example
 * for await (const event of survey(problem, {starts: 20})) {
 *   if (event.type === "finished") console.log(event.atlas.survey.points.length);
 * }
 */
export function survey(problem: Problem, options: SurveyOptions = {}, how: SurveyRun = {}): Survey {
	const events = () => surveyEvents(problem, options, how);
	return {
		[Symbol.asyncIterator]: events,
		async result() {
			for await (const event of events()) if (event.type === "finished") return event.atlas;
			throw new Error("The survey ended without a result.");
		},
	};
}

async function* surveyEvents(
	problem: Problem,
	options: SurveyOptions,
	how: SurveyRun,
): AsyncGenerator<SurveyEvent> {
	const settled = settleOptions(problem, options);
	const total = settled.starts;
	const ledger = new StartLedger(objectiveOf(problem), total);
	const progress = (): SurveyEvent => ({
		type: "progress",
		done: ledger.done,
		total,
		outcomes: { ...ledger.counts },
		evaluations: ledger.evaluations,
	});

	yield { type: "started", total, options: settled, notes: problem.notes };
	const theory =
		how.theory === false
			? null
			: await check(problem, { remedies: false, ...(how.signal ? { signal: how.signal } : {}) });
	if (theory !== null) yield { type: "theory", theory };
	for (const result of how.finished?.values() ?? []) ledger.add(result);
	if (ledger.done > 0) yield progress();

	for await (const block of runBlocks(problem, openTasks(settled, ledger), how)) {
		for (const result of block) ledger.add(result);
		yield { type: "block", results: block };
		yield progress();
	}
	yield { type: "merging" };
	const atlas = assembleAtlas(problem, settled, ledger, theory);
	yield {
		type: "finished",
		atlas: how.certify === true ? yield* withCertificates(problem, atlas, how) : atlas,
	};
}

async function* withCertificates(
	problem: Problem,
	atlas: Atlas,
	{ signal }: SurveyRun,
): AsyncGenerator<SurveyEvent, Atlas> {
	const { points } = atlas.survey;
	const certified: Record<string, PointProof> = {};
	const certificates: Record<string, Certificate> = {};
	const tell = (): SurveyEvent => ({
		type: "certifying",
		done: Object.keys(certified).length,
		total: points.length,
		proved: Object.keys(certificates).length,
	});
	yield tell();
	for (const { id, proof, certificate } of certifyPoints(problem, points)) {
		certified[id] = proof;
		if (certificate !== null) certificates[id] = certificate;
		yield tell();
		await breathe();
		signal?.throwIfAborted();
	}
	return { ...atlas, survey: { ...atlas.survey, certified }, certificates };
}

/** Blocks of starts of which at least one is missing, cut down to the missing ones. */
function openTasks(options: SettledOptions, ledger: StartLedger): SurveyTask[] {
	const tasks: SurveyTask[] = [];
	const size = blockSize(options.starts);
	for (let from = 0; from < options.starts; from += size) {
		const end = Math.min(from + size, options.starts);
		let first = from;
		while (first < end) {
			while (first < end && ledger.has(first)) first++;
			let last = first;
			while (last < end && !ledger.has(last)) last++;
			if (last > first) tasks.push({ options, from: first, count: last - first });
			first = last;
		}
	}
	return tasks;
}

/** Yields the results of tasks as they are completed; a pool is kept busy with a few more than it has threads. */
async function* runBlocks(
	problem: Problem,
	tasks: readonly SurveyTask[],
	{ pool, signal }: SurveyRun,
): AsyncGenerator<readonly StartResult[]> {
	if (pool === undefined) {
		for (const task of tasks) {
			signal?.throwIfAborted();
			yield runTask(problem, task, signal);
			await breathe();
		}
		return;
	}
	type Settled = { readonly key: number; readonly block: StartResult[] };
	const running = new Map<number, Promise<Settled>>();
	let next = 0;
	while (next < tasks.length || running.size > 0) {
		while (next < tasks.length && running.size < pool.size + 2) {
			const key = next++;
			running.set(
				key,
				pool.run(tasks[key], signal).then((block) => ({ key, block })),
			);
		}
		const { key, block } = await Promise.race(running.values());
		running.delete(key);
		yield block;
	}
}

/** Lets timers and signals have their turn between blocks. */
function breathe(): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, 0);
	});
}
