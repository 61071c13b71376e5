import type { CellLimits } from "./cell-process.ts";

/** Computes the blocks of one task of a job array. */
export async function runJobTask(
	_job: string,
	_task: number,
	_threads: number,
	_limits: CellLimits,
): Promise<void> {
	throw new Error("not there yet");
}
