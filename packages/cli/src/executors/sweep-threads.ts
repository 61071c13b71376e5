import { CellProcess } from "./cell-process.ts";
import type { Executor } from "./executor.ts";

/** On this machine: one process per thread, each with a block at a time. */
export const threads: Executor = {
	name: "threads",
	summary: "On this machine, nothing to install.",
	manyMachines: false,
	async run({ store, limits, threads: count, signal, computed }, blocks, report) {
		let next = 0;
		const stop = new AbortController();
		const either = AbortSignal.any([signal, stop.signal]);
		const line = async () => {
			const cells = new CellProcess(store.plan, limits);
			// A block is saved while the next one is computed.
			let saved = Promise.resolve();
			try {
				while (next < blocks.length) {
					const block = blocks[next++];
					const rows = await cells.run(block.cells, either, (so) => computed(block.name, so));
					await saved;
					saved = store.save(block, rows).then(() => {
						const failed = rows.filter(({ status }) => status === "failed").length;
						report({ name: block.name, done: rows.length - failed, failed });
					});
					// Its failure is told where it is waited for.
					saved.catch(() => {});
				}
				await saved;
			} catch (error) {
				stop.abort();
				throw error;
			} finally {
				cells.close();
				await saved.catch(() => {});
			}
		};
		const lines = Array.from({ length: Math.min(count, blocks.length) }, line);
		// All lines are at rest before the first failure is told.
		const ended = await Promise.allSettled(lines);
		signal.throwIfAborted();
		const failure = ended.find(
			(end) => end.status === "rejected" && (end.reason as Error).name !== "AbortError",
		);
		if (failure?.status === "rejected") throw failure.reason;
	},
};
