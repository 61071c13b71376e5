import type { SweepFigureSpec } from "../figures/sweep/sweep-figures.ts";
import type { SweepTable } from "../figures/sweep/sweep-table.ts";
import type { SweepRow } from "../sweep/reduce.ts";
import type { Citation } from "../theory/theorem.ts";

/** What a plan of a reproduction came to. */
export interface PlanResult {
	/** What figures are drawn from. */
	readonly table: SweepTable;
	/** All of it, lists included. */
	readonly rows: readonly SweepRow[];
	/** Digest of the cells. */
	readonly digest: string;
	readonly cells: { readonly total: number; readonly done: number; readonly failed: number };
}

/** Results by the plan's name. */
export type Results = Readonly<Record<string, PlanResult>>;

/** A figure of a reproduction, with the table that it is drawn from. */
export interface ReproducedFigure {
	/** Its name in files. */
	readonly id: string;
	readonly table: SweepTable;
	readonly spec: SweepFigureSpec;
}

/** A table of numbers in the report. */
export interface ReproducedTable {
	readonly title: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly (string | number | null)[])[];
}

/** An experiment of a paper: its setting, the sweeps that repeat it, and what they are compared with. One file, one line in the registry. */
export interface Reproduction {
	/** `soudry-2016/figure-1`; its file is soudry-2016-figure-1.ts. */
	readonly id: string;
	readonly title: string;
	readonly citation: Citation;
	/** The paper's setting and result as far as they are known, a sentence each. */
	readonly setting: readonly string[];
	/** Choices of our own, and where they differ from the paper, a sentence each. */
	readonly choices: readonly string[];
	/** What is not reproduced, a sentence each. */
	readonly missing: readonly string[];
	/** Plan files by name. */
	readonly plans: Readonly<Record<string, object>>;
	/** What the numbers say beside the paper, a sentence each: computed from the results. */
	findings(results: Results): readonly string[];
	figures(results: Results): readonly ReproducedFigure[];
	tables(results: Results): readonly ReproducedTable[];
}
