import type { QueuedTask, Slurm } from "../../../src/executors/slurm/commands.ts";
import type { Clock, FollowedSweep } from "../../../src/executors/slurm/follow.ts";
import { cutIntoTasks } from "../../../src/executors/slurm/job-file.ts";
import type { StoredRow } from "../../../src/store/columns.ts";
import type { Block } from "../../../src/store/sweep-store.ts";

/** What becomes of a task when a second of simulated time has passed: it goes on, or ends (with some blocks saved). */
export type Fate = (task: {
	name: string;
	blocks: readonly Block[];
	age: number;
	save(block: Block): void;
}) => "goes on" | "waits" | "ended";

/** A store, a Slurm and a clock of which nothing is real: time passes when somebody waits. */
export class SimulatedSlurm {
	readonly saved = new Map<string, StoredRow[]>();
	readonly said: string[] = [];
	readonly reports: { name: string; done: number; failed: number }[] = [];
	readonly cancelled: string[] = [];
	readonly abort = new AbortController();
	/** Times at which squeue was asked. */
	readonly asked: number[] = [];
	submissions = 0;
	/** Seconds between the saving of a shard and its being seen. */
	delay = 0;
	/** Whether squeue fails at a time in seconds; sbatch likewise. */
	silent: (second: number) => boolean = () => false;
	refuses: (submission: number, second: number) => boolean = () => false;
	#now = 0;
	readonly #late: { at: number; block: Block }[] = [];
	#tasks: { name: string; blocks: readonly Block[]; born: number; state: string }[] = [];
	readonly #fate: Fate;

	constructor(fate: Fate) {
		this.#fate = fate;
	}

	get second(): number {
		return this.#now / 1000;
	}

	readonly clock: Clock = {
		now: () => this.#now,
		wait: async (milliseconds, signal) => {
			const until = this.#now + milliseconds;
			while (this.#now < until) {
				this.#now = Math.min(until, this.#now + 1000);
				this.#pass();
			}
			signal.throwIfAborted();
		},
	};

	#pass(): void {
		this.#tasks = this.#tasks.filter((task) => {
			const fate = this.#fate({
				...task,
				age: (this.#now - task.born) / 1000,
				save: (block) => {
					this.#late.push({ at: this.#now + this.delay * 1000, block });
				},
			});
			task.state = fate === "waits" ? "PENDING" : "RUNNING";
			return fate !== "ended";
		});
		for (const { at, block } of this.#late)
			if (at <= this.#now && !this.saved.has(block.name))
				this.saved.set(block.name, block.cells.map(doneRow));
	}

	readonly slurm: Slurm = {
		largestArray: async () => 1001,
		submit: async () => ({ id: "0", cluster: null }),
		queue: async (arrays) => {
			this.asked.push(this.second);
			if (this.silent(this.second)) throw new Error("Unable to contact slurm controller");
			return this.#tasks.flatMap(({ name, state }): QueuedTask[] =>
				arrays.some(({ id }) => name.startsWith(`${id}_`))
					? [{ name, state, reason: "Resources", folder: "/" }]
					: [],
			);
		},
		cancel: async (arrays) => {
			this.cancelled.push(...arrays.map(({ id }) => id));
		},
	};

	sweep(threads: number, mostTasks: number): FollowedSweep {
		return {
			store: {
				finished: async () => new Set(this.saved.keys()),
				rowsOf: async (name) => this.saved.get(name) as StoredRow[],
				save: async (block, rows) => {
					this.saved.set(block.name, [...rows]);
				},
			},
			threads,
			signal: this.abort.signal,
			say: (line) => this.said.push(line),
			report: (block) => this.reports.push(block),
			submit: async (blocks) => {
				if (this.refuses(this.submissions, this.second)) throw new Error("sbatch refused");
				const array = { id: String(++this.submissions), cluster: null };
				const tasks = cutIntoTasks(blocks, threads, mostTasks + 1);
				for (const [t, own] of tasks.entries())
					this.#tasks.push({ name: `${array.id}_${t}`, blocks: own, born: this.#now, state: "PENDING" });
				return { array, tasks };
			},
			lastLine: async (task) => `the end of ${task}`,
		};
	}
}

function doneRow(cell: number): StoredRow {
	return { cell, status: "done", sentence: null, evaluations: 1, values: [cell], seconds: 1 };
}
