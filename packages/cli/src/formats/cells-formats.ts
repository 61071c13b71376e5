import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CellsTable } from "../store/cells-view.ts";
import { asSystemError, quoted } from "../store/duckdb.ts";
import { writeNpz } from "./npz.ts";

/** Writes all cells in one format; `notes` say what it could not hold. */
export type CellsFormat = (
	cells: CellsTable,
) => Promise<{ readonly bytes: Uint8Array; readonly notes: readonly string[] }>;

const inOrder = "SELECT * FROM cells ORDER BY cell";

/** By DuckDB, by way of a file of its own. */
function copied(options: string): CellsFormat {
	return async (cells) => {
		const folder = await mkdtemp(join(tmpdir(), "lossatlas-export-"));
		try {
			const file = join(folder, "cells");
			await cells.query(`COPY (${inOrder}) TO ${quoted(file)} (${options})`);
			return { bytes: await readFile(file), notes: [] };
		} catch (error) {
			throw asSystemError(error, folder);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	};
}

/** Float64 arrays, one per column; truth values as 0 and 1, nothing as NaN, lists padded with NaN. Columns of text are left out. */
async function npz(cells: CellsTable): ReturnType<CellsFormat> {
	const { columns, rows } = await cells.query(inOrder);
	const notes: string[] = [];
	const arrays = columns.flatMap((name, c) => {
		const values = rows.map((row) => row[c]);
		if (values.some((value) => typeof value === "string")) {
			notes.push(`The column ${name} is text and left out: npz holds numbers; csv and parquet hold all.`);
			return [];
		}
		const longest = values.reduce(
			(most: number, value) => Math.max(most, Array.isArray(value) ? value.length : 0),
			0,
		);
		const number = (value: unknown): number =>
			value === null || value === undefined || Array.isArray(value) ? Number.NaN : Number(value);
		if (longest === 0) return [{ name, values: Float64Array.from(values, number), shape: [values.length] }];
		const padded = new Float64Array(values.length * longest).fill(Number.NaN);
		values.forEach((value, r) => {
			if (Array.isArray(value)) padded.set(value.map(number), r * longest);
		});
		return [{ name, values: padded, shape: [values.length, longest] }];
	});
	return { bytes: writeNpz(arrays), notes };
}

/** The formats of `export`. */
export const cellsFormats: Readonly<Record<string, CellsFormat>> = {
	csv: copied("FORMAT csv, HEADER"),
	parquet: copied("FORMAT parquet, COMPRESSION snappy"),
	npz,
};
