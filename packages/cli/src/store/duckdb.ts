import { rmSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** A database in memory that reads and writes Parquet files and fetches nothing from anywhere. */
export async function openDatabase(): Promise<DuckDBConnection> {
	const instance = await DuckDBInstance.create(":memory:", {
		threads: "1",
		memory_limit: "1GB",
		autoinstall_known_extensions: "false",
		autoload_known_extensions: "false",
	});
	return instance.connect();
}

/** A text as SQL. */
export function quoted(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

/** Parquet files as a table of SQL, columns by name; nothing is read into the names of files and folders. */
export function parquetTable(paths: readonly string[]): string {
	const plain = paths.map((path) => quoted(path.replace(/[*?[]/g, "[$&]")));
	return `read_parquet([${plain.join(", ")}], union_by_name = true, hive_partitioning = false)`;
}

/** A name of a column as SQL. */
export function identifier(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** What DuckDB says of a full disk, as the file system says it: callers know what to do about that. */
export function asSystemError(error: unknown, path: string): unknown {
	const message = error instanceof Error ? error.message : String(error);
	if (!/no space left|disk quota|failed to write|could not write/i.test(message)) return error;
	rmSync(path, { force: true, recursive: true });
	return Object.assign(new Error(message), { code: "ENOSPC", path });
}
