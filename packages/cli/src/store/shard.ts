import { DOUBLE, type DuckDBAppender, type DuckDBConnection, LIST } from "@duckdb/node-api";
import type { MeasureValue, Plan } from "@lossatlas/core/laboratory";
import { writeWholeBy } from "../formats/atomic-write.ts";
import { fromJson, toExactJson } from "../output/json-output.ts";
import { type Column, columnsOf, type Provenance, type StoredRow } from "./columns.ts";
import { asSystemError, identifier, openDatabase, parquetTable, quoted } from "./duckdb.ts";

/** Values as JSON that gives them back bit by bit: texts begin with =, so that "NaN" is the number and "=NaN" the text. */
function exactValues({ values }: StoredRow): string | null {
	return values === null
		? null
		: toExactJson(values.map((value) => (typeof value === "string" ? `=${value}` : value)));
}

function readExact(text: string): MeasureValue[] {
	return fromJson<MeasureValue[]>(text).map((value) => (typeof value === "string" ? value.slice(1) : value));
}

/** Writes rows as Parquet files (snappy) and reads them back bit by bit. */
export class ShardFiles {
	readonly #connection: DuckDBConnection;
	/** Writes wait for each other: they share a table. */
	#writing: Promise<unknown> = Promise.resolve();

	private constructor(connection: DuckDBConnection) {
		this.#connection = connection;
	}

	static async open(): Promise<ShardFiles> {
		return new ShardFiles(await openDatabase());
	}

	/** Writes a shard whole or not at all; a shard of that name is replaced. */
	write(path: string, plan: Plan, rows: readonly StoredRow[], provenance: Provenance): Promise<void> {
		const written = this.#writing.then(() => this.#write(path, plan, rows, provenance));
		this.#writing = written.catch(() => undefined);
		return written;
	}

	async #write(path: string, plan: Plan, rows: readonly StoredRow[], provenance: Provenance): Promise<void> {
		const columns = columnsOf(plan, rows, exactValues, provenance);
		await writeWholeBy(path, async (part) => {
			try {
				await this.#connection.run(
					`CREATE OR REPLACE TEMP TABLE shard (${columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(", ")})`,
				);
				const appender = await this.#connection.createAppender("shard");
				for (const row of rows) {
					for (const column of columns) append(appender, column, column.of(row));
					appender.endRow();
				}
				appender.closeSync();
				await this.#connection.run(`COPY shard TO ${quoted(part)} (FORMAT parquet, COMPRESSION snappy)`);
			} catch (error) {
				throw asSystemError(error, part);
			}
		});
	}

	/** The rows of some shards, or of those cells from `first` to `last` that are in them, in the order of cells. */
	async read(paths: readonly string[], first = 0, last = Number.MAX_SAFE_INTEGER): Promise<StoredRow[]> {
		if (paths.length === 0) return [];
		const reader = await this.#connection.runAndReadAll(
			`SELECT cell::DOUBLE, status, sentence, evaluations, seconds, "values"
			 FROM ${parquetTable(paths)} WHERE cell BETWEEN ${first} AND ${last} ORDER BY cell`,
		);
		return reader.getRows().map(([cell, status, sentence, evaluations, seconds, values]) => ({
			cell: Number(cell),
			status: status as StoredRow["status"],
			sentence: sentence as string | null,
			evaluations: Number(evaluations),
			seconds: Number(seconds),
			values: values === null ? null : readExact(String(values)),
		}));
	}

	/** The cells that shards hold, in ascending order. */
	async cellsOf(paths: readonly string[]): Promise<number[]> {
		const reader = await this.#connection.runAndReadAll(
			`SELECT cell::DOUBLE FROM ${parquetTable(paths)} ORDER BY 1`,
		);
		return reader.getRows().map(([cell]) => Number(cell));
	}

	close(): void {
		this.#connection.closeSync();
	}
}

function append(appender: DuckDBAppender, { type }: Column, value: MeasureValue): void {
	if (value === null) appender.appendNull();
	else if (type === "BIGINT") appender.appendBigInt(BigInt(Number(value)));
	else if (type === "DOUBLE") appender.appendDouble(Number(value));
	else if (type === "BOOLEAN") appender.appendBoolean(value === true);
	else if (type === "DOUBLE[]") appender.appendList([...(value as readonly number[])], LIST(DOUBLE));
	else appender.appendVarchar(typeof value === "string" ? value : toExactJson(value));
}
