import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MeasureValue, type Plan, parsePlan } from "@lossatlas/core/laboratory";
import type { StoredRow } from "../../src/store/columns.ts";

/** A plan of six cells with a column of each name; what is measured does not matter, the rows are made up. */
export function planOfColumns(
	columns: readonly string[],
	axes: Record<string, unknown> = { width: [1, 2, 3], seed: { count: 2 } },
): Promise<Plan> {
	return parsePlan({
		lossatlas: 1,
		problem: {
			lossatlas: 1,
			name: Object.keys(axes)
				.map((name) => `\${${name}}`)
				.join(" "),
			data: { builtin: { name: "xor" } },
			network: { layers: [{ width: 1 }] },
			loss: { name: "squared" },
		},
		axes,
		do: { survey: { starts: 1 } },
		measure: columns.map((name) => ({ [name]: "bestLoss" })),
	});
}

export function rowOf(cell: number, ...values: MeasureValue[]): StoredRow {
	return { cell, status: "done", sentence: null, evaluations: 1.5, seconds: 0.25, values };
}

export function failedRow(cell: number, sentence: string): StoredRow {
	return { cell, status: "failed", sentence, evaluations: 0, seconds: 0, values: null };
}

export function folderFor(name: string): string {
	return join(mkdtempSync(join(tmpdir(), "lossatlas-store-")), name);
}
