import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv } from "../../src/formats/csv.ts";
import { splitCsv } from "../../src/formats/csv-records.ts";
import { refusal } from "./refusal.ts";

const rows = (text: string) => splitCsv(text, "a.csv", ",").map(({ fields }) => fields);

test("RFC 4180: quotes, doubled quotes, separators and line breaks inside, every line ending", () => {
	expect(rows('a,b\r\n1,"x, ""y"""\r\n')).toEqual([
		["a", "b"],
		["1", 'x, "y"'],
	]);
	expect(rows('a,b\n"1\n2",3')).toEqual([
		["a", "b"],
		["1\n2", "3"],
	]);
	expect(rows("a,b\r1,2\r\r3,")).toEqual([
		["a", "b"],
		["1", "2"],
		["3", ""],
	]);
	expect(rows("\ufeffa,b\n\n,\n")).toEqual([
		["a", "b"],
		["", ""],
	]);
	expect(rows('""\n')).toEqual([[""]]);
	expect(rows("")).toEqual([]);
});

test("what is written by the rules is read back", () => {
	const field = fc.stringMatching(/^[ab ,"\n\r;é]{0,6}$/);
	fc.assert(
		fc.property(
			fc
				.integer({ min: 2, max: 4 })
				.chain((n) => fc.array(fc.array(field, { minLength: n, maxLength: n }), { minLength: 1 })),
			fc.constantFrom("\n", "\r\n", "\r"),
			(table, end) => {
				const quoted = (text: string) => (/[,"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
				const text = table.map((row) => row.map(quoted).join(",") + end).join("");
				expect(rows(text)).toEqual(table);
			},
		),
		{ seed: 30, numRuns: 300 },
	);
});

test("numbers, words, missing cells; rows know their lines", () => {
	const table = readCsv('length,kind\n1.5,wide\n\n-2e3,"two\nlines"\nNA,\n0x10, 7 \n.5,inf\n', "a.csv");
	expect(table.columns).toEqual([
		{ name: "length", values: [1.5, -2000, null, "0x10", 0.5] },
		{ name: "kind", values: ["wide", "two\nlines", null, 7, Infinity] },
	]);
	expect([0, 1, 2, 3, 4].map((row) => table.line?.(row))).toEqual([2, 4, 6, 7, 8]);
	expect(readCsv("a\tb\n1\t2\n", "a.tsv", "\t").columns.map(({ values }) => values)).toEqual([[1], [2]]);
});

test("decimals are read as JavaScript, and so IEEE 754, rounds them", () => {
	fc.assert(
		fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
			expect(readCsv(`a\n${value}\n`, "a.csv").columns[0].values[0]).toBe(value + 0);
		}),
		{ seed: 31, numRuns: 300 },
	);
});

/** [what, text, message, line, column] */
const mistakes: [string, string, RegExp, number, number | undefined][] = [
	["empty", "\n\n", /is empty; a header line/, 1, undefined],
	["no rows", "a,b\n", /no rows/, 1, undefined],
	["ragged, short", 'a,b\n1,2\n"x\ny"\n', /Line 3 of a\.csv has 1 field, the header has 2/, 3, undefined],
	["ragged, long", "a,b\n1,2,3\n", /Line 2 of a\.csv has 3 fields, the header has 2/, 2, undefined],
	["repeated column", "a,b,a\n1,2,3\n", /column "a" appears twice/, 1, undefined],
	["open quote", 'a,b\n1,"2\n3,4\n', /opens on line 2 is not closed/, 2, 3],
	["text after a quote", 'a,b\n"1"x,2\n', /Text follows a closing quote on line 2/, 2, 4],
	["semicolons", "a;b\n1;2\n", /separated by ";"/, 1, undefined],
	["tabs", "a\tb\n1\t2\n", /separated by tabs/, 1, undefined],
];

describe("mistakes name file and line", () => {
	test.each(mistakes)("%s", async (_, text, message, line, column) => {
		const error = await refusal(() => readCsv(text, "a.csv"));
		expect(error.message).toMatch(message);
		expect(error.where.file).toBe("a.csv");
		expect([error.where.line, error.where.column]).toEqual([line, column]);
	});
});
