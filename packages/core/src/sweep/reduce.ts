import type { MeasureValue } from "./measure.ts";
import type { Plan } from "./plan.ts";
import type { CellRow } from "./run-cell.ts";
import { countable, statistics } from "./statistics.ts";

/** A row of a sweep's table: axes, then measures or their statistics. */
export type SweepRow = Readonly<Record<string, MeasureValue>>;

interface Group {
	readonly at: Record<string, MeasureValue>;
	readonly cells: { count: number };
	/** Values of each measure that are numbers or truth values. */
	readonly values: number[][];
	/** How often each text occurred, by measure. */
	readonly words: Map<string, number>[];
}

/**
 * The table of a plan from its rows in the order of cells: one line per cell or, with a reduction, one per combination of the axes that it leaves,
 * with statistics as `measure.mean`. Texts are counted: `measure.excluded` is the share of cells that said so.
 */
export class Reduction {
	readonly #plan: Plan;
	/** By the place of the combination among all of them. */
	readonly #groups = new Map<number, Group>();
	/** Factors of the grid that are left. */
	readonly #kept: readonly number[];
	readonly #left: readonly string[];

	constructor(plan: Plan) {
		this.#plan = plan;
		const over = new Set(plan.reduce?.over ?? []);
		// An axis that is zipped with one that is reduced over goes with it.
		const gone = new Set([...over].map((name) => plan.grid.factorOf(name, "reduce.over")));
		this.#kept = [...plan.grid.factors.keys()].filter((f) => !gone.has(f));
		this.#left = plan.grid.axes
			.filter((_, a) => this.#kept.some((f) => plan.grid.factors[f].axes.includes(a)))
			.map(({ name }) => name);
	}

	/** Names of the axes that are left. */
	get axes(): readonly string[] {
		return this.#left;
	}

	add({ cell, values }: CellRow): void {
		if (values === null) return;
		const { grid, measures } = this.#plan;
		const all = grid.at(cell);
		const at = Object.fromEntries(this.#left.map((name) => [name, all[name]]));
		const positions = grid.positions(cell);
		const key = this.#kept.reduce((place, f) => place * grid.factors[f].size + positions[f], 0);
		let group = this.#groups.get(key);
		if (group === undefined) {
			group = {
				at,
				cells: { count: 0 },
				values: measures.map(() => []),
				words: measures.map(() => new Map()),
			};
			this.#groups.set(key, group);
		}
		group.cells.count++;
		for (const [m, value] of values.entries()) {
			const number = countable(value);
			if (number !== null) group.values[m].push(number);
			else if (typeof value === "string") group.words[m].set(value, (group.words[m].get(value) ?? 0) + 1);
		}
	}

	/** In the order of the combinations, whichever of their cells failed. */
	rows(): SweepRow[] {
		const groups = [...this.#groups].sort(([a], [b]) => a - b);
		return groups.map(([, { at, cells, values, words }]) => {
			const row: Record<string, MeasureValue> = { ...at, cells: cells.count };
			for (const [m, { column }] of this.#plan.measures.entries()) {
				const sorted = Float64Array.from(values[m]).sort();
				row[`${column}.count`] = sorted.length;
				for (const [word, count] of [...words[m]].sort(([a], [b]) => (a < b ? -1 : 1)))
					row[`${column}.${word}`] = count / cells.count;
				if (sorted.length === 0) continue;
				for (const name of this.#plan.reduce?.with ?? [])
					for (const [statistic, value] of Object.entries(statistics[name](sorted)))
						row[`${column}.${statistic}`] = value;
			}
			return row;
		});
	}
}

/** The line of a cell in a table that is not reduced. */
export function plainRow(plan: Plan, { cell, values }: CellRow): SweepRow {
	const row: Record<string, MeasureValue> = { cell, ...plan.grid.at(cell) };
	for (const [m, { column }] of plan.measures.entries()) row[column] = values?.[m] ?? null;
	return row;
}
