import { type CanonicalPlan, type Plan, planOf } from "@lossatlas/core/laboratory";
import type { Redis } from "ioredis";
import { type BlockJob, redisKeys } from "./jobs.ts";

/** Plans that a worker keeps. */
const mostKept = 4;

/** Plans of sweeps that are in the queue, read once each. */
export class QueuePlans {
	readonly #redis: Redis;
	readonly #kept = new Map<string, Plan>();

	constructor(redis: Redis) {
		this.#redis = redis;
	}

	/** Whether the coordinator of a run is there. */
	async isWanted({ plan, run }: Pick<BlockJob, "plan" | "run">): Promise<boolean> {
		return (await this.#redis.exists(redisKeys.plan(plan, run))) === 1;
	}

	/** The plan of a job; null when its coordinator is gone. */
	async of(job: BlockJob): Promise<Plan | null> {
		const kept = this.#kept.get(job.plan);
		if (kept !== undefined) return (await this.isWanted(job)) ? kept : null;
		const text = await this.#redis.get(redisKeys.plan(job.plan, job.run));
		if (text === null) return null;
		const plan = planOf(JSON.parse(text) as CanonicalPlan, job.title);
		if (plan.digest !== job.plan) throw new Error("The plan in Redis is not the one that the block is of.");
		const [oldest] = this.#kept.keys();
		if (this.#kept.size >= mostKept) this.#kept.delete(oldest);
		this.#kept.set(job.plan, plan);
		return plan;
	}
}
