import { InputError, nearestName } from "@lossatlas/core/names";
import type { Executor } from "./executor.ts";
import { queue } from "./queue.ts";
import { slurm } from "./slurm.ts";
import { threads } from "./sweep-threads.ts";

/** All executors. */
export const executors: readonly Executor[] = [threads, slurm, queue];

/** @throws InputError for an unknown name, with the nearest known one. */
export function executorOf(name: string): Executor {
	const found = executors.find((executor) => executor.name === name);
	if (found !== undefined) return found;
	const names = executors.map((executor) => executor.name);
	throw new InputError(
		`--executor is "${name}"; one of ${names.join(", ")} was expected.`,
		{ field: "--executor" },
		`Did you mean ${nearestName(name, names)}?`,
	);
}
