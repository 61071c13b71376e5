import { type Problem, runTask, type SettledOptions, settleOptions } from "@lossatlas/core";
import { readProblem, type SurveyFlags, surveyOptions, threadsOf } from "../common-options.ts";
import { printDocument, toJson } from "../output/json-output.ts";
import { words } from "../output/progress.ts";

/** Starts of the pilot: until it has taken this long, between these counts. */
const pilotSeconds = 4;
const fewest = 3;
const most = 40;
/** Seconds and bytes that a worker thread costs before it does anything. */
const threadSeconds = 0.25;
const threadBytes = 45e6;
/** Writing figures and report. */
const reportSeconds = 2;

/** `estimate PROBLEM` with the options of `survey` */
export async function estimateCommand(path: string, flags: SurveyFlags): Promise<void> {
	const problem = await readProblem(path);
	const options = settleOptions(problem, await surveyOptions(problem, flags));
	const threads = Math.min(threadsOf(flags), options.starts);
	const estimate = estimateSurvey(problem, options, threads);
	if (flags.json) printDocument(estimate);
	else
		process.stdout.write(
			`${words(estimate.seconds)}, ${megabytes(estimate.bytes)} of memory, ${megabytes(estimate.disk)} on disk\n${estimate.basis}\n`,
		);
}

function megabytes(bytes: number): string {
	return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}

function estimateSurvey(problem: Problem, options: SettledOptions, threads: number) {
	let done = 0;
	let saved = 0;
	runTask(problem, { options, from: 0, count: 1 });
	const begun = performance.now();
	const spent = () => (performance.now() - begun) / 1000;
	// Starts spread over all of them, so that inits that alternate are all met.
	while (done < Math.min(most, options.starts) && (done < fewest || spent() < pilotSeconds)) {
		const from = Math.floor((done * options.starts) / Math.min(most, options.starts));
		const results = runTask(problem, { options, from, count: 1 });
		saved += toJson(results).length;
		done++;
	}
	const each = spent() / done;
	const total = options.starts;
	const seconds = (each * total) / threads + threadSeconds + reportSeconds;
	const memory = process.memoryUsage().rss;
	return {
		schema: "lossatlas/estimate@1",
		seconds: Number(seconds.toPrecision(3)),
		bytes: Math.round(memory + (threads > 1 ? threads * threadBytes : 0) + 3 * (saved / done) * total),
		disk: Math.round((saved / done) * total + 1.5e6),
		cells: 1,
		basis: `${done} of ${total} starts were run on one thread, ${each.toPrecision(2)} s each; ${threads} thread${threads === 1 ? "" : "s"}.`,
	};
}
