import type { FileContents } from "@lossatlas/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJsonData } from "../../src/formats/json-table.ts";
import { elementLines } from "../../src/formats/json-text.ts";
import { refusal } from "./refusal.ts";

function columns(contents: FileContents): Record<string, unknown> {
	if (contents.kind !== "table") throw new Error("This is not a table.");
	return Object.fromEntries(contents.table.columns.map(({ name, values }) => [name, values]));
}

test("rows, columns, names and rows make the same table", () => {
	const expected = { a: [1, 2], b: ["x", null] };
	for (const text of [
		'[{"a": 1, "b": "x"}, {"a": 2}]',
		'{"columns": {"a": [1, 2], "b": ["x", null]}}',
		'{"a": [1, 2], "b": ["x", null]}',
		'{"columns": ["a", "b"], "data": [[1, "x"], [2, null]]}',
	])
		expect(columns(readJsonData(text, "a.json"))).toEqual(expected);
	expect(columns(readJsonData('[{"a": true}, {"a": false}]', "a.json"))).toEqual({ a: ["true", "false"] });
});

test("columns of rows of numbers are arrays; null is a missing number", () => {
	const contents = readJsonData('{"X": [[1, 2], [3, null]], "y": [1, -1]}', "a.json");
	if (contents.kind !== "arrays") throw new Error("These are not arrays.");
	expect(contents.arrays.map(({ name, shape, values }) => [name, shape, [...values]])).toEqual([
		["X", [2, 2], [1, 2, 3, Number.NaN]],
		["y", [2], [1, -1]],
	]);
});

test("rows know their lines, whatever is inside them", () => {
	fc.assert(
		fc.property(
			fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 6 }),
			fc.integer({ min: 0, max: 3 }),
			(rows, blank) => {
				const text = `${"\n".repeat(blank)}[\n${rows.map((row) => JSON.stringify(row, null, 1)).join(`,${"\n".repeat(blank + 1)}`)}\n]`;
				let line = blank + 2;
				const expected = rows.map((row) => {
					const start = line;
					line += JSON.stringify(row, null, 1).split("\n").length - 1 + blank + 1;
					return start;
				});
				expect(elementLines(text)).toEqual(expected);
			},
		),
		{ seed: 32, numRuns: 200 },
	);
	const contents = readJsonData('[\n {"a": 1},\n\n {"a":\n 2},{"a": 3}]', "a.json");
	if (contents.kind !== "table") throw new Error("This is not a table.");
	expect([0, 1, 2].map((row) => contents.table.line?.(row))).toEqual([2, 4, 5]);
});

/** [what, text, message, where] */
const mistakes: [string, string, RegExp, Record<string, unknown>][] = [
	["cut off", '{"a": [1,\n2', /not valid JSON/, { line: 2 }],
	["NaN", '[{"a": NaN}]', /not valid JSON/, {}],
	["nothing", "[]", /holds no data/, {}],
	["a number", "3", /holds no data/, {}],
	["a document of ours", '{"schema": "lossatlas/point@1", "theta": [1]}', /holds no data/, {}],
	["a row that is no object", '[{"a": 1},\n 2]', /Row 1.*not an object/, { line: 2, field: "[1]" }],
	["a nested cell", '[{"a": 1},\n {"a": {"b": 1}}]', /holds \{"b":1\}/, { line: 2, field: "[1].a" }],
	["columns of different lengths", '{"a": [1], "b": [1, 2]}', /"a" has 1 cells, "b" has 2/, { field: "b" }],
	["a column that is no list", '{"a": [1], "b": 2}', /"b".*not a list/, { field: "b" }],
	["a ragged array", '{"X": [[1, 2], [3]], "y": [1, 2]}', /Row 1 of "X".*not 2 numbers/, { field: "X[1]" }],
	["a short row", '{"columns": ["a", "b"], "data": [[1]]}', /Row 0.*2 cells/, { field: "data[0]" }],
];

describe("mistakes", () => {
	test.each(mistakes)("%s", async (_, text, message, where) => {
		const error = await refusal(() => readJsonData(text, "a.json"));
		expect(error.message).toMatch(message);
		expect(error.where).toMatchObject({ file: "a.json", ...where });
	});

	test("NaN is explained", async () => {
		expect((await refusal(() => readJsonData('[{"a": NaN}]', "a.json"))).advice).toMatch(/write null/);
	});
});
