import {
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
	problem ??= parseProblem(workerData as object);
	return runTask(await problem, task);
}
