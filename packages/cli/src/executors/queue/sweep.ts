import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { access, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { engineInUse, failedCell } from "@lossatlas/core/laboratory";
import type { Queue } from "bullmq";
import { writeWhole } from "../../formats/atomic-write.ts";
import { toJson } from "../../output/json-output.ts";
import type { Block } from "../../store/sweep-store.ts";
import { version } from "../../version.ts";
import type { BlockReport, SweepJob } from "../executor.ts";
import type { QueueConnection } from "./connection.ts";
import { type BlockJob, folderMark, jobId, planSeconds, queueName, redisKeys } from "./jobs.ts";
import { failureSentence, QueueTrouble, unlessAborted, within } from "./outage.ts";
import { type BlockResult, BlockResults, isParquet } from "./results.ts";
import { mostOutstanding, type Need, WorkerList, workersText } from "./workers.ts";

/** Results that are taken at a time. */
const batch = 16;
/** Milliseconds between two looks for results while they come, and while they do not. */
const shortPause = 50;
const longPause = 500;
/** Milliseconds between two looks at all blocks that are in the queue. */
const lookEvery = 3000;
/** Milliseconds that a file written elsewhere has to show up here. */
const folderPatience = 5000;

/** Blocks of one sweep in the queue: puts them there, saves what comes back, and puts back what gets lost. */
export class QueueSweep {
	readonly #connection: QueueConnection;
	readonly #queue: Queue<BlockJob>;
	readonly #job: SweepJob;
	readonly #report: (block: BlockReport) => void;
	readonly #waiting: Block[];
	/** Blocks that are in the queue, or should be. */
	readonly #out = new Map<string, Block>();
	/** Blocks that are saved, and of which something may be left in Redis. */
	readonly #untidy = new Set<string>();
	readonly #run = randomBytes(4).toString("hex");
	readonly #need: Need = { version, engine: engineInUse() };
	readonly #results: BlockResults;
	readonly #workers: WorkerList;
	readonly #planText: string;
	#most = mostOutstanding([], this.#need);
	#said = "";

	private constructor(
		connection: QueueConnection,
		queue: Queue<BlockJob>,
		job: SweepJob,
		blocks: readonly Block[],
		report: (block: BlockReport) => void,
	) {
		this.#connection = connection;
		this.#queue = queue;
		this.#job = job;
		this.#report = report;
		this.#waiting = [...blocks].reverse();
		// Each command that is under way listens.
		setMaxListeners(0, job.signal);
		this.#results = new BlockResults(connection.redis, job.store.plan.digest, this.#run);
		this.#workers = new WorkerList(connection.redis);
		this.#planText = toJson(job.store.plan.canonical);
	}

	static async begin(
		connection: QueueConnection,
		job: SweepJob,
		blocks: readonly Block[],
		report: (block: BlockReport) => void,
	): Promise<QueueSweep> {
		const { Queue } = await import("bullmq");
		const queue = new Queue<BlockJob>(queueName, {
			connection: connection.redis,
			skipVersionCheck: true,
			streams: { events: { maxLen: 100 } },
		});
		// What goes wrong is seen where it is asked for.
		queue.on("error", () => {});
		return new QueueSweep(connection, queue, job, blocks, report);
	}

	/** Until all blocks are in the store. @throws the signal's reason when aborted. */
	async run(): Promise<void> {
		const { signal, store } = this.#job;
		const mark = join(store.folder, "shards", folderMark(this.#run));
		await writeWhole(mark, store.plan.digest);
		try {
			let look = 0;
			let outages = 0;
			let pause = shortPause;
			while (this.#waiting.length + this.#out.size > 0) {
				signal.throwIfAborted();
				try {
					if (performance.now() >= look || outages !== this.#connection.outages) {
						outages = this.#connection.outages;
						await this.#look();
						look = performance.now() + lookEvery;
					}
					await this.#fill();
					const arrived = await this.#ask(this.#results.arrived(batch));
					await this.#takeAll([...new Set(arrived)]);
					pause = arrived.length > 0 ? shortPause : Math.min(longPause, 1.5 * pause);
				} catch (error) {
					if (!(error instanceof QueueTrouble)) throw error;
					if (this.#connection.isUp)
						this.#say(`${this.#connection.address}: ${error.message}; trying again.`);
					look = 0;
					pause = longPause;
				}
				if (pause > shortPause) await unlessAborted(setTimeout(pause), signal);
			}
		} finally {
			await rm(mark, { force: true });
			await this.#leave();
		}
	}

	/** An answer of Redis. @throws QueueTrouble when it has none. */
	async #ask<T>(answer: Promise<T>): Promise<T> {
		return unlessAborted(
			answer.catch((error: Error) => {
				throw new QueueTrouble(error.message);
			}),
			this.#job.signal,
		);
	}

	/** A line for the person, once. */
	#say(line: string): void {
		if (line === this.#said) return;
		this.#said = line;
		this.#job.say(line);
	}

	#id(block: string): string {
		return jobId(this.#job.store.plan.digest, this.#run, block);
	}

	/** Puts blocks into the queue; those that are there already stay as they are. */
	async #add(blocks: readonly Block[]): Promise<void> {
		const { plan, folder } = this.#job.store;
		const common = {
			plan: plan.digest,
			title: plan.name,
			run: this.#run,
			...this.#need,
			seconds: this.#job.limits.seconds,
			folder: resolve(folder),
		};
		await this.#ask(
			this.#queue.addBulk(
				blocks.map(({ name, cells }) => ({
					name,
					data: { ...common, cells },
					opts: {
						jobId: this.#id(name),
						attempts: 3,
						backoff: { type: "fixed", delay: 1000 },
						removeOnComplete: true,
						removeOnFail: { age: planSeconds, count: 1000 },
						stackTraceLimit: 1,
					},
				})),
			),
		);
	}

	async #fill(): Promise<void> {
		const blocks: Block[] = [];
		while (this.#waiting.length > 0 && this.#out.size < this.#most) {
			const block = this.#waiting.pop() as Block;
			this.#out.set(block.name, block);
			blocks.push(block);
		}
		if (blocks.length > 0) await this.#add(blocks);
	}

	/** All are at rest before the first failure is told. */
	async #takeAll(names: readonly string[]): Promise<void> {
		const ended = await Promise.allSettled(names.map((name) => this.#take(name)));
		const failures = ended.flatMap((end) => (end.status === "rejected" ? [end.reason as Error] : []));
		if (failures.length > 0) throw failures.find((each) => !(each instanceof QueueTrouble)) ?? failures[0];
	}

	/** Saves the result of a block, once. */
	async #take(name: string): Promise<void> {
		const block = this.#out.get(name);
		const result = block === undefined ? null : await this.#ask(this.#results.of(name));
		if (block === undefined || (result !== null && !(await this.#store(block, result)))) {
			await this.#ask(this.#results.remove([name]));
			return;
		}
		if (result === null) return this.#inspect([name]);
		await this.#finished(block, result);
	}

	async #store(block: Block, { shard }: BlockResult): Promise<boolean> {
		const { store } = this.#job;
		if (shard === null) return appears(store.path(block.name));
		if (!isParquet(shard)) return false;
		await store.saveShard(block.name, shard);
		return true;
	}

	async #finished({ name }: Block, { done, failed }: Pick<BlockResult, "done" | "failed">): Promise<void> {
		this.#out.delete(name);
		this.#untidy.add(name);
		this.#report({ name, done, failed });
		await this.#ask(this.#tidy([name]));
		this.#untidy.delete(name);
	}

	/** Removes the results of blocks, and their jobs: copies that were put back need not be computed. */
	async #tidy(names: readonly string[]): Promise<void> {
		await this.#results.remove(names);
		await Promise.all(names.map((name) => this.#queue.remove(this.#id(name))));
	}

	/** Renews the plan, counts the workers, and looks after every block that is in the queue. */
	async #look(): Promise<void> {
		const { redis, address } = this.#connection;
		const key = redisKeys.plan(this.#job.store.plan.digest, this.#run);
		if ((await this.#ask(redis.expire(key, planSeconds))) === 0)
			await this.#ask(redis.set(key, this.#planText, "EX", planSeconds));
		const workers = await this.#ask(this.#workers.all());
		this.#most = mostOutstanding(workers, this.#need);
		this.#say(workersText(workers, this.#need, address));
		await this.#inspect([...this.#out.keys()]);
	}

	/** Takes what is done, puts back what is gone, and gives up what was lost too often. */
	async #inspect(names: readonly string[]): Promise<void> {
		const { redis } = this.#connection;
		const states = await Promise.all(
			names.map(async (name) => {
				// In this order: a job that is done is gone after its result is there.
				const key = this.#queue.toKey(this.#id(name));
				const job = redis.hmget(key, "data", "finishedOn", "failedReason");
				const result = redis.exists(redisKeys.result(this.#run, name));
				const [[data, finishedOn, failedReason], there] = await this.#ask(Promise.all([job, result]));
				return { name, there: there === 1, gone: data === null, failed: finishedOn !== null, failedReason };
			}),
		);
		const lost: Block[] = [];
		for (const { name, there, gone, failed, failedReason } of states) {
			const block = this.#out.get(name);
			if (block === undefined) continue;
			if (there) await this.#take(name);
			else if (gone) lost.push(block);
			else if (failed) await this.#giveUp(block, failureSentence(failedReason ?? ""));
		}
		if (lost.length > 0) await this.#add(lost);
	}

	async #giveUp(block: Block, sentence: string): Promise<void> {
		const rows = block.cells.map((cell) => ({ ...failedCell(cell, sentence), seconds: 0 }));
		await this.#job.store.save(block, rows);
		await this.#finished(block, { done: 0, failed: rows.length });
	}

	/** Leaves nothing of this run in Redis; workers notice that the plan is gone. */
	async #leave(): Promise<void> {
		const { redis, address } = this.#connection;
		const names = [...this.#out.keys()];
		const removed = (async () => {
			await redis.del(redisKeys.plan(this.#job.store.plan.digest, this.#run), redisKeys.arrived(this.#run));
			await this.#tidy([...names, ...this.#untidy]);
			await this.#queue.close();
		})();
		if ((await within(removed, 3000)) || names.length === 0) return;
		this.#job.say(
			`${address} does not answer: ${names.length} blocks stay in its queue; workers drop them in ${planSeconds / 60} minutes.`,
		);
	}
}

/** Whether a file that another machine wrote shows up, which a network file system may delay. */
async function appears(path: string): Promise<boolean> {
	for (let waited = 0; waited < folderPatience; waited += longPause) {
		if (
			await access(path).then(
				() => true,
				() => false,
			)
		)
			return true;
		await setTimeout(longPause);
	}
	return false;
}
