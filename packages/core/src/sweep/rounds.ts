import type { Plan } from "./plan.ts";
import type { CellRow } from "./run-cell.ts";
import { countable, wilson } from "./statistics.ts";

/** Cells that are run together, in ascending order. */
export interface Round {
	readonly number: number;
	readonly count: number;
	/** The k-th of them. */
	cell(k: number): number;
}

/**
 * Which cells are run. Without a stop rule there is one round of all. With one, a round adds the next cells along an axis for every combination
 * of the other axes whose proportion is not known closely enough; a round begins when all before it are finished, so that what is run depends on
 * results alone, never on the order in which they came.
 */
export class Rounds {
	readonly #plan: Plan;
	readonly #along: number;
	readonly #measure: number;
	/** Combinations of the other factors. */
	readonly #groups: number;
	readonly #trials: Int32Array;
	readonly #hits: Int32Array;
	#evaluations = 0;
	#next = 0;

	constructor(plan: Plan) {
		this.#plan = plan;
		const { stop, grid, measures } = plan;
		this.#along = stop === null ? -1 : grid.factorOf(stop.along, "stop");
		this.#measure = measures.findIndex(({ column }) => column === stop?.measure);
		this.#groups = stop === null ? 0 : grid.cells / grid.factors[this.#along].size;
		this.#trials = new Int32Array(this.#groups);
		this.#hits = new Int32Array(this.#groups);
	}

	/** Takes a finished cell of the current or an earlier round into account, in any order. */
	observe(row: CellRow): void {
		if (this.#plan.stop === null) return;
		// Mini-batches cost fractions; a sum of whole numbers is the same in every order.
		this.#evaluations += Math.ceil(row.evaluations);
		const value = countable(row.values?.[this.#measure] ?? null);
		if (value === null) return;
		const group = this.#groupOf(row.cell);
		this.#trials[group]++;
		if (value !== 0) this.#hits[group]++;
	}

	/** The next round; null when nothing is left to run. All cells of the round before must have been observed. */
	next(): Round | null {
		const number = this.#next++;
		const { grid, stop } = this.#plan;
		if (stop === null) return number > 0 ? null : { number, count: grid.cells, cell: (k) => k };
		if (stop.budget !== null && this.#evaluations >= stop.budget) return null;
		const from = number * stop.every;
		const to = Math.min(from + stop.every, grid.factors[this.#along].size);
		const cells: number[] = [];
		for (let group = 0; group < this.#groups; group++)
			if (!this.#isKnown(group)) for (let k = from; k < to; k++) cells.push(this.#cell(group, k));
		cells.sort((a, b) => a - b);
		return cells.length === 0 ? null : { number, count: cells.length, cell: (k) => cells[k] };
	}

	#isKnown(group: number): boolean {
		const halfWidth = this.#plan.stop?.halfWidth ?? null;
		const trials = this.#trials[group];
		if (halfWidth === null || trials === 0) return false;
		const { low, high } = wilson(this.#hits[group], trials);
		return (high - low) / 2 <= halfWidth;
	}

	/** Number of a cell's combination of the other factors, in the order of cells. */
	#groupOf(cell: number): number {
		const { factors } = this.#plan.grid;
		const positions = this.#plan.grid.positions(cell);
		return positions.reduce((group, at, f) => (f === this.#along ? group : group * factors[f].size + at), 0);
	}

	#cell(group: number, along: number): number {
		const { factors } = this.#plan.grid;
		let cell = 0;
		let stride = 1;
		let rest = group;
		for (let f = factors.length - 1; f >= 0; f--) {
			const { size } = factors[f];
			const at = f === this.#along ? along : rest % size;
			if (f !== this.#along) rest = Math.floor(rest / size);
			cell += at * stride;
			stride *= size;
		}
		return cell;
	}
}
