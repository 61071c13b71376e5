import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { MeasureValue } from "@lossatlas/core/laboratory";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StoredRow } from "../../src/store/columns.ts";
import { ShardFiles } from "../../src/store/shard.ts";
import { failedRow, folderFor, planOfColumns, rowOf } from "./stores.ts";

const provenance = { engine: "portable", version: "1.2.3" };
const folder = folderFor("shards");
let files: ShardFiles;
beforeAll(async () => {
	mkdirSync(folder);
	files = await ShardFiles.open();
});
afterAll(() => files.close());

const number = fc.oneof(
	fc.double(),
	fc.constantFrom(
		-0,
		0,
		Number.NaN,
		Infinity,
		-Infinity,
		5e-324,
		-5e-324,
		2 ** 53 + 2,
		Number.MAX_VALUE,
		0.1,
	),
);
const text = fc.oneof(
	fc.string({ unit: "grapheme" }).filter((each) => !each.includes("\0")),
	fc.constantFrom(
		"",
		"NaN",
		"-0",
		"Infinity",
		"=",
		"=NaN",
		"a \"b\", 'c'",
		"line\nbreak",
		"null",
		"[1, 2]",
		"é😀",
	),
);
const value: fc.Arbitrary<MeasureValue> = fc.oneof(
	number,
	text,
	fc.boolean(),
	fc.constant(null),
	fc.array(number, { maxLength: 4 }),
);

test("rows of any values come back bit by bit", async () => {
	const plan = await planOfColumns(["a", "b.c", 'points[0] "x"']);
	const path = join(folder, "r0-b000000.parquet");
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 5 }),
			async (values) => {
				const rows: StoredRow[] = values.map((each, cell) => rowOf(cell, ...each));
				await files.write(path, plan, rows, provenance);
				expect(await files.read([path])).toStrictEqual(rows);
				expect(await files.cellsOf([path])).toEqual(rows.map(({ cell }) => cell));
			},
		),
		{ numRuns: 60 },
	);
});

test("failed rows keep their sentence; shards are read in the order of cells whatever the order of their names", async () => {
	const plan = await planOfColumns(["a"]);
	const paths = [join(folder, "r1-b000000.parquet"), join(folder, "r1-b000001.parquet")];
	const sentence = 'It wasn\'t "possible":\n  line 2, é';
	await files.write(paths[0], plan, [rowOf(4, 0.5), rowOf(5, null)], provenance);
	await files.write(paths[1], plan, [rowOf(0, "text"), failedRow(1, sentence)], provenance);
	const rows = await files.read(paths);
	expect(rows).toStrictEqual([rowOf(0, "text"), failedRow(1, sentence), rowOf(4, 0.5), rowOf(5, null)]);
	expect((await files.read(paths, 1, 4)).map(({ cell }) => cell)).toEqual([1, 4]);
	expect(await files.cellsOf(paths)).toEqual([0, 1, 4, 5]);
	expect(await files.read([])).toEqual([]);
});

test("a shard is replaced whole; a write that fails leaves the old one and nothing else", async () => {
	const plan = await planOfColumns(["a"]);
	const path = join(folder, "r2-b000000.parquet");
	await files.write(path, plan, [rowOf(0, 1)], provenance);
	await files.write(path, plan, [rowOf(0, 2), rowOf(1, 3)], provenance);
	expect((await files.read([path])).map(({ values }) => values)).toEqual([[2], [3]]);
	const unreadable = { ...rowOf(0, 1), evaluations: Symbol("none") } as unknown as StoredRow;
	await expect(files.write(path, plan, [unreadable], provenance)).rejects.toThrow();
	expect((await files.read([path])).map(({ values }) => values)).toEqual([[2], [3]]);
	await expect(
		files.write(join(folder, "nowhere", "x.parquet"), plan, [rowOf(0, 1)], provenance),
	).rejects.toThrow();
	expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
	await files.write(path, plan, [rowOf(0, 4)], provenance);
	expect((await files.read([path])).map(({ values }) => values)).toEqual([[4]]);
});

test("writes at the same time do not mix", async () => {
	const plan = await planOfColumns(["a"]);
	const paths = Array.from({ length: 8 }, (_, k) => join(folder, `r3-b00000${k}.parquet`));
	await Promise.all(paths.map((path, k) => files.write(path, plan, [rowOf(k, 10 * k)], provenance)));
	const rows = await files.read(paths);
	expect(rows.map(({ cell, values }) => [cell, values?.[0]])).toEqual(paths.map((_, k) => [k, 10 * k]));
});

test("folders whose names are patterns, or look like columns, are folders like others", async () => {
	const plan = await planOfColumns(["a"]);
	for (const [name, alike] of [
		["[1]", "1"],
		["a*b?", "a--bc"],
		["width=9", "width"],
		["it's", "its"],
		["a b", "ab"],
	]) {
		const path = join(folderFor(name), "r0-b000000.parquet");
		const other = join(path, "..", "..", alike, "r0-b000000.parquet");
		for (const [file, cell] of [
			[path, 1],
			[other, 2],
		] as const) {
			mkdirSync(join(file, ".."), { recursive: true });
			await files.write(file, plan, [rowOf(cell, 0.5)], provenance);
		}
		expect(await files.read([path]), name).toStrictEqual([rowOf(1, 0.5)]);
	}
});
