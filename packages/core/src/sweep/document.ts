import type { MeasureValue } from "./measure.ts";
import type { Plan } from "./plan.ts";
import { plainRow, Reduction, type SweepRow } from "./reduce.ts";
import { RowsDigest } from "./rows-digest.ts";
import type { CellRow } from "./run-cell.ts";

/** `sweep --json` and DIR/sweep.json. */
export interface SweepDocument {
	readonly schema: "lossatlas/sweep@1";
	readonly name: string;
	/** Digest of the plan. */
	readonly plan: string;
	readonly cells: {
		readonly total: number;
		readonly done: number;
		readonly failed: number;
		readonly skipped: number;
	};
	readonly rows: readonly SweepRow[];
	/** Rows in all: of a table that is not reduced, the first 10,000 are listed. */
	readonly rowsTotal: number;
	readonly failures: readonly {
		readonly cell: number;
		readonly at: Readonly<Record<string, MeasureValue>>;
		readonly sentence: string;
	}[];
	readonly digest: string;
	readonly engine: string;
	readonly notes: readonly string[];
}

const mostRows = 10_000;
const mostFailures = 1000;

/** The document of a sweep from its rows in the order of cells, in memory that does not grow with them unless the plan's own table does. */
export class SweepSummary {
	readonly #plan: Plan;
	readonly #digest: RowsDigest;
	readonly #reduction: Reduction | null;
	readonly #rows: SweepRow[] = [];
	readonly #failures: SweepDocument["failures"][number][] = [];
	#done = 0;
	#failed = 0;

	constructor(plan: Plan) {
		this.#plan = plan;
		this.#digest = new RowsDigest(plan);
		this.#reduction = plan.reduce === null ? null : new Reduction(plan);
	}

	/** Takes the row of a cell, in ascending order. */
	add(row: CellRow): void {
		this.#digest.add(row);
		if (row.status === "failed") {
			this.#failed++;
			if (this.#failures.length < mostFailures)
				this.#failures.push({
					cell: row.cell,
					at: this.#plan.grid.at(row.cell),
					sentence: row.sentence ?? "",
				});
			return;
		}
		this.#done++;
		if (this.#reduction !== null) this.#reduction.add(row);
		else if (this.#rows.length < mostRows) this.#rows.push(plainRow(this.#plan, row));
	}

	/** `axes` are those that the table is over. */
	result(engine: string): { readonly document: SweepDocument; readonly axes: readonly string[] } {
		const { grid, name, digest } = this.#plan;
		const rows = this.#reduction?.rows() ?? this.#rows;
		const total = this.#reduction === null ? this.#done : rows.length;
		return {
			axes: this.#reduction?.axes ?? grid.axes.map((axis) => axis.name),
			document: {
				schema: "lossatlas/sweep@1",
				name,
				plan: digest,
				cells: {
					total: grid.cells,
					done: this.#done,
					failed: this.#failed,
					skipped: grid.cells - this.#done - this.#failed,
				},
				rows,
				rowsTotal: total,
				failures: this.#failures,
				digest: this.#digest.hex(),
				engine,
				notes:
					total > rows.length
						? [`The first ${rows.length} of ${total} rows are listed; query and export give all.`]
						: [],
			},
		};
	}
}
