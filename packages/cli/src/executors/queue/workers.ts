import type { Redis } from "ioredis";
import { redisKeys } from "./jobs.ts";

/** What a worker says of itself. */
export interface WorkerNote {
	readonly version: string;
	readonly engines: readonly string[];
	/** Cells at a time. */
	readonly threads: number;
}

/** What the blocks of a sweep need. */
export interface Need {
	readonly version: string;
	readonly engine: string;
}

/** Seconds between two signs of life, and after which a worker without one is gone. */
export const beatSeconds = 5;
const goneSeconds = 20;
const daySeconds = 86_400;

/** Workers that are connected, by their signs of life in Redis. */
export class WorkerList {
	readonly #redis: Redis;

	constructor(redis: Redis) {
		this.#redis = redis;
	}

	async sign(id: string, note: WorkerNote): Promise<void> {
		await this.#redis
			.multi()
			.set(redisKeys.worker(id), JSON.stringify(note), "EX", goneSeconds)
			.sadd(redisKeys.workers, id)
			.expire(redisKeys.workers, daySeconds)
			.exec();
	}

	async leave(id: string): Promise<void> {
		await this.#redis.multi().del(redisKeys.worker(id)).srem(redisKeys.workers, id).exec();
	}

	async all(): Promise<WorkerNote[]> {
		const ids = await this.#redis.smembers(redisKeys.workers);
		if (ids.length === 0) return [];
		const notes = await this.#redis.mget(ids.map(redisKeys.worker));
		const gone = ids.filter((_, k) => notes[k] === null);
		if (gone.length > 0) await this.#redis.srem(redisKeys.workers, ...gone);
		return notes.flatMap((note) => (note === null ? [] : [JSON.parse(note) as WorkerNote]));
	}
}

/** Why a worker leaves a block to others; null when it can compute it. */
export function whyNot(
	{ version, engines }: Pick<WorkerNote, "version" | "engines">,
	need: Need,
): string | null {
	if (version !== need.version) return `they need lossatlas ${need.version}, and this is ${version}`;
	if (!engines.includes(need.engine)) return `this machine cannot compute with the engine ${need.engine}`;
	return null;
}

/** Jobs that may be in the queue at a time: two for each cell that is computed at a time, within bounds. */
export function mostOutstanding(workers: readonly WorkerNote[], need: Need): number {
	const threads = workers
		.filter((worker) => whyNot(worker, need) === null)
		.reduce((sum, worker) => sum + worker.threads, 0);
	return Math.min(512, Math.max(16, 2 * threads));
}

/** Who computes, in a line for the coordinator's person. */
export function workersText(workers: readonly WorkerNote[], need: Need, address: string): string {
	const able = workers.filter((worker) => whyNot(worker, need) === null);
	const start = `lossatlas work --queue ${address}`;
	if (workers.length === 0) return `No worker is connected to ${address}; start some with \`${start}\`.`;
	if (able.length > 0) {
		const threads = able.reduce((sum, worker) => sum + worker.threads, 0);
		const others = workers.length - able.length;
		const rest = others > 0 ? `; ${others} of another version or without the engine leave them alone` : "";
		return `${able.length} ${able.length === 1 ? "worker computes" : "workers compute"}, ${threads} ${threads === 1 ? "block" : "blocks"} at a time${rest}.`;
	}
	const versions = [...new Set(workers.map(({ version }) => version))].sort();
	if (!versions.includes(need.version))
		return `No worker can compute these blocks: this is lossatlas ${need.version}, the workers at ${address} are ${versions.join(", ")}. Install ${need.version} there.`;
	return `No worker can compute these blocks: none of the machines at ${address} has the engine ${need.engine} (Node 22 and a processor with fused multiply-adds). Begin the sweep with --engine portable, or add such a worker.`;
}
