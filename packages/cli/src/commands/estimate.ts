import { engineInUse, type Problem, type SettledOptions, settleOptions } from "@lossatlas/core/laboratory";
import { type Pilot, pilot } from "../executors/pilot.ts";
import { printDocument } from "../output/json-output.ts";
import { durationText } from "../output/progress.ts";
import type { SurveyFlags } from "../survey-flags.ts";
import { readProblem, surveyOptions, threadsOf } from "../survey-options.ts";

/** Starting the program and its threads, drawing the figures, writing the report. */
const fixedSeconds = 2.5;
/** What drawing and writing adds to the memory of the search. */
const drawingBytes = 60e6;
/** Figures and report on disk. */
const reportBytes = 1.2e6;

/** What `estimate --json` prints. */
interface Estimate {
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
	const threads = Math.min(threadsOf(flags), options.starts);
	const estimate = scaledUp(options, threads, await runPilot(problem, options, threads));
	if (flags.json) printDocument({ ...estimate, engine: engineInUse() });
	else
		process.stdout.write(
			`${durationText(estimate.seconds)}, ${megabytes(estimate.bytes)} of memory, ${megabytes(estimate.disk)} on disk\n${estimate.basis}\n`,
		);
}

function runPilot(problem: Problem, options: SettledOptions, threads: number): Promise<Pilot> {
	process.stderr.write("Running a few starts ...\n");
	return pilot(problem, options, threads);
}

/** From a few starts to all of them: time in rounds of one start a thread, memory and disk by what results take. */
function scaledUp(
	options: SettledOptions,
	threads: number,
	{ count, seconds, saved, memory }: Pilot,
): Estimate {
	const total = options.starts;
	const allSaved = saved * total;
	return {
		schema: "lossatlas/estimate@1",
		seconds: Number((seconds * Math.ceil(total / threads) + fixedSeconds).toPrecision(3)),
		bytes: Math.round(memory + drawingBytes + 3 * allSaved),
		disk: Math.round(1.5 * allSaved + reportBytes),
		cells: 1,
		basis: `${count} of ${total} starts were run on ${threads} thread${threads === 1 ? "" : "s"}; one takes ${seconds.toPrecision(2)} s on average.`,
	};
}

function megabytes(bytes: number): string {
	return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
