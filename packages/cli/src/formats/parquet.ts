import { type Column, InputError, type Table } from "@lossatlas/core/laboratory";

type Value = number | string | null;

/**
 * Reads a Parquet file as a table, by DuckDB, which is loaded for it alone: numbers of every type widened exactly to float64 (decimals to the nearest), texts, dates and truth
 * values as texts, missing ones as null.
 * @throws InputError for a damaged file, a column of lists or records, an integer that float64 does not hold.
 */
export async function readParquet(path: string): Promise<Table> {
	const { openDatabase, parquetTable } = await import("../store/duckdb.ts");
	const connection = await openDatabase();
	try {
		const reader = await connection.runAndReadAll(`SELECT * FROM ${parquetTable([path])}`).catch((error) => {
			throw new InputError(
				`${path} is not a valid Parquet file: ${String((error as Error).message).split("\n")[0]}`,
				{ file: path },
				"Copy it again, or write it anew.",
			);
		});
		const rows = reader.getRows();
		if (rows.length === 0) throw new InputError(`${path} has no rows.`, { file: path });
		const columns = reader
			.columnNames()
			.map((name, c): Column => ({ name, values: rows.map((row) => cellOf(row[c], name, path)) }));
		return { columns, rows: rows.length, source: path, line: null };
	} finally {
		connection.closeSync();
	}
}

function cellOf(value: unknown, name: string, path: string): Value {
	if (value === null || typeof value === "number" || typeof value === "string") return value;
	if (typeof value === "boolean") return String(value);
	if (typeof value === "bigint") {
		if (BigInt(Number(value)) === value) return Number(value);
		throw new InputError(
			`The column "${name}" of ${path} holds ${value}, an integer that float64 does not hold exactly.`,
			{ file: path, field: name },
			"Scale the column, or leave it out.",
		);
	}
	// A decimal fraction is the float64 nearest to it, as in a text.
	if (value instanceof Object && "scale" in value) return Number(String(value));
	if (value instanceof Object && ("items" in value || "entries" in value || value instanceof Uint8Array))
		throw new InputError(
			`The column "${name}" of ${path} holds lists or records; numbers or texts were expected.`,
			{ file: path, field: name },
			"Unnest it into columns of its own.",
		);
	return String(value);
}
