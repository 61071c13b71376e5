import { join } from "node:path";
import {
	type Atlas,
	objective,
	type Problem,
	type SettledOptions,
	type SurveyEvent,
	settleOptions,
	survey,
} from "@lossatlas/core";
import { readProblem, type SurveyFlags, surveyOptions, threadsOf } from "../common-options.ts";
import { threadPool } from "../executors/threads.ts";
import { Interrupted } from "../output/failure.ts";
import { printDocument } from "../output/json-output.ts";
import { defaultFolder, prepareFolder } from "../output/output-folder.ts";
import { Progress } from "../output/progress.ts";
import { SavedProgress } from "../output/saved-progress.ts";
import { describeSurvey } from "../output/survey-text.ts";
import { writeAtlas } from "../output/write-atlas.ts";

interface Flags extends SurveyFlags {
	readonly out?: string;
	readonly resume?: boolean;
	readonly force?: boolean;
	readonly save?: string;
}

/** `survey PROBLEM` */
export async function surveyCommand(path: string, flags: Flags): Promise<void> {
	const problem = await readProblem(path);
	const options = settleOptions(problem, await surveyOptions(problem, flags));
	const folder = flags.out ?? defaultFolder(problem.name);
	await prepareFolder(folder, { resume: flags.resume === true, force: flags.force === true });
	const progress = new Progress(false);
	for (const note of problem.notes) progress.say(note);
	const atlas = await runSurvey(problem, options, folder, threadsOf(flags), flags.resume === true, progress);
	progress.say("Drawing figures and writing the report ...");
	await writeAtlas(folder, atlas, problem, flags.save === "hessian" ? objective(problem) : null);
	await SavedProgress.remove(folder);
	progress.say(`Report: ${join(folder, "report.html")}`);
	if (flags.json) printDocument(atlas.survey);
	else process.stdout.write(describeSurvey(atlas));
}

/** Runs the starts with all results saved as they come; an interruption leaves them for `--resume`. */
async function runSurvey(
	problem: Problem,
	options: SettledOptions,
	folder: string,
	threads: number,
	resume: boolean,
	progress: Progress,
): Promise<Atlas> {
	const saved = await SavedProgress.open(folder, problem, options, resume);
	const finished = await saved.results();
	if (finished.size > 0) progress.say(`Going on with ${finished.size} of ${options.starts} starts done.`);
	const controller = new AbortController();
	const interrupt = () => controller.abort();
	process.once("SIGINT", interrupt);
	process.once("SIGTERM", interrupt);
	const pool =
		threads > 1 && options.starts - finished.size > 1
			? threadPool(problem, Math.min(threads, options.starts))
			: undefined;
	let first = true;
	try {
		const run = { finished, signal: controller.signal, ...(pool === undefined ? {} : { pool }) };
		for await (const event of survey(problem, options, run)) {
			if (event.type === "progress" && first) {
				progress.skip(finished.size);
				first = false;
			}
			const atlas = await handle(event, saved, progress);
			if (atlas !== null) return atlas;
			controller.signal.throwIfAborted();
		}
		throw new Error("The survey ended without a result.");
	} catch (error) {
		if (!controller.signal.aborted) throw error;
		throw new Interrupted(
			`Interrupted; what was finished is saved in ${folder}. Go on with the same command and --resume.`,
		);
	} finally {
		process.off("SIGINT", interrupt);
		process.off("SIGTERM", interrupt);
		await pool?.close();
	}
}

async function handle(event: SurveyEvent, saved: SavedProgress, progress: Progress): Promise<Atlas | null> {
	switch (event.type) {
		case "block":
			await saved.add(event.results);
			return null;
		case "progress": {
			const outcomes = Object.entries(event.outcomes).filter(([, count]) => count > 0);
			progress.update(
				event.done,
				event.total,
				outcomes.map(([kind, count]) => `${count} ${kind}`).join(", "),
			);
			return null;
		}
		case "merging":
			progress.say("Merging points modulo symmetry ...");
			return null;
		case "finished":
			return event.atlas;
		default:
			return null;
	}
}
