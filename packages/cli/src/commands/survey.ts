import { join } from "node:path";
import {
	type Atlas,
	objective,
	type Problem,
	type SettledOptions,
	type SurveyEvent,
	settleOptions,
	survey,
} from "@lossatlas/core/laboratory";
import { threadPool } from "../executors/threads.ts";
import { Interrupted } from "../output/failure.ts";
import { Interruption } from "../output/interruption.ts";
import { printDocument } from "../output/json-output.ts";
import { defaultFolder, prepareFolder } from "../output/output-folder.ts";
import { Progress } from "../output/progress.ts";
import { readAtlas } from "../output/read-atlas.ts";
import { SavedProgress } from "../output/saved-progress.ts";
import { describeSurvey } from "../output/survey-text.ts";
import { writeAtlas } from "../output/write-atlas.ts";
import type { SurveyFlags } from "../survey-flags.ts";
import { readProblem, surveyOptions, threadsOf } from "../survey-options.ts";

interface Flags extends SurveyFlags {
	readonly out?: string;
	readonly resume?: boolean;
	readonly force?: boolean;
	readonly save?: "hessian";
	readonly certify?: boolean;
}

/** `survey PROBLEM` */
export async function surveyCommand(path: string, flags: Flags): Promise<void> {
	const problem = await readProblem(path);
	const options = settleOptions(problem, await surveyOptions(problem, flags));
	const threads = threadsOf(flags);
	const folder = flags.out ?? defaultFolder(problem.name);
	const state = await prepareFolder(folder, { resume: flags.resume === true, force: flags.force === true });
	const saved =
		state === "fresh"
			? await SavedProgress.begin(folder, problem, options)
			: await SavedProgress.continue(folder, problem, options);
	const progress = new Progress();
	let atlas: Atlas;
	if (state === "finished") {
		progress.say(`The survey in ${folder} is finished already.`);
		atlas = await readAtlas(folder);
	} else {
		for (const note of problem.notes) progress.say(note);
		atlas = await runSurvey(problem, options, {
			folder,
			threads,
			saved,
			progress,
			certify: flags.certify === true,
		});
		progress.say("Drawing figures and writing the report ...");
		await writeAtlas(folder, atlas, problem, flags.save === "hessian" ? objective(problem) : null);
	}
	await saved.remove();
	progress.say(`Report: ${join(folder, "report.html")}`);
	if (flags.json) printDocument(atlas.survey);
	else process.stdout.write(describeSurvey(atlas));
}

interface Surroundings {
	readonly folder: string;
	readonly threads: number;
	readonly saved: SavedProgress;
	readonly progress: Progress;
	readonly certify: boolean;
}

/** Runs the starts with all results saved as they come; an interruption leaves them for `--resume`. */
async function runSurvey(
	problem: Problem,
	options: SettledOptions,
	{ folder, threads, saved, progress, certify }: Surroundings,
): Promise<Atlas> {
	const finished = await saved.results();
	const left = options.starts - finished.size;
	if (finished.size > 0) progress.say(`Going on with ${finished.size} of ${options.starts} starts done.`);
	progress.skip(finished.size);
	const interruption = new Interruption();
	// One thread too is a worker: this one stays free for Ctrl-C and the progress line.
	const pool = left > 0 ? threadPool(problem, Math.min(threads, left)) : null;
	try {
		const run = { finished, signal: interruption.signal, certify, ...(pool === null ? {} : { pool }) };
		for await (const event of survey(problem, options, run)) {
			if (event.type === "finished") return event.atlas;
			if (event.type === "merging") interruption.leaveToSystem();
			await tell(event, saved, progress);
			interruption.signal.throwIfAborted();
		}
		throw new Error("The survey ended without a result.");
	} catch (error) {
		if (!interruption.signal.aborted) throw error;
		throw new Interrupted(
			`Interrupted; what was finished is saved in ${folder}.`,
			"Go on with the same command and --resume.",
		);
	} finally {
		progress.end();
		interruption.leaveToSystem();
		await pool?.close();
	}
}

async function tell(event: SurveyEvent, saved: SavedProgress, progress: Progress): Promise<void> {
	switch (event.type) {
		case "started":
			progress.say("Asking the theorems ...");
			break;
		case "block":
			await saved.add(event.results);
			break;
		case "progress": {
			const outcomes = Object.entries(event.outcomes).filter(([, count]) => count > 0);
			progress.update(
				event.done,
				event.total,
				outcomes.map(([kind, count]) => `${count} ${kind}`).join(", "),
			);
			break;
		}
		case "merging":
			progress.say("Merging points modulo symmetry ...");
			break;
		case "certifying":
			if (event.done === 0) progress.say(`Certifying ${event.total} points ...`);
			else if (event.done === event.total)
				progress.say(`${event.proved} of ${event.total} points are proved.`);
			break;
	}
}
