import { setTimeout as wait } from "node:timers/promises";
import type { Slurm } from "./commands.ts";
import { submittedArrays } from "./job-file.ts";

/** How often, and how many times, we look whether a cancelled array has left the queue. */
const pause = 500;
const mostLooks = 120;

/** What this needs to know of a sweep. */
interface Sweep {
	/** Absolute. */
	readonly folder: string;
	readonly signal: AbortSignal;
	say(line: string): void;
}

/** Cancels arrays that an earlier run of a sweep submitted and left in the queue, as after a crash: all would be computed twice. */
export async function cancelEarlier({ folder, signal, say }: Sweep, slurm: Slurm): Promise<void> {
	const arrays = await submittedArrays(folder);
	if (arrays.length === 0) return;
	// Where Slurm has begun to count anew, another job may have the number; its folder is another, too.
	const left = async () => {
		const tasks = (await slurm.queue(arrays, signal)).filter((task) => task.folder === folder);
		const ids = new Set(tasks.map(({ name }) => name.split("_")[0]));
		return arrays.filter(({ id }) => ids.has(id));
	};
	const found = await left();
	if (found.length === 0) return;
	say(
		`Job arrays of an earlier run are still in the queue and are cancelled: ${found.map(({ id }) => id).join(", ")}.`,
	);
	await slurm.cancel(found);
	for (let look = 0; look < mostLooks && (await left()).length > 0; look++)
		await wait(pause, undefined, { signal });
}
