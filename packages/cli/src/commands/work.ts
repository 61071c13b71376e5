import { queueUrl } from "../executors/queue/connection.ts";
import { serveQueue } from "../executors/queue/worker.ts";
import { runJobTask } from "../executors/slurm/task.ts";
import { threadsOf, wholeNumber } from "../survey-options.ts";
import { limitsOf } from "./sweep.ts";

interface Flags {
	readonly queue?: string;
	readonly sharedFolder?: boolean;
	readonly job?: string;
	readonly task?: string;
	readonly threads?: string;
	readonly cellSeconds: string;
	readonly cellMemory?: string;
	readonly json?: boolean;
}

/** `work --queue URL`, and what a task of a job array runs. */
export async function workCommand(flags: Flags): Promise<void> {
	if (flags.job !== undefined) return runJobTask(flags.job, wholeNumber("task", flags.task ?? "", 0));
	const threads = threadsOf(flags);
	const limits = limitsOf(flags, threads);
	await serveQueue({
		url: queueUrl(flags.queue),
		threads,
		limits,
		sharedFolder: flags.sharedFolder === true,
		json: flags.json === true,
	});
}
