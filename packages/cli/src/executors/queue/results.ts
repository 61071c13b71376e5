import type { Redis } from "ioredis";
import { redisKeys, resultSeconds } from "./jobs.ts";

/** What a worker hands over. */
export interface BlockResult {
	readonly done: number;
	readonly failed: number;
	/** The shard; null when it lies in the coordinator's folder already. */
	readonly shard: Uint8Array | null;
}

/** Only while the coordinator is there: a result that nobody takes would fill the memory. */
const put = `
if redis.call("EXISTS", KEYS[1]) == 0 then return 0 end
redis.call("HSET", KEYS[2], "done", ARGV[3], "failed", ARGV[4], "shard", ARGV[5])
redis.call("EXPIRE", KEYS[2], ARGV[2])
redis.call("RPUSH", KEYS[3], ARGV[1])
redis.call("EXPIRE", KEYS[3], ARGV[2])
return 1`;

/** Results of one run on their way from workers to the coordinator. */
export class BlockResults {
	readonly #redis: Redis;
	readonly #plan: string;
	readonly #run: string;

	constructor(redis: Redis, plan: string, run: string) {
		this.#redis = redis;
		this.#plan = redisKeys.plan(plan, run);
		this.#run = run;
	}

	/** Leaves a result for the coordinator. */
	async put(block: string, { done, failed, shard }: BlockResult): Promise<void> {
		const keys = [this.#plan, redisKeys.result(this.#run, block), redisKeys.arrived(this.#run)];
		const bytes = Buffer.from(shard ?? []);
		await this.#redis.eval(put, keys.length, ...keys, block, resultSeconds, done, failed, bytes);
	}

	/** Lets the coordinator look at a block soon. */
	async nudge(block: string): Promise<void> {
		await this.#redis.rpush(redisKeys.arrived(this.#run), block);
		await this.#redis.expire(redisKeys.arrived(this.#run), resultSeconds);
	}

	/** Names of some blocks of which there is something to know. */
	async arrived(most: number): Promise<string[]> {
		return (await this.#redis.lpop(redisKeys.arrived(this.#run), most)) ?? [];
	}

	async of(block: string): Promise<BlockResult | null> {
		const { done, failed, shard } = await this.#redis.hgetallBuffer(redisKeys.result(this.#run, block));
		if (done === undefined) return null;
		return { done: Number(done), failed: Number(failed), shard: shard.length === 0 ? null : shard };
	}

	async remove(blocks: readonly string[]): Promise<void> {
		if (blocks.length === 0) return;
		await this.#redis.del(blocks.map((block) => redisKeys.result(this.#run, block)));
	}
}

const parquet = Buffer.from("PAR1");

/** Whether bytes can be a whole Parquet file. */
export function isParquet(bytes: Uint8Array): boolean {
	return bytes.length > 12 && parquet.equals(bytes.subarray(0, 4)) && parquet.equals(bytes.subarray(-4));
}
