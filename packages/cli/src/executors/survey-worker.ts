import {
	chooseEngine,
	type Problem,
	parseProblem,
	runTask,
	type StartResult,
	type SurveyTask,
} from "@lossatlas/core/worker";
import { workerData } from "piscina";

let problem: Promise<Problem> | null = null;

/** Runs a block of starts in a worker thread, which parses the problem once. */
export default async function runSurveyTask(task: SurveyTask): Promise<StartResult[]> {
	problem ??= prepare(workerData as { readonly problem: object; readonly engine: string });
	return runTask(await problem, task);
}

async function prepare({
	problem: canonical,
	engine,
}: {
	readonly problem: object;
	readonly engine: string;
}): Promise<Problem> {
	await chooseEngine(engine);
	return parseProblem(canonical);
}
