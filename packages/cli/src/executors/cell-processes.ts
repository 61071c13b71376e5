import type { Plan } from "@lossatlas/core/laboratory";
import type { StoredRow } from "../store/columns.ts";
import { type CellLimits, CellProcess } from "./cell-process.ts";

/** Milliseconds after which a process without work is ended. */
const restAfter = 60_000;

interface Resting {
	readonly kind: string;
	readonly cells: CellProcess;
	readonly since: number;
}

/** Processes for cells of several plans; one that has finished its cells takes others of the same plan. */
export class CellProcesses {
	#resting: Resting[] = [];

	/** The rows of some cells. @throws the signal's reason when aborted. */
	async run(
		plan: Plan,
		engine: string,
		limits: CellLimits,
		cells: readonly number[],
		signal: AbortSignal,
	): Promise<StoredRow[]> {
		const kind = `${plan.digest} ${engine} ${limits.seconds}`;
		const process = this.#take(kind) ?? new CellProcess(plan, limits, engine);
		try {
			const rows = await process.run(cells, signal);
			this.#resting.push({ kind, cells: process, since: performance.now() });
			return rows;
		} catch (error) {
			process.close();
			throw error;
		}
	}

	/** One of that kind; else one of another kind makes room. */
	#take(kind: string): CellProcess | null {
		const k = this.#resting.findIndex((each) => each.kind === kind);
		const [taken] = this.#resting.splice(Math.max(0, k), 1);
		if (taken === undefined) return null;
		if (taken.kind === kind) return taken.cells;
		taken.cells.close();
		return null;
	}

	/** Ends processes that have had nothing to do for a while. */
	tidy(): void {
		const since = performance.now() - restAfter;
		for (const each of this.#resting) if (each.since < since) each.cells.close();
		this.#resting = this.#resting.filter((each) => each.since >= since);
	}

	/** Ends all that rest. */
	close(): void {
		for (const { cells } of this.#resting) cells.close();
		this.#resting = [];
	}
}
