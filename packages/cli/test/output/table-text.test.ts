import { expect, test } from "vitest";
import { describeSweep } from "../../src/output/sweep-text.ts";
import { cellText, tableText } from "../../src/output/table-text.ts";

test("numbers to six digits, nothing as -, lists by their entries", () => {
	const values = [
		1234567,
		0.1234567,
		-0.5,
		1e-12 / 3,
		Number.NaN,
		Infinity,
		null,
		undefined,
		"a",
		true,
		[1, 0.25],
	];
	expect(values.map(cellText)).toEqual([
		"1234567",
		"0.123457",
		"-0.5",
		"3.33333e-13",
		"NaN",
		"Infinity",
		"-",
		"-",
		"a",
		"true",
		"1 0.25",
	]);
});

test("numbers stand to the right under their names, texts to the left", () => {
	const rows = [
		["relu", 1, null],
		["a", 22.5, true],
	];
	expect(tableText(["act", "width", "ok"], rows)).toBe("act   width  ok\nrelu      1  -\na      22.5  true");
	expect(tableText(["a", "b"], [])).toBe("a  b");
});

test("a sweep in words: counts, table, failures, what to do about them", () => {
	const failures = Array.from({ length: 12 }, (_, k) => ({
		cell: k,
		at: { width: k, act: "relu" },
		sentence: "It failed.",
	}));
	const text = describeSweep({
		schema: "lossatlas/sweep@1",
		name: "widths",
		plan: "p",
		cells: { total: 100, done: 60, failed: 12, skipped: 28 },
		rows: Array.from({ length: 60 }, (_, width) => ({ width, ...(width === 1 ? { late: "yes" } : {}) })),
		rowsTotal: 60,
		failures,
		digest: "0123",
		engine: "portable",
		notes: [],
	});
	expect(text).toMatch(/^widths: 60 of 100 cells done, 12 failed, 28 not needed\n\nwidth {2}late\n/);
	expect(text).toMatch(/\.\.\. and 20 more rows: lossatlas query DIR SQL/);
	expect(text).toMatch(/cell 9 \(width 9, act relu\) failed: It failed\.\n\.\.\. and 2 more failures/);
	expect(text).toMatch(/--resume --retry-failed/);
	expect(text).toMatch(/digest 0123\n$/);
});
