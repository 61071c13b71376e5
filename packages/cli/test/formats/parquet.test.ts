import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseProblem } from "@lossatlas/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileSource } from "../../src/formats/data-source.ts";
import { readParquet } from "../../src/formats/parquet.ts";
import { openDatabase, quoted } from "../../src/store/duckdb.ts";
import { refusal } from "./refusal.ts";

let folder = "";
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lossatlas-parquet-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes what a query gives. */
async function write(name: string, sql: string): Promise<string> {
	const path = join(folder, name);
	const connection = await openDatabase();
	await connection.run(`COPY (${sql}) TO ${quoted(path)} (FORMAT parquet)`);
	connection.closeSync();
	return path;
}

describe("parquet files", () => {
	test("widen every type of number exactly, and keep texts, truth values and gaps", async () => {
		const path = await write(
			"types.parquet",
			`SELECT 7::TINYINT a, 9007199254740992::BIGINT b, 0.1::FLOAT c, 0.1::DOUBLE d, 'x,"y' e, true f, NULL::DOUBLE g, DATE '2026-11-25' h
			 UNION ALL SELECT -7, -1, 'Infinity'::FLOAT, 'NaN'::DOUBLE, NULL, false, 1, NULL`,
		);
		const { columns, rows } = await readParquet(path);
		expect(rows).toBe(2);
		expect(columns).toEqual([
			{ name: "a", values: [7, -7] },
			{ name: "b", values: [2 ** 53, -1] },
			{ name: "c", values: [Math.fround(0.1), Number.POSITIVE_INFINITY] },
			{ name: "d", values: [0.1, Number.NaN] },
			{ name: "e", values: ['x,"y', null] },
			{ name: "f", values: ["true", "false"] },
			{ name: "g", values: [null, 1] },
			{ name: "h", values: ["2026-11-25", null] },
		]);
	});

	test("are data of a problem, by relative path", async () => {
		await write("birds.parquet", "SELECT * FROM (VALUES (1, 2.5, 'x'), (3, 4.5, 'y')) t(a, b, kind)");
		const { data } = await parseProblem(
			{
				lossatlas: 1,
				data: { file: { path: "birds.parquet", inputs: ["a", "b"], target: "kind", classes: ["x", "y"] } },
				network: { layers: [{ width: 1 }] },
				loss: { name: "logistic" },
			},
			{ file: join(folder, "problem.yaml"), source: fileSource },
		);
		expect([[...data.x], [...data.y]]).toEqual([
			[1, 2.5, 3, 4.5],
			[1, -1],
		]);
	});

	test("with lists, or integers that float64 does not hold, are refused by the name of the column", async () => {
		const lists = await write("lists.parquet", "SELECT [1, 2] AS sides");
		expect((await refusal(() => readParquet(lists))).message).toMatch(/"sides".*lists or records/);
		const large = await write("large.parquet", "SELECT 9007199254740993::BIGINT AS n");
		expect((await refusal(() => readParquet(large))).message).toMatch(/"n".*9007199254740993/);
		const empty = await write("empty.parquet", "SELECT 1 AS a WHERE false");
		expect((await refusal(() => readParquet(empty))).message).toMatch(/no rows/);
	});
});
