import { availableParallelism } from "node:os";
import { type Problem, runTask, type SettledOptions, settleOptions } from "@lossatlas/core";
import { printDocument, toExactJson } from "../output/json-output.ts";
import { durationText } from "../output/progress.ts";
import type { SurveyFlags } from "../survey-flags.ts";
import { readProblem, surveyOptions, threadsOf } from "../survey-options.ts";

/** Starts of the pilot: until it has taken this long, but not more than so many. */
const pilotSeconds = 5;
const mostStarts = 60;
/** What a worker thread costs before it does anything. */
const threadSeconds = 0.3;
const threadBytes = 35e6;
/** Figures and report: seconds to draw, bytes on disk. */
const reportSeconds = 2;
const reportBytes = 1.5e6;

/** What `estimate --json` prints. */
export interface Estimate {
	readonly schema: "lossatlas/estimate@1";
	readonly seconds: number;
	/** Memory at its highest. */
	readonly bytes: number;
	readonly disk: number;
	readonly cells: number;
	readonly basis: string;
}

/** `estimate PROBLEM` with the options of `survey` */
export async function estimateCommand(path: string, flags: SurveyFlags): Promise<void> {
	const problem = await readProblem(path);
	const options = settleOptions(problem, await surveyOptions(problem, flags));
	const estimate = estimateSurvey(problem, options, Math.min(threadsOf(flags), options.starts));
	if (flags.json) printDocument(estimate);
	else
		process.stdout.write(
			`${durationText(estimate.seconds)}, ${megabytes(estimate.bytes)} of memory, ${megabytes(estimate.disk)} on disk\n${estimate.basis}\n`,
		);
}

function megabytes(bytes: number): string {
	return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}

/** Runs a few of the survey's own starts and scales up. */
function estimateSurvey(problem: Problem, options: SettledOptions, threads: number): Estimate {
	const total = options.starts;
	const { count, seconds, bytes } = pilot(problem, options);
	const each = seconds / count;
	const workers = Math.min(threads, availableParallelism());
	const saved = (bytes / count) * total;
	const rounds = Math.ceil(total / workers);
	return {
		schema: "lossatlas/estimate@1",
		seconds: Number((each * rounds + threadSeconds + reportSeconds).toPrecision(3)),
		bytes: Math.round(process.memoryUsage().rss + threads * threadBytes + 3 * saved),
		disk: Math.round(saved + reportBytes),
		cells: 1,
		basis: `${count} of ${total} starts were run on one thread, ${each.toPrecision(2)} s each; ${threads} thread${threads === 1 ? "" : "s"}.`,
	};
}

interface Pilot {
	readonly count: number;
	readonly seconds: number;
	/** Size of their saved results. */
	readonly bytes: number;
}

/**
 * Runs starts spread evenly over all of them, since they may begin differently in turn. The first one
 * also warms up the engine: it counts only when it alone took the pilot's time.
 */
function pilot(problem: Problem, options: SettledOptions): Pilot {
	const planned = Math.min(mostStarts, options.starts);
	let begun = performance.now();
	const spent = () => (performance.now() - begun) / 1000;
	let bytes = run(problem, options, 0);
	let count = 1;
	if (spent() >= pilotSeconds) return { count, seconds: spent(), bytes };
	begun = performance.now();
	bytes = 0;
	count = 0;
	while (count < planned && spent() < pilotSeconds) {
		bytes += run(problem, options, Math.floor(scattered(count) * options.starts));
		count++;
	}
	return { count, seconds: spent(), bytes };
}

/** Runs one start; the size of its saved result. */
function run(problem: Problem, options: SettledOptions, start: number): number {
	return toExactJson(runTask(problem, { options, from: start, count: 1 })).length;
}

/** The k-th of a sequence that fills the interval from 0 to 1 evenly, however far it is taken (van der Corput). */
function scattered(k: number): number {
	let value = 0;
	let place = 0.5;
	for (let rest = k; rest > 0; rest >>= 1) {
		if (rest & 1) value += place;
		place /= 2;
	}
	return value;
}
