import { resolve } from "node:path";
import { engineInUse } from "@lossatlas/core/laboratory";
import { writeWhole } from "../../formats/atomic-write.ts";
import type { Block } from "../../store/sweep-store.ts";
import type { SweepJob } from "../executor.ts";
import type { Slurm } from "./commands.ts";
import { cutIntoTasks, type JobArray, nextJob, type SlurmJob, slurmFolder, writeJob } from "./job-file.ts";
import { sbatchArguments, scriptText } from "./job-script.ts";

/** What a submission needs to know of a sweep. */
type Submitted = Pick<SweepJob, "threads" | "limits" | "say"> & {
	readonly store: { readonly plan: { readonly digest: string } };
};

/** How sbatch says that a person may not have so many tasks in the queue: AssocMaxSubmitJobLimit, QOSMaxSubmitJobPerUserLimit. */
const tooManyTasks = /MaxSubmitJob/i;

/** Writes job files and scripts and hands them to Slurm. */
export class Submission {
	readonly #job: Submitted;
	readonly #folder: string;
	readonly #options: readonly string[];
	readonly #slurm: Slurm;
	#largest: number;

	/**
	 * @param folder of the sweep, absolute.
	 * @param options of the person's, for sbatch.
	 * @param largest Slurm's MaxArraySize.
	 */
	constructor(job: Submitted, folder: string, options: readonly string[], slurm: Slurm, largest: number) {
		this.#job = job;
		this.#folder = folder;
		this.#options = options;
		this.#slurm = slurm;
		this.#largest = largest;
	}

	/** Submits an array for some blocks, of fewer tasks where a person may not have so many. */
	async submit(blocks: readonly Block[]): Promise<{ array: JobArray; tasks: Block[][] }> {
		const tasks = cutIntoTasks(blocks, this.#job.threads, this.#largest);
		try {
			const array = await this.#submitTasks(tasks);
			const count = tasks.length === 1 ? "1 task" : `${tasks.length} tasks`;
			this.#job.say(
				`Submitted job array ${array.id} to Slurm: ${count} for ${blocks.length} blocks of cells.`,
			);
			return { array, tasks };
		} catch (error) {
			if (tasks.length === 1 || !tooManyTasks.test((error as Error).message)) throw error;
			this.#largest = Math.floor(tasks.length / 2) + 1;
			return this.submit(blocks);
		}
	}

	async #submitTasks(tasks: readonly Block[][]): Promise<JobArray> {
		const { store, threads, limits } = this.#job;
		const name = await nextJob(this.#folder);
		const { digest } = store.plan;
		const engine = engineInUse();
		const job: SlurmJob = { folder: this.#folder, digest, engine, threads, limits, tasks, array: null };
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
			// Nobody would know of it.
			await this.#slurm.cancel([array]).catch(() => undefined);
			throw error;
		}
		return array;
	}
}
