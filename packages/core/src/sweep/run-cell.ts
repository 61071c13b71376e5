import { InputError } from "../problem/input-error.ts";
import { parseProblem } from "../problem/parse.ts";
import type { Problem } from "../problem/problem.ts";
import type { ActionOptions } from "./actions/action.ts";
import type { MeasureValue } from "./measure.ts";
import type { Plan } from "./plan.ts";
import { fillIn } from "./template.ts";

/** What became of one cell; plain data. */
export interface CellRow {
	readonly cell: number;
	readonly status: "done" | "failed";
	/** What went wrong; null where nothing did. */
	readonly sentence: string | null;
	/** Passes over the data. */
	readonly evaluations: number;
	/** One per measure of the plan, in its order; null for a failed cell. */
	readonly values: readonly MeasureValue[] | null;
}

/** A cell that could not be run. */
export function failedCell(cell: number, sentence: string): CellRow {
	return { cell, status: "failed", sentence, evaluations: 0, values: null };
}

/** Runs cells of one plan; a problem that cells have in common is parsed once. */
export class CellRunner {
	readonly #plan: Plan;
	#key: string | null = null;
	#problem: Problem | null = null;
	#spent = false;

	constructor(plan: Plan) {
		this.#plan = plan;
	}

	/** Whether something broke that no one foresaw, such as the kernels' memory: cells after that need a new process. */
	get spent(): boolean {
		return this.#spent;
	}

	/** A cell is a pure function of (plan, number of the cell): same bits on any machine. Never throws: a failure is a row. */
	async run(cell: number): Promise<CellRow> {
		const { grid, template, options, action, measures } = this.#plan;
		try {
			const at = grid.at(cell);
			const problem = template === null ? null : await this.#parse(fillIn(template, at) as object);
			const { document, evaluations } = await action.run(problem, fillIn(options, at) as ActionOptions);
			const values = measures.map((measure) => measure.of(document));
			return { cell, status: "done", sentence: null, evaluations, values };
		} catch (error) {
			if (!(error instanceof InputError)) this.#spent = true;
			return failedCell(cell, sentenceOf(error));
		}
	}

	async #parse(file: object): Promise<Problem> {
		const key = JSON.stringify(file);
		if (key !== this.#key || this.#problem === null) {
			this.#problem = await parseProblem(file, { source: this.#plan.source });
			this.#key = key;
		}
		return this.#problem;
	}
}

function sentenceOf(error: unknown): string {
	if (error instanceof InputError) {
		const { field } = error.where;
		const placed = field === undefined || error.message.startsWith(field);
		return [placed ? error.message : `${field}: ${error.message}`, error.advice ?? ""].join(" ").trim();
	}
	const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
		? `It cannot be computed, most often because the problem is too large for the memory of the kernels, 4 GB (${text}).`
		: text;
}
