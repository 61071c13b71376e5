import type { InputError } from "../../src/problem/input-error.ts";
import { InputError as InputErrorClass } from "../../src/problem/input-error.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import type { DataSource, FileContents, NamedArray, Table } from "../../src/problem/table.ts";

/** A small valid problem file, to be changed piece by piece. */
export const smallProblem = {
	lossatlas: 1,
	name: "small",
	data: {
		inline: {
			x: [
				[0, 1],
				[2, 3],
				[4, 5],
			] as number[][],
			y: [1, -1, 1] as unknown[],
		},
	} as Record<string, unknown>,
	network: { layers: [{ width: 2, activation: "tanh" }, { width: 1 }] } as Record<string, unknown>,
	loss: { name: "squared" } as Record<string, unknown>,
};

/** The error that a problem file gives. */
export async function failure(
	source: string | object,
	options: Parameters<typeof parseProblem>[1] = {},
): Promise<InputError> {
	try {
		await parseProblem(source, options);
	} catch (error) {
		if (error instanceof InputErrorClass) return error;
		throw error;
	}
	throw new Error("No error was reported.");
}

/** A table from rows of cells; row k stands on line k + 2, as in a csv file with a header. */
export function table(
	names: readonly string[],
	rows: readonly (readonly (number | string | null)[])[],
): Table {
	return {
		columns: names.map((name, k) => ({ name, values: rows.map((row) => row[k]) })),
		rows: rows.length,
		source: "birds.csv",
		line: (row) => row + 2,
	};
}

/** A source that answers every path with the same contents. */
export function sourceOf(contents: Table | readonly NamedArray[]): DataSource {
	const file: FileContents =
		"columns" in contents
			? { kind: "table", table: contents }
			: { kind: "arrays", arrays: contents, source: "points.npz" };
	return { read: async () => file };
}

/** A named array of float64. */
export function array(
	name: string,
	shape: readonly number[],
	values: readonly number[],
	type = "float64",
): NamedArray {
	return { name, shape, values: Float64Array.from(values), type };
}
