import { InputError } from "@lossatlas/core/laboratory";
import { serveQueue } from "../executors/queue-worker.ts";
import { runJobTask } from "../executors/slurm-task.ts";
import { threadsOf, wholeNumber } from "../survey-options.ts";
import { limitsOf } from "./sweep.ts";

interface Flags {
	readonly queue?: string;
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
	if (flags.queue === undefined)
		throw new InputError(
			"work needs the address of a queue.",
			{ field: "--queue" },
			"For example --queue redis://localhost:6379",
		);
	await serveQueue(flags.queue, threads, limits, flags.json === true);
}
