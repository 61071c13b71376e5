import { expect, test } from "vitest";
import type { DataSource, FileContents } from "../../src/problem/table.ts";
import { embeddedSource, embedFiles } from "../../src/sweep/embedded-files.ts";
import { parsePlan, planOf } from "../../src/sweep/plan.ts";
import { CellRunner } from "../../src/sweep/run-cell.ts";
import { mistakeIn } from "./plans.ts";

const table: FileContents = {
	kind: "table",
	table: {
		columns: [
			{ name: "x", values: [0, 1, 2, 3, 4] },
			{ name: "y", values: [1, 3, 5, 7, 9] },
			{ name: "odd", values: [null, -0, Infinity, Number.NaN, -Infinity] },
			{ name: "text", values: ["-0", "NaN", "", "a", null] },
		],
		rows: 5,
		source: "line.csv",
		line: (row) => row + 2,
	},
};
const arrays: FileContents = {
	kind: "arrays",
	source: "w.npz",
	arrays: [
		{ name: "w", shape: [2, 2], values: Float64Array.of(-0, Number.NaN, Infinity, 5e-324), type: "float64" },
	],
};

/** Files by path; keeps count of what is read. */
function sourceOf(files: Readonly<Record<string, FileContents>>) {
	const read: string[] = [];
	const source: DataSource = {
		async read(path) {
			read.push(path);
			if (files[path] === undefined) throw new Error(`no ${path}`);
			return files[path];
		},
	};
	return { source, read };
}

const linePlan = {
	lossatlas: 1,
	problem: {
		lossatlas: 1,
		data: { file: { path: "line.csv", inputs: ["x"], target: "y" }, limit: "${n}" },
		network: { layers: [{ width: 1, activation: "identity" }] },
		loss: { name: "squared" },
	},
	axes: { n: [2, 5] },
	do: { survey: { starts: 1 } },
	measure: ["bestLoss", { samples: "problem.samples" }],
};

test("a table that a problem names becomes part of the plan: cells need no file, and limits pick their rows", async () => {
	const { source, read } = sourceOf({ "line.csv": table });
	const plan = await parsePlan(linePlan, { source, file: "plan.yaml" });
	expect(read).toEqual(["line.csv"]);
	const stored = planOf(JSON.parse(JSON.stringify(plan.canonical)), "stored");
	expect(stored.digest).toBe(plan.digest);
	for (const each of [plan, stored]) {
		const rows = [await new CellRunner(each).run(0), await new CellRunner(each).run(1)];
		expect(rows.map(({ sentence }) => sentence)).toEqual([null, null]);
		expect(rows.map(({ values }) => values?.[1])).toEqual([2, 5]);
		for (const { values } of rows) expect(values?.[0]).toBeCloseTo(0, 20);
	}
	expect(read).toEqual(["line.csv"]);
});

test("the contents of a file count in the digest, not where it lies", async () => {
	const digest = async (contents: FileContents, file: string) =>
		(await parsePlan(linePlan, { source: sourceOf({ "line.csv": contents }).source, file })).digest;
	const other = structuredClone({ ...table, table: { ...table.table, line: null } });
	(other.table.columns[0].values as number[])[4] = 4.5;
	expect(await digest(table, "a/plan.yaml")).toBe(await digest(table, "b/plan.yaml"));
	expect(await digest(table, "plan.yaml")).not.toBe(await digest(other as FileContents, "plan.yaml"));
});

test("numbers, texts and nothing come back bit by bit, also after JSON", async () => {
	const template = {
		data: { file: { path: "line.csv" } },
		network: { layers: [{ width: 1 }, { fixed: { file: "w.npz" } }] },
	};
	const { source } = sourceOf({ "line.csv": table, "w.npz": arrays });
	const files = await embedFiles(template, [], source, undefined);
	const again = embeddedSource(JSON.parse(JSON.stringify(files)));
	const read = await again.read("line.csv", undefined);
	if (read.kind !== "table" || table.kind !== "table") throw new Error("a table was expected");
	for (const [c, column] of table.table.columns.entries())
		expect(read.table.columns[c]).toStrictEqual(column);
	expect(await again.read("w.npz", undefined)).toStrictEqual({ ...arrays, source: "w.npz" });
	await expect(again.read("x.csv", undefined, "data.file.path")).rejects.toThrow(
		/"x\.csv" is not part of the plan/,
	);
});

test("a path with an axis in it stands for one file per value, each read once", async () => {
	const { source, read } = sourceOf({ "1.csv": table, "2.csv": table });
	const files = await embedFiles(
		{ data: { file: { path: "${k}.csv" } } },
		[{ name: "k", values: [1, 2] }],
		source,
		undefined,
	);
	expect(Object.keys(files)).toEqual(["1.csv", "2.csv"]);
	expect(read).toEqual(["1.csv", "2.csv"]);
	const many = [{ name: "k", values: Array.from({ length: 1001 }, (_, k) => k) }];
	await expect(embedFiles({ data: { file: { path: "${k}.csv" } } }, many, source, undefined)).rejects.toThrow(
		/more than 1000 files/,
	);
});

test("without a file system a plan that names a file is refused with the field", async () => {
	const { message, where } = await mistakeIn(linePlan);
	expect(message).toMatch(/"line\.csv" cannot be read here/);
	expect(where.field).toBe("problem.data.file.path");
});
