import { setTimeout as wait } from "node:timers/promises";
import { failedCell } from "@lossatlas/core/laboratory";
import type { Block, SweepStore } from "../../store/sweep-store.ts";
import type { BlockReport } from "../executor.ts";
import type { QueuedTask, Slurm } from "./commands.ts";
import type { JobArray } from "./job-file.ts";
import { Patience } from "./patience.ts";

/** What following needs of a sweep. */
export interface FollowedSweep {
	readonly store: Pick<SweepStore, "finished" | "rowsOf" | "save">;
	/** Cells that a task computes at a time. */
	readonly threads: number;
	readonly signal: AbortSignal;
	say(line: string): void;
	report(block: BlockReport): void;
	/** Submits an array for some blocks; gives the blocks of each task. */
	submit(blocks: readonly Block[]): Promise<{ readonly array: JobArray; readonly tasks: readonly Block[][] }>;
	/** The last line of a task's log; null when there is none. */
	lastLine(task: string): Promise<string | null>;
}

/** Times in milliseconds, so that tests need not wait. */
export interface Clock {
	now(): number;
	/** @throws when aborted. */
	wait(milliseconds: number, signal: AbortSignal): Promise<unknown>;
}

const systemClock: Clock = {
	now: () => performance.now(),
	wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
};

/** Between two looks, growing. */
const pause = { least: 500, most: 10_000, growth: 1.3 };
/** A task that is in the queue no more is waited for this long and for this many looks: shards may appear late on network file systems. */
const grace = { milliseconds: 10_000, looks: 3 };
/** How often a block may be lost. */
const mostLosses = 3;
/** Tasks that wait this long are worth a line. */
const longWait = 30_000;

/** A task whose blocks are not all there. */
interface OpenTask {
	readonly blocks: Block[];
	/** Whether any of its blocks came. */
	fruitful: boolean;
	/** Looks without it in the queue, and the time of the first. */
	absences: number;
	absentSince: number;
}

/** Follows job arrays until all their blocks are in the store, and submits again what is lost. */
export class Following {
	readonly #sweep: FollowedSweep;
	readonly #slurm: Slurm;
	readonly #clock: Clock;
	readonly #open = new Map<string, OpenTask>();
	readonly #arrays: JobArray[] = [];
	readonly #losses = new Map<string, number>();
	/** Blocks that are to be submitted again. */
	#again: Block[] = [];
	readonly #asking: Patience;
	readonly #submitting: Patience;
	#pause = pause.least;
	/** When a task last ran. */
	#lastRunning: number;
	#toldReason = "";

	constructor(sweep: FollowedSweep, slurm: Slurm, clock: Clock = systemClock) {
		this.#sweep = sweep;
		this.#slurm = slurm;
		this.#clock = clock;
		this.#lastRunning = clock.now();
		[this.#asking, this.#submitting] = [1, 2].map(() => new Patience(clock.now, (line) => sweep.say(line)));
	}

	/** @throws the signal's reason when aborted; whatever is thrown, the arrays are cancelled. */
	async run(blocks: readonly Block[]): Promise<void> {
		try {
			await this.#submit(blocks);
			while (this.#open.size > 0 || this.#again.length > 0) await this.#look();
		} catch (error) {
			await this.#cancel();
			this.#sweep.signal.throwIfAborted();
			throw error;
		}
	}

	async #look(): Promise<void> {
		const { signal } = this.#sweep;
		await this.#clock.wait(this.#pause, signal);
		this.#pause = Math.min(pause.most, this.#pause * pause.growth);
		// First the queue: what a task saved before it left is there by now, but for a slow file system.
		const queued = await this.#ask();
		await this.#collect();
		if (queued === null) return;
		await this.#takeBack(queued);
		this.#tellWaiting(queued);
		if (this.#again.length > 0) await this.#submitAgain();
	}

	async #submit(blocks: readonly Block[]): Promise<void> {
		const { array, tasks } = await this.#sweep.submit(blocks);
		this.#arrays.push(array);
		for (const [t, own] of tasks.entries())
			this.#open.set(`${array.id}_${t}`, {
				blocks: [...own],
				fruitful: false,
				absences: 0,
				absentSince: 0,
			});
		this.#pause = pause.least;
		this.#sweep.signal.throwIfAborted();
	}

	async #submitAgain(): Promise<void> {
		try {
			await this.#submit(this.#again);
			this.#again = [];
			this.#submitting.restore();
		} catch (error) {
			this.#sweep.signal.throwIfAborted();
			this.#submitting.endure(error as Error);
		}
	}

	/** Tasks in the queue; null when Slurm does not answer. */
	async #ask(): Promise<QueuedTask[] | null> {
		const ids = new Set([...this.#open.keys()].map((task) => task.split("_")[0]));
		try {
			const queued = await this.#slurm.queue(
				this.#arrays.filter(({ id }) => ids.has(id)),
				this.#sweep.signal,
			);
			this.#asking.restore();
			return queued;
		} catch (error) {
			this.#sweep.signal.throwIfAborted();
			this.#asking.endure(error as Error);
			return null;
		}
	}

	/** Reports blocks that have come. */
	async #collect(): Promise<void> {
		const { store, report } = this.#sweep;
		const finished = await store.finished();
		for (const [name, task] of this.#open) {
			for (const block of task.blocks.filter((each) => finished.has(each.name))) {
				const rows = await store.rowsOf(block.name);
				const failed = rows.filter(({ status }) => status === "failed").length;
				report({ name: block.name, done: rows.length - failed, failed });
				task.blocks.splice(task.blocks.indexOf(block), 1);
				task.fruitful = true;
				this.#asking.restore();
			}
			if (task.blocks.length === 0) this.#open.delete(name);
		}
	}

	/** Takes the blocks of tasks that are gone back. */
	async #takeBack(queued: readonly QueuedTask[]): Promise<void> {
		const present = new Set(queued.map(({ name }) => name));
		const now = this.#clock.now();
		const lost: [string, OpenTask][] = [];
		for (const [name, task] of this.#open) {
			if (present.has(name)) task.absences = 0;
			else if (task.absences++ === 0) task.absentSince = now;
			if (task.absences > grace.looks && now - task.absentSince >= grace.milliseconds)
				lost.push([name, task]);
		}
		if (lost.length === 0) return;
		let count = 0;
		for (const [name, task] of lost) {
			this.#open.delete(name);
			count += task.blocks.length;
			await this.#lose(name, task);
		}
		const [first] = lost[0];
		const blocks = count === 1 ? "1 block" : `${count} blocks`;
		const tasks =
			lost.length === 1
				? `Task ${first} was lost with ${blocks}`
				: `${lost.length} tasks were lost with ${blocks}, such as ${first}`;
		this.#sweep.say(`${tasks}; ${lastWords(first, await this.#sweep.lastLine(first))}`);
	}

	async #lose(name: string, task: OpenTask): Promise<void> {
		const { store, report, threads } = this.#sweep;
		// A task takes its blocks in order: of one that got somewhere, the first so many were being computed, the others not begun.
		const begun = task.fruitful ? task.blocks.slice(0, threads) : task.blocks;
		for (const block of begun) {
			const losses = (this.#losses.get(block.name) ?? 0) + 1;
			this.#losses.set(block.name, losses);
			if (losses < mostLosses) continue;
			const words = lastWords(name, await this.#sweep.lastLine(name));
			const sentence = `Slurm lost the task that computed it ${losses} times; ${words}`;
			await store.save(
				block,
				block.cells.map((cell) => ({ ...failedCell(cell, sentence), seconds: 0 })),
			);
			report({ name: block.name, done: 0, failed: block.cells.length });
		}
		this.#again.push(...task.blocks.filter((block) => (this.#losses.get(block.name) ?? 0) < mostLosses));
	}

	/** Says why nothing runs. */
	#tellWaiting(queued: readonly QueuedTask[]): void {
		const now = this.#clock.now();
		if (queued.length === 0 || queued.some(({ state }) => state !== "PENDING")) this.#lastRunning = now;
		if (now - this.#lastRunning < longWait) return;
		const [{ reason }] = queued;
		if (reason === this.#toldReason) return;
		this.#toldReason = reason;
		this.#sweep.say(`Nothing runs: ${queued.length} tasks wait in the queue (${reason}).`);
	}

	async #cancel(): Promise<void> {
		if (this.#arrays.length === 0) return;
		const ids = this.#arrays.map(({ id }) => id).join(" ");
		try {
			await this.#slurm.cancel(this.#arrays);
		} catch (error) {
			this.#sweep.say(
				`The job array could not be cancelled (${(error as Error).message}). By hand: scancel ${ids}`,
			);
		}
	}
}

function lastWords(task: string, line: string | null): string {
	const log = `slurm/task-${task}.log`;
	return line === null
		? `there is no ${log}: do the nodes share this folder?`
		: `the last line of ${log}: ${line}`;
}
