import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { engineInUse, InputError } from "@lossatlas/core/laboratory";
import { writeWhole } from "../formats/atomic-write.ts";
import type { Block } from "../store/sweep-store.ts";
import type { Executor, SweepJob } from "./executor.ts";
import { type Slurm, slurmCommands } from "./slurm/commands.ts";
import { cancelEarlier } from "./slurm/earlier-arrays.ts";
import { Following } from "./slurm/follow.ts";
import { cutIntoTasks, nextJob, type SlurmJob, slurmFolder, writeJob } from "./slurm/job-file.ts";
import { sbatchArguments, scriptText } from "./slurm/job-script.ts";
import { shellWords } from "./slurm/shell-words.ts";

/** On a cluster: job arrays of Slurm, followed by the folder that nodes and this machine share. */
export const slurm: Executor = {
	name: "slurm",
	summary: "Job arrays of Slurm: for clusters whose nodes share the folder with this machine.",
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

/** Writes job files and scripts and hands them to Slurm. */
class Submission {
	readonly #job: SweepJob;
	readonly #folder: string;
	readonly #options: readonly string[];
	readonly #slurm: Slurm;
	readonly #largest: number;

	constructor(job: SweepJob, folder: string, options: readonly string[], slurm: Slurm, largest: number) {
		this.#job = job;
		this.#folder = folder;
		this.#options = options;
		this.#slurm = slurm;
		this.#largest = largest;
	}

	async submit(blocks: readonly Block[]) {
		const { store, threads, limits, say } = this.#job;
		const tasks = cutIntoTasks(blocks, threads, this.#largest);
		const name = await nextJob(this.#folder);
		const engine = engineInUse();
		const job: SlurmJob = {
			folder: this.#folder,
			digest: store.plan.digest,
			engine,
			threads,
			limits,
			tasks,
			array: null,
		};
		await writeJob(`${name}.json`, job);
		const program = { node: process.execPath, script: resolve(process.argv[1]) };
		await writeWhole(`${name}.sh`, scriptText(program, `${name}.json`, { threads, engine }));
		const array = await this.#slurm.submit(
			sbatchArguments(this.#options, {
				tasks: tasks.length,
				folder: this.#folder,
				logs: slurmFolder(this.#folder),
				script: `${name}.sh`,
			}),
		);
		try {
			await writeJob(`${name}.json`, { ...job, array });
		} catch (error) {
			await this.#slurm.cancel([array]).catch(() => undefined);
			throw error;
		}
		const count = tasks.length === 1 ? "1 task" : `${tasks.length} tasks`;
		say(`Submitted job array ${array.id} to Slurm: ${count} for ${blocks.length} blocks of cells.`);
		return { array, tasks };
	}
}

/** The last line of a log that says something; null when there is none. */
async function lastLine(path: string): Promise<string | null> {
	const text = await readFile(path, "utf8").catch(() => null);
	if (text === null) return null;
	const lines = text.split("\n").map((line) => line.trim());
	return lines.filter((line) => line !== "").at(-1) ?? "(empty)";
}
