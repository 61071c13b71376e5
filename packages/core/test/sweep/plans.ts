import { InputError } from "../../src/problem/input-error.ts";
import { type Plan, type PlanFiles, parsePlan } from "../../src/sweep/plan.ts";
import type { CellRow } from "../../src/sweep/run-cell.ts";

/** XOR with a hidden layer whose width is an axis. */
export const xor = {
	lossatlas: 1,
	data: { builtin: { name: "xor" } },
	network: { layers: [{ width: "${width}", activation: "tanh" }, { width: 1 }] },
	loss: { name: "squared" },
};

/** A plan file that is sound, with some of its fields replaced. */
export function planFile(change: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		lossatlas: 1,
		problem: xor,
		axes: { width: [1, 2], seed: { count: 3 } },
		do: { survey: { starts: 2 } },
		...change,
	};
}

export function planWith(change: Record<string, unknown> = {}, files: PlanFiles = {}): Promise<Plan> {
	return parsePlan(planFile(change), files);
}

/** The mistake that parsing a plan file, or its text, ends with. */
export async function mistakeIn(given: object | string, files: PlanFiles = {}): Promise<InputError> {
	try {
		await parsePlan(given, files);
	} catch (error) {
		if (error instanceof InputError) return error;
		throw error;
	}
	throw new Error("The plan was accepted.");
}

/** A row of a finished cell. */
export function done(cell: number, ...values: NonNullable<CellRow["values"]>): CellRow {
	return { cell, status: "done", sentence: null, evaluations: 1, values };
}
