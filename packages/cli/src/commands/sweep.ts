import { totalmem } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import {
	engineInUse,
	InputError,
	isReproducible,
	type Plan,
	parsePlan,
	type SweepDocument,
	SweepSummary,
} from "@lossatlas/core/laboratory";
import type { CellLimits } from "../executors/cell-process.ts";
import type { ExecutorSettings } from "../executors/executor.ts";
import { executorOf } from "../executors/executors.ts";
import { retryFailed, SweepRun } from "../executors/sweep-run.ts";
import { fileSource } from "../formats/data-source.ts";
import { readNamedFile } from "../formats/named-file.ts";
import { exitCodes, Interrupted } from "../output/failure.ts";
import { Interruption } from "../output/interruption.ts";
import { printDocument } from "../output/json-output.ts";
import { defaultFolder, prepareFolder, sweepFolder } from "../output/output-folder.ts";
import { Progress } from "../output/progress.ts";
import { describeSweep } from "../output/sweep-text.ts";
import { writeSweep } from "../output/write-sweep.ts";
import { SweepStore } from "../store/sweep-store.ts";
import { number, threadsOf, wholeNumber } from "../survey-options.ts";

/** Options of `sweep` as the parser hands them over. */
export interface SweepFlags {
	readonly out?: string;
	readonly executor: string;
	readonly resume?: boolean;
	readonly force?: boolean;
	readonly retryFailed?: boolean;
	readonly threads?: string;
	readonly cellSeconds: string;
	readonly cellMemory?: string;
	readonly slurmOptions?: string;
	readonly queue?: string;
	readonly json?: boolean;
}

/** `sweep PLAN` */
export async function sweepCommand(path: string, flags: SweepFlags): Promise<void> {
	const plan = await readPlan(path);
	const { document } = await runSweep(plan, flags);
	if (flags.json) printDocument(document);
	else process.stdout.write(describeSweep(document));
	// Some failures are results; nothing but failures is a fault.
	if (document.cells.done === 0 && document.cells.failed > 0) process.exitCode = exitCodes.fault;
}

/** Reads the plan file that a person named, with the problem and the data that it names. */
export async function readPlan(path: string): Promise<Plan> {
	const text = new TextDecoder().decode(await readNamedFile(path));
	const plan = await parsePlan(text, { file: path, source: fileSource, readText });
	if (plan.figures !== null) await requireFigures(plan, path);
	return plan;
}

/** Before anything runs: loads the figures only for a plan that names some. */
async function requireFigures(plan: Plan, path: string): Promise<void> {
	const { readSweepFigures } = await import("@lossatlas/core");
	try {
		readSweepFigures(plan);
	} catch (error) {
		throw error instanceof InputError ? error.in(path) : error;
	}
}

async function readText(path: string, from: string | undefined): Promise<{ text: string; path: string }> {
	const full = isAbsolute(path) || from === undefined ? path : join(dirname(from), path);
	return { text: new TextDecoder().decode(await readNamedFile(full, "problem")), path: full };
}

/** Limits of a cell from flags; without any, an hour, and the machine's memory shared out. */
export function limitsOf(flags: Pick<SweepFlags, "cellSeconds" | "cellMemory">, threads: number): CellLimits {
	return {
		seconds: number("cell-seconds", flags.cellSeconds, (value) => value > 0, "a positive number of seconds"),
		megabytes:
			flags.cellMemory === undefined
				? Math.floor((0.8 * totalmem()) / 1e6 / threads)
				: wholeNumber("cell-memory", flags.cellMemory, 64),
	};
}

/** A sweep that has run: its document, and the axes that its rows are over. */
export interface SweepResult {
	readonly document: SweepDocument;
	readonly axes: readonly string[];
}

/** Runs, or goes on with, a sweep and writes its results. */
export async function runSweep(plan: Plan, flags: SweepFlags): Promise<SweepResult> {
	const executor = executorOf(flags.executor);
	const engine = engineInUse();
	if (executor.manyMachines && !isReproducible(engine))
		throw new InputError(
			`The executor ${executor.name} may share cells out to several machines, and the engine ${engine} gives other last digits on each.`,
			{ field: "--engine" },
			"Give --engine portable or fused, or --executor threads.",
		);
	const threads =
		flags.threads === undefined ? (executor.defaultThreads ?? threadsOf(flags)) : threadsOf(flags);
	const limits = limitsOf(flags, threads);
	const folder = flags.out ?? defaultFolder(plan.name);
	const how = { resume: flags.resume === true, force: flags.force === true };
	const state = await prepareFolder(folder, how, sweepFolder);
	const store =
		state === "fresh" ? await SweepStore.begin(folder, plan) : await SweepStore.continue(folder, plan);
	const progress = new Progress(undefined, "cells");
	const interruption = new Interruption();
	const run: SweepRun = new SweepRun(store, progress, interruption.signal, async (blocks, report) =>
		executor.run(
			{
				store,
				limits,
				threads,
				signal: interruption.signal,
				settings: settingsOf(flags),
				say: (line) => progress.say(line),
				computed: (block, cells) => run.computed(block, cells),
			},
			blocks,
			report,
		),
	);
	try {
		if (flags.retryFailed === true) await retryFailed(store, limits, progress, interruption.signal);
		await run.all();
		interruption.leaveToSystem();
		progress.end();
		return await finish(store, progress);
	} catch (error) {
		if (!interruption.signal.aborted) throw error;
		throw new Interrupted(
			`Interrupted; finished blocks of cells are saved in ${folder}.`,
			"Go on with the same command and --resume.",
		);
	} finally {
		progress.end();
		interruption.leaveToSystem();
		store.close();
	}
}

function settingsOf({ slurmOptions, queue }: SweepFlags): ExecutorSettings {
	return {
		...(slurmOptions === undefined ? {} : { slurmOptions }),
		...(queue === undefined ? {} : { queue }),
	};
}

/** The document of what a store holds, written beside it with its figures and the report. */
async function finish(store: SweepStore, progress: Progress): Promise<SweepResult> {
	const summary = new SweepSummary(store.plan);
	for await (const row of store.rows()) summary.add(row);
	const result = summary.result(engineInUse());
	progress.say("Drawing figures and writing the report ...");
	await writeSweep(store.folder, store.plan, result.document, result.axes);
	progress.say(`Report: ${join(store.folder, "report.html")}`);
	return result;
}
