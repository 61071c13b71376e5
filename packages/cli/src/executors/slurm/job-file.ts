import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "@lossatlas/core/laboratory";
import { writeWhole } from "../../formats/atomic-write.ts";
import type { Block } from "../../store/sweep-store.ts";
import type { CellLimits } from "../cell-process.ts";

/** A job array as Slurm knows it. */
export interface JobArray {
	readonly id: string;
	/** Where there are several clusters; null: the only one. */
	readonly cluster: string | null;
}

/** What the tasks of a job array need to know: DIR/slurm/job-K.json. */
export interface SlurmJob {
	/** The folder of the sweep, absolute. */
	readonly folder: string;
	/** Of the plan: a task of another plan computes nothing. */
	readonly digest: string;
	readonly engine: string;
	/** Cells that a task computes at a time. */
	readonly threads: number;
	readonly limits: CellLimits;
	/** The blocks of each task. */
	readonly tasks: readonly (readonly Block[])[];
	/** Null until it is submitted. */
	readonly array: JobArray | null;
}

interface WrittenBlock {
	readonly name: string;
	/** Cells as runs, the last one included: [[0, 9], [20, 24]]. */
	readonly cells: readonly (readonly [number, number])[];
}

type WrittenJob = Omit<SlurmJob, "tasks"> & {
	readonly schema: "lossatlas/slurm-job@1";
	readonly tasks: readonly (readonly WrittenBlock[])[];
};

/** Tasks of an array, where Slurm allows them: enough for a large cluster, few enough to start and to list. */
const sensibleTasks = 200;

/**
 * Shares out blocks over the tasks of an array, in turn: what is slow often lies together. Each task gets work for all its threads.
 * @param largest indices of an array stay below it: Slurm's MaxArraySize.
 */
export function cutIntoTasks(blocks: readonly Block[], threads: number, largest: number): Block[][] {
	const most = Math.max(1, Math.min(sensibleTasks, largest - 1));
	const count = Math.min(most, Math.ceil(blocks.length / threads));
	const tasks: Block[][] = Array.from({ length: count }, () => []);
	blocks.forEach((block, b) => {
		tasks[b % count].push(block);
	});
	return tasks;
}

/** Ascending numbers as runs. */
export function runsOf(cells: readonly number[]): [number, number][] {
	const runs: [number, number][] = [];
	for (const cell of cells) {
		const last = runs.at(-1);
		if (last !== undefined && cell === last[1] + 1) last[1] = cell;
		else runs.push([cell, cell]);
	}
	return runs;
}

function cellsOf(runs: WrittenBlock["cells"]): number[] {
	return runs.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, k) => from + k));
}

/** Where the files of a sweep's job arrays are. */
export function slurmFolder(folder: string): string {
	return join(folder, "slurm");
}

/** A name for a further job of a sweep, without ending: DIR/slurm/job-K. */
export async function nextJob(folder: string): Promise<string> {
	await mkdir(slurmFolder(folder), { recursive: true });
	const numbers = (await readdir(slurmFolder(folder))).map((name) =>
		Number(/^job-(\d+)\./.exec(name)?.[1] ?? 0),
	);
	return join(slurmFolder(folder), `job-${Math.max(0, ...numbers) + 1}`);
}

export async function writeJob(path: string, job: SlurmJob): Promise<void> {
	const written: WrittenJob = {
		schema: "lossatlas/slurm-job@1",
		...job,
		tasks: job.tasks.map((blocks) => blocks.map(({ name, cells }) => ({ name, cells: runsOf(cells) }))),
	};
	await writeWhole(path, `${JSON.stringify(written)}\n`);
}

/** @throws InputError when there is no such job. */
export async function readJob(path: string): Promise<SlurmJob> {
	try {
		const { schema, tasks, ...rest }: WrittenJob = JSON.parse(await readFile(path, "utf8"));
		if (schema !== "lossatlas/slurm-job@1") throw new Error(`its schema is ${schema}`);
		return {
			...rest,
			tasks: tasks.map((blocks) => blocks.map(({ name, cells }) => ({ name, cells: cellsOf(cells) }))),
		};
	} catch (error) {
		throw new InputError(
			`${path} is no job of a sweep: ${(error as Error).message}.`,
			{ file: path },
			"Job files are written by `lossatlas sweep PLAN --executor slurm` into its folder, which all nodes must share.",
		);
	}
}

/** Arrays that this sweep submitted earlier. */
export async function submittedArrays(folder: string): Promise<JobArray[]> {
	const names = await readdir(slurmFolder(folder)).catch((): string[] => []);
	const files = names.filter((name) => /^job-\d+\.json$/.test(name));
	const jobs = await Promise.all(
		files.map((name) => readJob(join(slurmFolder(folder), name)).catch(() => null)),
	);
	return jobs.flatMap((job) => job?.array ?? []);
}
