import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { DuckDBListValue } from "@duckdb/node-api";
import { InputError } from "@lossatlas/core/laboratory";
import { axisType, columnsOf } from "./columns.ts";
import { identifier, openDatabase, parquetTable } from "./duckdb.ts";
import { SweepStore } from "./sweep-store.ts";

/** All cells of a sweep as a table for SQL. */
export interface CellsTable {
	/** In the order of the table. */
	readonly columns: readonly string[];
	query(sql: string): Promise<{ readonly columns: string[]; readonly rows: unknown[][] }>;
	close(): void;
}

/**
 * The rows of a sweep's folder as the table `cells`: provenance, axes, measures (those that no cell has a value of are NULL).
 * @throws InputError when the folder holds no sweep, or no cell of one.
 */
export async function openCells(folder: string): Promise<CellsTable> {
	const store = await SweepStore.open(folder);
	const { plan } = store;
	const names = [...(await store.finished())];
	store.close();
	if (names.length === 0)
		throw new InputError(
			`The sweep in ${folder} has no finished cell yet.`,
			{ file: folder },
			"Go on with it: --resume.",
		);
	const connection = await openDatabase();
	const files = parquetTable(names.map((name) => store.path(name)));
	const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${files}`);
	const present = new Set(described.getRows().map(([name]) => String(name)));
	const wanted = [
		...columnsOf(plan, [], () => null, { engine: "", version: "" }).map(({ name }) => name),
		...plan.measures.map(({ column }) => column),
	].filter((name) => name !== "values");
	const order = [...new Set(wanted)];
	const types = new Map(plan.grid.axes.map(({ name, values }) => [name, axisType(values)]));
	const select = order.map((name) =>
		present.has(name)
			? `${identifier(name)}${types.has(name) ? `::${types.get(name)} AS ${identifier(name)}` : ""}`
			: `NULL::DOUBLE AS ${identifier(name)}`,
	);
	await connection.run(`CREATE VIEW cells AS SELECT ${select.join(", ")} FROM ${files}`);
	return {
		columns: order,
		query: (sql) => run(connection, sql),
		close: () => connection.closeSync(),
	};
}

async function run(
	connection: DuckDBConnection,
	sql: string,
): Promise<{ columns: string[]; rows: unknown[][] }> {
	const reader = await connection.runAndReadAll(sql);
	return { columns: reader.columnNames(), rows: reader.getRows().map((row) => row.map(plain)) };
}

/** Whole numbers that float64 holds as numbers, lists as lists, the rest as text. */
function plain(value: DuckDBValue): unknown {
	if (value === null || typeof value === "number" || typeof value === "string" || typeof value === "boolean")
		return value;
	if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
	if (value instanceof DuckDBListValue) return value.items.map(plain);
	return String(value);
}
