import { describe, expect, test } from "vitest";
import { array, failure, smallProblem, sourceOf, table } from "./problem-files.ts";

const file = (more: Record<string, unknown> = {}) => ({
	...smallProblem,
	data: {
		file: { path: "birds.csv", inputs: ["bill", "mass"], target: "species", classes: ["A", "G"], ...more },
	},
});
const names = ["bill", "mass", "species"];
const good = [
	[1, 2, "A"],
	[3, 4, "G"],
	[5, 6, "A"],
] as const;

describe("mistakes in data files", () => {
	test("a missing column names the nearest one", async () => {
		const error = await failure(file({ inputs: ["bil", "mass"] }), { source: sourceOf(table(names, good)) });
		expect(error.message).toMatch(/no column "bil" in birds\.csv\. Its columns: bill, mass, species/);
		expect(error.advice).toMatch(/"bill"/);
		expect(error.where).toEqual({ file: "birds.csv", field: "bil" });
	});

	test("a missing cell, unless such rows are dropped", async () => {
		const rows = [...good, [null, 7, "G"]] as const;
		const error = await failure(file(), { source: sourceOf(table(names, rows)) });
		expect(error.message).toMatch(/cell is missing: column "bill" in line 5/);
		expect(error.where).toEqual({ file: "birds.csv", line: 5, field: "bill" });
		expect(error.advice).toMatch(/missing: drop/);
	});

	test("nothing left", async () => {
		const rows = [[null, 7, "G"]] as const;
		const error = await failure(file({ missing: "drop" }), { source: sourceOf(table(names, rows)) });
		expect(error.message).toMatch(/No samples are left/);
	});

	test("text or infinity among numbers", async () => {
		for (const [cell, shown] of [
			["wide", '"wide"'],
			[Infinity, "Infinity"],
		] as const) {
			const error = await failure(file(), { source: sourceOf(table(names, [...good, [1, cell, "G"]])) });
			expect(error.message).toContain(`Column "mass" holds ${shown} in line 5`);
			expect(error.where).toEqual({ file: "birds.csv", line: 5, field: "mass" });
		}
	});

	test("a label that is in no class", async () => {
		const error = await failure(file(), { source: sourceOf(table(names, [...good, [1, 1, "C"]])) });
		expect(error.message).toMatch(/label "C" of sample 3 is in none of the classes \[A\], \[G\]/);
		expect(error.where).toEqual({ file: "birds.csv", line: 5 });
	});

	test("one class only", async () => {
		const error = await failure(file(), { source: sourceOf(table(names, [good[0], good[2]])) });
		expect(error.message).toMatch(/All 2 samples are of one class, \[A\]/);
	});

	test("labels without classes", async () => {
		const error = await failure(file({ classes: undefined }), { source: sourceOf(table(names, good)) });
		expect(error.message).toMatch(/target of sample 0 is "A", where a number was expected/);
		expect(error.advice).toMatch(/classes/);
	});

	test("weights that are not positive", async () => {
		const rows = good.map((row, i) => [...row, i]);
		const error = await failure(file({ weights: "w" }), { source: sourceOf(table([...names, "w"], rows)) });
		expect(error.message).toMatch(/weight of sample 0 is 0; weights are positive/);
		expect(error.where).toEqual({ file: "birds.csv", line: 2 });
	});

	test("arrays: a missing one, lengths that disagree, numbers that are not finite", async () => {
		const from = (arrays: Parameters<typeof sourceOf>[0]) => ({ source: sourceOf(arrays) });
		const ask = file({ inputs: "X", target: "y", classes: undefined });
		const X = array("X", [2, 2], [1, 2, 3, 4]);
		expect((await failure(ask, from([X, array("Y", [2], [1, -1])]))).message).toMatch(
			/no array "y".*holds: X, Y/,
		);
		expect((await failure(ask, from([X, array("y", [3], [1, 1, 1])]))).message).toMatch(
			/"X" has 2 samples, "y" has 3/,
		);
		expect((await failure(ask, from([X, array("y", [2], [1, Number.NaN])]))).message).toMatch(
			/Sample 1 of "y".*NaN/,
		);
		expect((await failure(ask, from([array("X", [0, 2], []), array("y", [0], [])]))).message).toMatch(
			/no samples/,
		);
	});
});
