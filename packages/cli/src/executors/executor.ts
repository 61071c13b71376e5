import type { Block, SweepStore } from "../store/sweep-store.ts";
import type { CellLimits } from "./cell-process.ts";

/** What an executor works on. */
export interface SweepJob {
	readonly store: SweepStore;
	readonly limits: CellLimits;
	/** Cells at a time on one machine. */
	readonly threads: number;
	readonly signal: AbortSignal;
	/** Options of the executor: what follows `--slurm-options`, the address of a queue. */
	readonly settings: ExecutorSettings;
	/** A line for the person. */
	say(line: string): void;
	/** Cells of a block that are computed so far and not yet in the store, where an executor knows: for the progress alone. */
	computed(block: string, cells: number): void;
}

/** What executors may be told. */
export interface ExecutorSettings {
	readonly slurmOptions?: string;
	readonly queue?: string;
}

/** A block that is in the store. */
export interface BlockReport {
	readonly name: string;
	readonly done: number;
	readonly failed: number;
}

/** How blocks of cells are computed: one file, one way. */
export interface Executor {
	readonly name: string;
	/** One sentence: what it needs, and when to choose it. */
	readonly summary: string;
	/** Cells at a time where --threads is not given; without it, one per core of this machine. */
	readonly defaultThreads?: number;
	/** Blocks may be computed on other machines: engines whose bits are the machine's own are refused. */
	readonly manyMachines: boolean;
	/**
	 * Computes blocks and puts their shards into the store, each reported once it is there; throws the signal's reason when aborted.
	 * A block may be computed twice when a worker is lost: the shard is the same.
	 */
	run(job: SweepJob, blocks: readonly Block[], report: (block: BlockReport) => void): Promise<void>;
}
