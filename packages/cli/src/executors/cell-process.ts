import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { engineInUse, failedCell, type Plan } from "@lossatlas/core/laboratory";
import type { StoredRow } from "../store/columns.ts";
import type { FromCells, ToCells } from "./cell-messages.ts";

/** What a cell may take. */
export interface CellLimits {
	/** Time of one cell. */
	readonly seconds: number;
	/** Memory of the process that runs it. */
	readonly megabytes: number;
}

/** Milliseconds between two looks at the time and the memory. */
const lookEvery = 200;
/** A cell during which the process dies this often, for no reason that we know, has failed. */
const mostDeaths = 2;

/** Why a process was ended by us. */
type Verdict = "too long" | "too much memory";

/**
 * Runs cells in a process of its own, one after another. A cell that takes too long or too much memory, or that the process dies of, is a failed
 * row; the cells after it go on in a new process.
 */
export class CellProcess {
	readonly #plan: Plan;
	readonly #limits: CellLimits;
	readonly #engine: string;
	#child: ChildProcess | null = null;
	#ready: Promise<void> = Promise.resolve();
	/** Cells that the process has run: what it holds in memory may be theirs. */
	#before = 0;

	constructor(plan: Plan, limits: CellLimits, engine: string = engineInUse()) {
		this.#plan = plan;
		this.#limits = limits;
		this.#engine = engine;
	}

	/**
	 * The rows of some cells, in their order. @param computed is told how many there are, as they come.
	 * @throws the signal's reason when aborted.
	 */
	async run(
		cells: readonly number[],
		signal: AbortSignal,
		computed: (rows: number) => void = () => {},
	): Promise<StoredRow[]> {
		const rows: StoredRow[] = [];
		let deaths = 0;
		while (rows.length < cells.length) {
			signal.throwIfAborted();
			const before = rows.length;
			const end = await this.#attempt(cells.slice(rows.length), rows, signal, computed);
			if (end === "finished") break;
			if (end === "spent") {
				deaths = 0;
				continue;
			}
			signal.throwIfAborted();
			deaths = rows.length > before ? 1 : deaths + 1;
			const cell = cells[rows.length];
			if (end.known || deaths >= mostDeaths) {
				rows.push({ ...failedCell(cell, end.sentence), seconds: end.seconds });
				deaths = 0;
			}
		}
		return rows;
	}

	/** Memory of the process, in MB; 0 where there is none, or the system does not tell. */
	megabytes(): Promise<number> {
		return this.#child === null ? Promise.resolve(0) : megabytesOf(this.#child);
	}

	/** Ends the process. */
	close(): void {
		this.#child?.kill("SIGKILL");
		this.#child = null;
	}

	async #attempt(
		cells: readonly number[],
		rows: StoredRow[],
		signal: AbortSignal,
		computed: (rows: number) => void,
	): Promise<End> {
		const child = this.#child ?? this.#start();
		await this.#ready;
		signal.throwIfAborted();
		let left = cells.length;
		let ended = false;
		let verdict: Verdict | null = null;
		let begun = performance.now();
		const elapsed = () => (performance.now() - begun) / 1000;
		return new Promise((resolve) => {
			const look = setInterval(async () => {
				const megabytes = await megabytesOf(child);
				if (ended) return;
				if (elapsed() > this.#limits.seconds) verdict ??= "too long";
				else if (megabytes > this.#limits.megabytes) verdict ??= "too much memory";
				if (verdict !== null) child.kill("SIGKILL");
			}, lookEvery);
			const finish = (result: End) => {
				ended = true;
				clearInterval(look);
				signal.removeEventListener("abort", abort);
				child.off("message", receive);
				child.off("exit", exit);
				resolve(result);
			};
			const receive = (message: FromCells) => {
				if (message.kind !== "row") return;
				rows.push(message.row);
				computed(rows.length);
				this.#before++;
				begun = performance.now();
				if (message.last) this.#child = null;
				if (--left === 0) finish("finished");
				else if (message.last) finish("spent");
			};
			const exit = (code: number | null, killedBy: NodeJS.Signals | null) => {
				this.#child = null;
				const death = this.#death(verdict, code, killedBy, elapsed());
				// Rows that it had sent are still on their way.
				if (child.connected) child.once("disconnect", () => finish(death));
				else finish(death);
			};
			const abort = () => child.kill("SIGKILL");
			signal.addEventListener("abort", abort);
			child.on("message", receive);
			child.on("exit", exit);
			// The process may have taken a while to be ready.
			if (signal.aborted) abort();
			if (child.exitCode !== null || child.signalCode !== null) exit(child.exitCode, child.signalCode);
			else child.send({ kind: "cells", cells } satisfies ToCells);
		});
	}

	#death(
		verdict: Verdict | null,
		code: number | null,
		killedBy: NodeJS.Signals | null,
		seconds: number,
	): Death {
		const { seconds: limit, megabytes } = this.#limits;
		const memory = `It needed more than ${megabytes} MB of memory, the limit of a cell (--cell-memory).`;
		if (verdict === "too long")
			return {
				known: true,
				seconds,
				sentence: `It did not end within ${limit} s, the limit of a cell (--cell-seconds).`,
			};
		// V8 ends the process by SIGABRT when its heap is full. What cells before have left there counts for none: again, alone.
		if (verdict === "too much memory" || killedBy === "SIGABRT" || code === 134)
			return { known: this.#before === 0, seconds, sentence: memory };
		const how = killedBy === null ? `ended with code ${code}` : `was ended by ${killedBy}`;
		return {
			known: false,
			seconds,
			sentence: `The process that ran it ${how}, twice: often the system's answer to too little memory.`,
		};
	}

	#start(): ChildProcess {
		const file = fileURLToPath(new URL("./cell-worker.js", import.meta.url));
		const child = fork(file, [], {
			execArgv: [`--max-old-space-size=${Math.max(32, Math.floor(this.#limits.megabytes))}`],
			stdio: ["ignore", "ignore", "ignore", "ipc"],
			// As JSON, NaN and -0 would arrive as something else.
			serialization: "advanced",
		});
		// A pipe that breaks says so by the exit, too.
		child.on("error", () => {});
		this.#child = child;
		this.#before = 0;
		this.#ready = new Promise((resolve) => {
			child.once("message", () => resolve());
			child.once("exit", () => resolve());
		});
		child.send({ kind: "plan", plan: this.#plan.canonical, engine: this.#engine } satisfies ToCells);
		return child;
	}
}

/** How some cells ended: all done, not all because the process wants to be replaced, or by its death. */
type End = "finished" | "spent" | Death;

interface Death {
	/** Whether the cell is to blame for certain. */
	readonly known: boolean;
	readonly sentence: string;
	readonly seconds: number;
}

/** Resident memory of a process; 0 where the system does not tell (other than Linux: the limit of the heap remains). */
async function megabytesOf({ pid }: ChildProcess): Promise<number> {
	try {
		const [, pages] = (await readFile(`/proc/${pid}/statm`, "utf8")).split(" ");
		return (Number(pages) * 4096) / 1e6;
	} catch {
		return 0;
	}
}
