import { InputError } from "@lossatlas/core/names";

/** The one queue of all sweeps. */
export const queueName = "lossatlas";

/** What a job of the queue carries; its name is the block's. */
export interface BlockJob {
	/** Digest of the plan. */
	readonly plan: string;
	/** The plan's name, for people. */
	readonly title: string;
	/** One run of a coordinator. */
	readonly run: string;
	readonly engine: string;
	readonly version: string;
	readonly cells: readonly number[];
	/** Seconds that a cell may take. */
	readonly seconds: number;
	/** The coordinator's folder, in full. */
	readonly folder: string;
}

/** Of its kind there is one job in the queue at most. */
export function jobId(plan: string, run: string, block: string): string {
	return `${plan.slice(0, 16)}.${run}.${block}`;
}

/** Names in Redis besides those of the queue itself. */
export const redisKeys = {
	/** The plan as canonical JSON; it is there as long as its coordinator is. */
	plan: (plan: string, run: string) => `lossatlas:plan:${plan}:${run}`,
	/** Names of blocks whose result is there. */
	arrived: (run: string) => `lossatlas:arrived:${run}`,
	result: (run: string, block: string) => `lossatlas:result:${run}:${block}`,
	workers: "lossatlas:workers",
	worker: (id: string) => `lossatlas:worker:${id}`,
};

/** Seconds after which Redis forgets a plan whose coordinator does not renew it. */
export const planSeconds = 600;
/** Seconds after which Redis forgets a result that nobody took. */
export const resultSeconds = 3600;
/** A block whose worker was lost this often has failed. */
export const mostLosses = 3;

/** The file that shows a worker that a folder is the coordinator's own. */
export function folderMark(run: string): string {
	return `.queue.${run}.part`;
}

/** Milliseconds after which a worker that does not renew its claim on a block counts as lost. */
export function lockMilliseconds(given = process.env.LOSSATLAS_QUEUE_LOCK): number {
	if (given === undefined || given === "") return 30_000;
	const seconds = Number(given);
	if (seconds >= 1 && seconds <= 3600) return Math.round(1000 * seconds);
	throw new InputError(
		`LOSSATLAS_QUEUE_LOCK is "${given}"; a number of seconds from 1 to 3600 was expected.`,
		{ field: "LOSSATLAS_QUEUE_LOCK" },
		"Unset it: 30 seconds suit most networks.",
	);
}
