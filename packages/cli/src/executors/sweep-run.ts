import { Rounds } from "@lossatlas/core/laboratory";
import type { Progress } from "../output/progress.ts";
import type { Block, SweepStore } from "../store/sweep-store.ts";
import { type CellLimits, CellProcess } from "./cell-process.ts";
import type { BlockReport } from "./executor.ts";

type RunBlocks = (blocks: readonly Block[], report: (block: BlockReport) => void) => Promise<void>;

/** Round after round until nothing is left to run. */
export class SweepRun {
	readonly #store: SweepStore;
	readonly #progress: Progress;
	readonly #signal: AbortSignal;
	readonly #runBlocks: RunBlocks;
	/** Cells in the store, and those computed beside them, by block. */
	#done = 0;
	readonly #beside = new Map<string, number>();
	#failed = 0;
	#total = 0;

	constructor(store: SweepStore, progress: Progress, signal: AbortSignal, runBlocks: RunBlocks) {
		this.#store = store;
		this.#progress = progress;
		this.#signal = signal;
		this.#runBlocks = runBlocks;
	}

	/** Cells of a block that are computed and not yet in the store. */
	computed(block: string, cells: number): void {
		this.#beside.set(block, cells);
		this.#tell();
	}

	#tell(): void {
		let beside = 0;
		for (const cells of this.#beside.values()) beside += cells;
		const failures = this.#failed === 0 ? "none failed" : `${this.#failed} failed`;
		// What is not in the store is not finished: the last line waits for it.
		const done = Math.min(this.#done + beside, beside > 0 ? this.#total - 1 : this.#total);
		this.#progress.update(done, this.#total, failures);
	}

	async all(): Promise<void> {
		const { plan } = this.#store;
		const rounds = new Rounds(plan);
		const resumed = (await this.#store.finished()).size > 0;
		let last = 0;
		for (let round = rounds.next(); round !== null; round = rounds.next()) {
			last = round.number;
			if (resumed && plan.stop !== null) await this.#store.keepOnly(round.number, this.#store.blocks(round));
			const finished = await this.#store.finished();
			const open: Block[] = [];
			let before = 0;
			for (const block of this.#store.blocks(round))
				if (finished.has(block.name)) before += block.cells.length;
				else open.push(block);
			if (before > 0 && open.length > 0)
				this.#progress.say(`${before} of ${round.count} cells are done already.`);
			this.#done += before;
			this.#progress.skip(this.#done);
			this.#total = this.#done + round.count - before;
			if (open.length > 0)
				await this.#runBlocks(open, ({ name, done, failed }) => {
					this.#beside.delete(name);
					this.#done += done + failed;
					this.#failed += failed;
					this.#tell();
				});
			this.#signal.throwIfAborted();
			if (plan.stop !== null) for await (const row of this.#store.rows(round.number)) rounds.observe(row);
		}
		if (resumed && plan.stop !== null) await this.#store.dropFrom(last + 1);
	}
}

/** Runs the cells that failed again, and nothing else; a block's other rows stay as they are. */
export async function retryFailed(
	store: SweepStore,
	limits: CellLimits,
	progress: Progress,
	signal: AbortSignal,
): Promise<void> {
	const cells = new CellProcess(store.plan, limits);
	try {
		for (const name of [...(await store.finished())].sort()) {
			const rows = await store.rowsOf(name);
			const failed = rows.filter(({ status }) => status === "failed").map(({ cell }) => cell);
			if (failed.length === 0) continue;
			progress.say(
				`Running again: ${failed.length === 1 ? `cell ${failed[0]}` : `${failed.length} cells of ${name}`}.`,
			);
			const again = new Map((await cells.run(failed, signal)).map((row) => [row.cell, row]));
			await store.save(
				{ name, cells: rows.map(({ cell }) => cell) },
				rows.map((row) => again.get(row.cell) ?? row),
			);
		}
	} finally {
		cells.close();
	}
}
