import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { InputError } from "@lossatlas/core/laboratory";
import type { Executor } from "./executor.ts";
import { slurmCommands } from "./slurm/commands.ts";
import { cancelEarlier } from "./slurm/earlier-arrays.ts";
import { Following } from "./slurm/follow.ts";
import { slurmFolder } from "./slurm/job-file.ts";
import { shellWords } from "./slurm/shell-words.ts";
import { Submission } from "./slurm/submission.ts";

/** On a cluster: job arrays of Slurm, followed by the folder that nodes and this machine share. */
export const slurm: Executor = {
	name: "slurm",
	summary: "Job arrays of Slurm: for clusters whose nodes share the folder with this machine.",
	manyMachines: true,
	defaultThreads: 1,
	async run(job, blocks, report) {
		const { store, threads, signal, say } = job;
		const options = shellWords(job.settings.slurmOptions ?? "", "--slurm-options");
		const folder = resolve(store.folder);
		await answered(cancelEarlier({ folder, signal, say }, slurmCommands));
		const submission = new Submission(
			job,
			folder,
			options,
			slurmCommands,
			await slurmCommands.largestArray(),
		);
		await new Following(
			{
				store,
				threads,
				signal,
				say,
				report,
				submit: (some) => submission.submit(some),
				lastLine: (task) => lastLine(join(slurmFolder(folder), `task-${task}.log`)),
			},
			slurmCommands,
		).run(blocks);
	},
};

/** @throws InputError when Slurm does not answer. */
async function answered(asked: Promise<void>): Promise<void> {
	try {
		await asked;
	} catch (error) {
		if ((error as Error).name === "AbortError") throw error;
		throw new InputError(
			`Slurm does not say whether job arrays of the earlier run are still in its queue: ${(error as Error).message}.`,
			{ field: "--executor" },
			"Try again when it answers, or go on with another executor.",
		);
	}
}

/** The last line of a log that says something; null when there is none. */
async function lastLine(path: string): Promise<string | null> {
	const text = await readFile(path, "utf8").catch(() => null);
	if (text === null) return null;
	const lines = text.split("\n").map((line) => line.trim());
	return lines.filter((line) => line !== "").at(-1) ?? "(empty)";
}
