import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { cellsFormats } from "../../src/formats/cells-formats.ts";
import { readCsv } from "../../src/formats/csv.ts";
import { readNpz } from "../../src/formats/npz.ts";
import { openCells } from "../../src/store/cells-view.ts";
import { SweepStore } from "../../src/store/sweep-store.ts";
import { failedRow, folderFor, planOfColumns, rowOf } from "./stores.ts";

/** Two shards in which the columns have values of different kinds, or none. */
async function filled(name = "sweep"): Promise<string> {
	const folder = folderFor(name);
	mkdirSync(folder);
	const plan = await planOfColumns(
		["number", "truth", "word", "list", "never", "starts.total", "later", "mixed"],
		{
			width: [1, 2, 3],
			rate: [0.5],
			act: ["re,lu"],
			on: [true],
			seed: { count: 2 },
		},
	);
	const store = await SweepStore.begin(folder, plan);
	const block = (k: number, cells: number[]) => ({ name: `r0-b00000${k}`, cells });
	await store.save(block(0, [0, 1]), [
		rowOf(0, 0.1, true, 'say "hi"', [1, Number.NaN], null, 7, null, 1),
		rowOf(1, Infinity, null, null, [], null, 8, null, true),
	]);
	await store.save(block(1, [2, 4]), [
		rowOf(2, -0, false, "NaN", [3], null, 9, 2 ** 60, false),
		failedRow(4, 'It failed, "badly".'),
	]);
	store.close();
	return folder;
}

let folder: string;
beforeAll(async () => {
	folder = await filled();
});

async function query(sql: string, of = folder): Promise<unknown[][]> {
	const cells = await openCells(of);
	try {
		return (await cells.query(sql)).rows;
	} finally {
		cells.close();
	}
}

test("axes, measures and provenance have the types of SQL that fit their values", async () => {
	const types = Object.fromEntries(
		(await query("SELECT column_name, column_type FROM (DESCRIBE cells)")) as [string, string][],
	);
	expect(types).toEqual({
		plan: "VARCHAR",
		cell: "BIGINT",
		width: "BIGINT",
		rate: "DOUBLE",
		act: "VARCHAR",
		on: "BOOLEAN",
		seed: "BIGINT",
		status: "VARCHAR",
		sentence: "VARCHAR",
		evaluations: "DOUBLE",
		seconds: "DOUBLE",
		engine: "VARCHAR",
		version: "VARCHAR",
		number: "DOUBLE",
		truth: "BOOLEAN",
		word: "VARCHAR",
		list: "DOUBLE[]",
		never: "DOUBLE",
		"starts.total": "DOUBLE",
		later: "DOUBLE",
		mixed: "DOUBLE",
	});
});

test("a query sees every cell with its axes, values, and what is missing as NULL", async () => {
	const rows = await query(
		'SELECT cell, width, rate, act, "on", seed, status, number, truth, word, list, never, "starts.total", mixed FROM cells ORDER BY cell',
	);
	expect(rows).toEqual([
		[0, 1, 0.5, "re,lu", true, 1, "done", 0.1, true, 'say "hi"', [1, Number.NaN], null, 7, 1],
		[1, 1, 0.5, "re,lu", true, 2, "done", Infinity, null, null, [], null, 8, 1],
		[2, 2, 0.5, "re,lu", true, 1, "done", -0, false, "NaN", [3], null, 9, 0],
		[4, 3, 0.5, "re,lu", true, 1, "failed", null, null, null, null, null, null, null],
	]);
	expect(await query("SELECT count(*), count(never), max(later) FROM cells")).toEqual([[4, 0, 2 ** 60]]);
	expect(await query("SELECT sentence FROM cells WHERE status = 'failed'")).toEqual([
		['It failed, "badly".'],
	]);
	expect(await query("SELECT 2::HUGEINT ** 80 AS x, DATE '2020-01-02' AS d FROM cells LIMIT 1")).toEqual([
		[2 ** 80, "2020-01-02"],
	]);
});

test("folders whose names are patterns or look like columns", async () => {
	for (const name of ["width=9", "a[1]", "it's a *"])
		expect(
			await query("SELECT width, count(*) FROM cells GROUP BY 1 ORDER BY 1", await filled(name)),
			name,
		).toEqual([
			[1, 2],
			[2, 1],
			[3, 1],
		]);
});

test("a seed that is no axis is the action's", async () => {
	const folder = folderFor("seed");
	mkdirSync(folder);
	const plan = await planOfColumns(["a"], { width: [1, 2] });
	const store = await SweepStore.begin(folder, { ...plan, options: { starts: 1, seed: "${width}" } });
	await store.save({ name: "r0-b000000", cells: [0, 1] }, [rowOf(0, 1), rowOf(1, 1)]);
	const half = await SweepStore.begin(folder, { ...plan, options: { seed: 1.5 } });
	await half.save({ name: "r0-b000001", cells: [2] }, [rowOf(2, 1)]);
	store.close();
	half.close();
	expect(await query("SELECT seed FROM cells ORDER BY cell", folder)).toEqual([[1], [2], [null]]);
});

test("csv: read back, every value stands where it belongs", async () => {
	const cells = await openCells(folder);
	const { bytes, notes } = await cellsFormats.csv(cells);
	cells.close();
	expect(notes).toEqual([]);
	const { columns, rows } = readCsv(new TextDecoder().decode(bytes), "cells.csv");
	const column = (name: string) => columns.find((each) => each.name === name)?.values;
	expect(rows).toBe(4);
	expect(columns.map(({ name }) => name)).toEqual(cells.columns);
	expect(column("cell")).toEqual([0, 1, 2, 4]);
	expect(column("number")).toEqual([0.1, Infinity, -0, null]);
	expect(column("act")).toEqual(["re,lu", "re,lu", "re,lu", "re,lu"]);
	expect(column("sentence")).toEqual([null, null, null, 'It failed, "badly".']);
	expect(column("starts.total")).toEqual([7, 8, 9, null]);
});

test("npz: numbers bit by bit, truth values as 0 and 1, lists padded, nothing as NaN, texts named and left out", async () => {
	const cells = await openCells(folder);
	const { bytes, notes } = await cellsFormats.npz(cells);
	cells.close();
	const arrays = new Map(readNpz(bytes, "cells.npz").map((array) => [array.name, array]));
	const values = (name: string) => Array.from(arrays.get(name)?.values ?? []);
	expect(values("cell")).toEqual([0, 1, 2, 4]);
	expect(values("width")).toEqual([1, 1, 2, 3]);
	expect(values("number")).toEqual([0.1, Infinity, -0, Number.NaN]);
	expect(values("truth")).toEqual([1, Number.NaN, 0, Number.NaN]);
	expect(values("never")).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
	expect(arrays.get("list")?.shape).toEqual([4, 2]);
	expect(values("list")).toEqual([
		1,
		Number.NaN,
		Number.NaN,
		Number.NaN,
		3,
		Number.NaN,
		Number.NaN,
		Number.NaN,
	]);
	for (const name of ["plan", "act", "status", "sentence", "word"]) {
		expect(arrays.has(name), name).toBe(false);
		expect(notes.join("\n")).toContain(`The column ${name} is text`);
	}
});

test("npz: a column of empty lists holds nothing", async () => {
	const folder = folderFor("empty");
	mkdirSync(folder);
	const store = await SweepStore.begin(folder, await planOfColumns(["levels"]));
	await store.save({ name: "r0-b000000", cells: [0, 1] }, [rowOf(0, []), rowOf(1, null)]);
	store.close();
	const cells = await openCells(folder);
	const { bytes } = await cellsFormats.npz(cells);
	cells.close();
	const levels = readNpz(bytes, "x").find(({ name }) => name === "levels");
	expect(Array.from(levels?.values ?? [0])).toEqual([Number.NaN, Number.NaN]);
});

test("parquet: a file of its own with the same rows", async () => {
	const cells = await openCells(folder);
	const { bytes } = await cellsFormats.parquet(cells);
	const file = join(folder, "all.parquet");
	writeFileSync(file, bytes);
	const { rows } = await cells.query(
		`SELECT count(*) FROM (FROM '${file}' EXCEPT ALL FROM cells) UNION ALL SELECT count(*) FROM '${file}'`,
	);
	cells.close();
	expect(rows.flat().sort()).toEqual([0, 4]);
});

test("what holds no sweep, or none with finished cells, is refused in words", async () => {
	const refused = async (of: string) =>
		openCells(of).then(
			() => "opened",
			(error: Error) => error.message,
		);
	expect(await refused("/nowhere")).toMatch(/holds no sweep: its plan\.json is missing or broken/);
	for (const text of ["null", "{", "3", '{"schema": "lossatlas/survey-plan@1"}']) {
		const folder = folderFor("broken");
		mkdirSync(folder);
		writeFileSync(join(folder, "plan.json"), text);
		expect(await refused(folder), text).toMatch(/holds no sweep/);
	}
	const begun = folderFor("begun");
	mkdirSync(begun);
	(await SweepStore.begin(begun, await planOfColumns(["a"]))).close();
	expect(await refused(begun)).toMatch(/no finished cell yet/);
});
