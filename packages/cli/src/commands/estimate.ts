import { engineInUse, type Problem, type SettledOptions, settleOptions } from "@lossatlas/core/laboratory";
import { type Pilot, pilot } from "../executors/pilot.ts";
import { sweepPilot } from "../executors/sweep-pilot.ts";
import { readNamedFile } from "../formats/named-file.ts";
import { printDocument } from "../output/json-output.ts";
import { durationText } from "../output/progress.ts";
import type { SurveyFlags } from "../survey-flags.ts";
import { readProblem, surveyOptions, threadsOf } from "../survey-options.ts";
import { limitsOf, readPlan } from "./sweep.ts";

/** Starting the program and its threads, drawing the figures, writing the report. */
const fixedSeconds = 2.5;
/** What drawing and writing adds to the memory of the search. */
const drawingBytes = 60e6;
/** A cell of a pilot that takes longer is taken to fail, in seconds. */
const longestCell = 120;
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

/** `estimate PROBLEM` with the options of `survey`, or `estimate PLAN` */
export async function estimateCommand(path: string, flags: SurveyFlags): Promise<void> {
	const estimate = (await isPlan(path))
		? await estimateSweep(path, flags)
		: await estimateSurvey(path, flags);
	if (flags.json) printDocument({ ...estimate, engine: engineInUse() });
	else
		process.stdout.write(
			`${estimate.cells > 1 ? `${estimate.cells} cells, ` : ""}${durationText(estimate.seconds)}, ${megabytes(estimate.bytes)} of memory, ${megabytes(estimate.disk)} on disk\n${estimate.basis}\n`,
		);
}

/** A plan has axes; a problem has none. */
async function isPlan(path: string): Promise<boolean> {
	const text = new TextDecoder().decode(await readNamedFile(path));
	return /^\s*["']?axes["']?\s*:/m.test(text);
}

async function estimateSweep(path: string, flags: SurveyFlags): Promise<Estimate> {
	const plan = await readPlan(path);
	const cells = plan.grid.cells;
	const threads = Math.min(threadsOf(flags), cells);
	process.stderr.write("Running a few cells ...\n");
	const limits = limitsOf({ cellSeconds: String(longestCell) }, threads);
	const { rows, seconds, memory, stored } = await sweepPilot(plan, threads, limits);
	const failed = rows.filter(({ status }) => status === "failed");
	const spread = rows.map((row) => row.seconds).sort((a, b) => a - b);
	return {
		schema: "lossatlas/estimate@1",
		seconds: Number(((seconds * cells) / threads + fixedSeconds).toPrecision(3)),
		bytes: Math.round(memory + drawingBytes),
		disk: Math.round(stored * cells + reportBytes),
		cells,
		basis: [
			`${rows.length} of ${cells} cells, scattered over the plan, were run on ${threads} thread${threads === 1 ? "" : "s"}; one takes ${seconds.toPrecision(2)} s on average, from ${spread[0].toPrecision(2)} to ${spread[spread.length - 1].toPrecision(2)} s.`,
			...(failed.length > 0 ? [`${failed.length} of them failed: ${failed[0].sentence}`] : []),
			...(plan.stop === null ? [] : ["With its stop rule fewer may be run."]),
		].join(" "),
	};
}

async function estimateSurvey(path: string, flags: SurveyFlags): Promise<Estimate> {
	const problem = await readProblem(path);
	const options = settleOptions(problem, await surveyOptions(problem, flags));
	const threads = Math.min(threadsOf(flags), options.starts);
	return scaledUp(options, threads, await runPilot(problem, options, threads));
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
