import { access } from "node:fs/promises";
import { InputError } from "@lossatlas/core/laboratory";
import { useEngine } from "../../engine.ts";
import { Interrupted } from "../../output/failure.ts";
import { Interruption } from "../../output/interruption.ts";
import { SweepStore } from "../../store/sweep-store.ts";
import { threads } from "../sweep-threads.ts";
import { readJob, type SlurmJob } from "./job-file.ts";

/** Milliseconds between two looks whether the job is still wanted. */
const lookEvery = 5000;

/** Computes the blocks of one task of a job array that are not there yet. Nothing is needed but the folder of the sweep. */
export async function runJobTask(path: string, task: number): Promise<void> {
	const job = await readJob(path);
	if (task >= job.tasks.length)
		throw new InputError(
			`${path} has ${job.tasks.length} tasks, numbered from 0; there is no task ${task}.`,
			{
				field: "--task",
			},
		);
	await useEngine(job.engine);
	const store = await openStore(job, path);
	const interruption = new Interruption();
	const gone = new AbortController();
	const look = setInterval(async () => {
		if (await isMissing(path)) gone.abort();
	}, lookEvery);
	try {
		await compute(job, task, store, AbortSignal.any([interruption.signal, gone.signal]));
	} catch (error) {
		if (!interruption.signal.aborted && !gone.signal.aborted) throw error;
		throw new Interrupted(
			gone.signal.aborted
				? `The job ended: ${path} was removed, as by a sweep that began anew.`
				: "The task was asked to end; blocks that were finished are saved.",
			"The sweep that submitted it computes the others again.",
		);
	} finally {
		clearInterval(look);
		interruption.leaveToSystem();
		store.close();
	}
}

/** @throws InputError when the folder holds another sweep by now: its shards have the same names. */
async function openStore(job: SlurmJob, path: string): Promise<SweepStore> {
	const store = await SweepStore.open(job.folder);
	if (store.plan.digest === job.digest) return store;
	store.close();
	throw new InputError(`The sweep in ${job.folder} is of another plan than the job ${path}.`, { file: path });
}

async function compute(job: SlurmJob, task: number, store: SweepStore, signal: AbortSignal): Promise<void> {
	const finished = await store.finished();
	const blocks = job.tasks[task].filter(({ name }) => !finished.has(name));
	const say = (line: string) => process.stdout.write(`${line}\n`);
	say(`${blocks.length} of ${job.tasks[task].length} blocks of cells to compute.`);
	const { limits } = job;
	await threads.run(
		{ store, limits, threads: job.threads, signal, settings: {}, computed: () => {}, say },
		blocks,
		({ name, done, failed }) => say(`${name}: ${done} done, ${failed} failed`),
	);
}

async function isMissing(path: string): Promise<boolean> {
	try {
		await access(path);
		return false;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "ENOENT";
	}
}
