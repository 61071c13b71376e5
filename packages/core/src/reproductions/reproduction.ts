import type { SweepFigureSpec } from "../figures/sweep/sweep-figures.ts";
import type { SweepTable } from "../figures/sweep/sweep-table.ts";
import type { Citation } from "../theory/theorem.ts";

/** Tables of the plans of a reproduction, by the plan's name. */
export type Tables = Readonly<Record<string, SweepTable>>;

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

/** An experiment of a paper: its setting, the sweeps that repeat it, and what they are compared with. */
export interface Reproduction {
	/** `soudry-2016/figure-1`; its file is soudry-2016-figure-1.ts. */
	readonly id: string;
	readonly title: string;
	readonly citation: Citation;
	/** The paper's setting as far as it is known, a sentence each. */
	readonly setting: readonly string[];
	/** Choices of our own, and what differs from the paper, a sentence each. */
	readonly choices: readonly string[];
	/** What is not reproduced, a sentence each. */
	readonly missing: readonly string[];
	/** Plan files by name. */
	readonly plans: Readonly<Record<string, object>>;
	/** What the numbers say beside the paper: computed from the tables, never written beforehand. */
	findings(tables: Tables): readonly string[];
	figures(tables: Tables): readonly ReproducedFigure[];
	tables(tables: Tables): readonly ReproducedTable[];
}
