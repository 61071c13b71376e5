import { readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { isAbsolute, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Plan } from "@lossatlas/core/laboratory";
import type { Job } from "bullmq";
import type { Redis } from "ioredis";
import type { StoredRow } from "../../store/columns.ts";
import type { ShardFiles } from "../../store/shard.ts";
import type { CellLimits } from "../cell-process.ts";
import { CellProcesses } from "../cell-processes.ts";
import { type BlockJob, folderMark } from "./jobs.ts";
import { QueuePlans } from "./plans.ts";
import { BlockResults } from "./results.ts";
import { type WorkerNote, whyNot } from "./workers.ts";

/** Milliseconds until a block that was refused is at the end of the line again. */
const backInLine = 500;
/** Milliseconds for which a worker that found nothing for it in the whole line leaves it to others. */
const standAside = 3000;
/** Refused blocks that are remembered. */
const mostRefused = 10_000;
const blockName = /^r\d+-b\d+$/;

interface Means {
	readonly redis: Redis;
	readonly here: WorkerNote;
	readonly limits: CellLimits;
	readonly sharedFolder: boolean;
	/** A folder for files in between. */
	readonly scratch: string;
	readonly files: ShardFiles;
	say(line: string): void;
}

interface Running {
	readonly job: BlockJob;
	readonly stop: AbortController;
	readonly rows: Promise<StoredRow[]>;
	/** How often in a row its coordinator was not there. */
	missed: number;
}

/** What a worker does with blocks that it gets from the queue. */
export class BlockWork {
	readonly #means: Means;
	readonly #plans: QueuePlans;
	readonly #cells = new CellProcesses();
	readonly #running = new Map<string, Running>();
	/** Blocks that were refused, each with how many had been accepted then. */
	readonly #refused = new Map<string, number>();
	#accepted = 0;
	readonly #told = new Set<string>();
	readonly #stop = new AbortController();
	blocks = 0;
	cells = 0;

	constructor(means: Means) {
		this.#means = means;
		this.#plans = new QueuePlans(means.redis);
	}

	/** Computes a block and hands its shard over; `leave` tells the queue that it is for others. */
	async process(job: Job<BlockJob>, token: string, leave: () => never): Promise<void> {
		const { data, name } = job;
		const title = `The sweep ${JSON.stringify(data.title)} (${data.plan.slice(0, 8)})`;
		const refusal = whyNot(this.#means.here, data);
		if (refusal !== null) {
			this.#tell(data.run, `${title} leaves its blocks to other workers: ${refusal}.`);
			await this.#refuse(job, token);
			return leave();
		}
		if (!blockName.test(name)) throw new Error(`There is no block "${name}".`);
		const plan = await this.#plans.of(data);
		// Nobody waits for it any more.
		if (plan === null) return;
		this.#accepted++;
		this.#tell(data.run, `${title} has its blocks computed here, with the engine ${data.engine}.`);
		try {
			const rows = await this.#rows(String(job.id), data, plan);
			await this.#handOver(name, data, plan, rows);
			this.blocks++;
			this.cells += rows.length;
		} catch (error) {
			if (!this.#stop.signal.aborted) {
				if ((error as Error).name === "AbortError") return;
				throw new Error(`${hostname()}: ${(error as Error).message}`);
			}
			await job.moveToWait(token).catch(() => {});
			return leave();
		}
	}

	/** Sends a block to the end of the line; one that comes round again before any other was of use shows that none is. */
	async #refuse(job: Job<BlockJob>, token: string): Promise<void> {
		const id = String(job.id);
		await job.moveToDelayed(Date.now() + backInLine, token).catch(() => {});
		if (this.#refused.get(id) === this.#accepted)
			await setTimeout(standAside, undefined, { signal: this.#stop.signal }).catch(() => {});
		if (this.#refused.size >= mostRefused) this.#refused.clear();
		this.#refused.set(id, this.#accepted);
	}

	/** A block that comes again while it is computed, as after an outage, is computed once. */
	async #rows(id: string, job: BlockJob, plan: Plan): Promise<StoredRow[]> {
		const known = this.#running.get(id);
		if (known !== undefined) return known.rows;
		const stop = new AbortController();
		const limits = { ...this.#means.limits, seconds: Math.min(this.#means.limits.seconds, job.seconds) };
		const signal = AbortSignal.any([stop.signal, this.#stop.signal]);
		const rows = this.#cells.run(plan, job.engine, limits, job.cells, signal);
		this.#running.set(id, { job, stop, rows, missed: 0 });
		try {
			return await rows;
		} finally {
			this.#running.delete(id);
		}
	}

	async #handOver(name: string, job: BlockJob, plan: Plan, rows: readonly StoredRow[]): Promise<void> {
		const failed = rows.filter(({ status }) => status === "failed").length;
		const counts = { done: rows.length - failed, failed };
		const { redis, files, scratch, here } = this.#means;
		const provenance = { engine: job.engine, version: here.version };
		const results = new BlockResults(redis, job.plan, job.run);
		if (await this.#sharesFolder(job)) {
			await files.write(join(job.folder, "shards", `${name}.parquet`), plan, rows, provenance);
			return results.put(name, { ...counts, shard: null });
		}
		const path = join(scratch, `${job.run}-${name}.parquet`);
		await files.write(path, plan, rows, provenance);
		const shard = await readFile(path);
		await rm(path, { force: true });
		await results.put(name, { ...counts, shard });
	}

	/** Whether the coordinator's folder is here too: it holds a file that only this run has made. */
	async #sharesFolder({ folder, run, plan }: BlockJob): Promise<boolean> {
		if (!this.#means.sharedFolder || !isAbsolute(folder) || !/^[0-9a-f]{8}$/.test(run)) return false;
		const mark = join(folder, "shards", folderMark(run));
		return (await readFile(mark, "utf8").catch(() => "")) === plan;
	}

	/** A line about a sweep, once. */
	#tell(run: string, line: string): void {
		if (this.#told.has(run)) return;
		this.#told.add(run);
		this.#means.say(line);
	}

	/** Ends blocks whose coordinator is gone: missing twice, for one whose Redis restarted empty comes back. */
	async dropUnwanted(): Promise<void> {
		this.#cells.tidy();
		for (const running of this.#running.values()) {
			running.missed = (await this.#plans.isWanted(running.job)) ? 0 : running.missed + 1;
			if (running.missed >= 2) running.stop.abort();
		}
	}

	/** Gives unfinished blocks back. */
	stop(): void {
		this.#stop.abort();
	}

	/** Ends all processes. */
	close(): void {
		this.#stop.abort();
		this.#cells.close();
	}
}
