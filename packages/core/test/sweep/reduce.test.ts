import fc from "fast-check";
import { expect, test } from "vitest";
import { SweepSummary } from "../../src/sweep/document.ts";
import type { MeasureValue } from "../../src/sweep/measure.ts";
import type { Plan } from "../../src/sweep/plan.ts";
import { Reduction } from "../../src/sweep/reduce.ts";
import { failedCell } from "../../src/sweep/run-cell.ts";
import { done, planWith } from "./plans.ts";

const reduced = (change: Record<string, unknown> = {}) =>
	planWith({
		axes: { width: [1, 2], seed: { count: 4 } },
		measure: [{ a: "bestLoss" }, { b: "bestLoss < 1" }],
		reduce: { over: "seed", with: ["mean", "std", "median", "min", "max", "proportion", "quantiles"] },
		...change,
	});

function rowsOf(plan: Plan, values: readonly (readonly MeasureValue[] | null)[]) {
	const reduction = new Reduction(plan);
	values.forEach((each, cell) => {
		reduction.add(each === null ? failedCell(cell, "It failed.") : done(cell, ...each));
	});
	return reduction.rows();
}

const value = fc.oneof(
	fc.double({ min: -1e6, max: 1e6, noNaN: true }),
	fc.constantFrom<MeasureValue>(Number.NaN, null, true, false, "yes", "no", [1, 2]),
);

test("numbers and truth values are summed up, texts counted, nothing, NaN and lists left out", async () => {
	const plan = await reduced();
	fc.assert(
		fc.property(fc.array(value, { minLength: 8, maxLength: 8 }), (column) => {
			const rows = rowsOf(
				plan,
				column.map((each) => [each, null]),
			);
			expect(rows.map(({ width, cells }) => [width, cells])).toEqual([
				[1, 4],
				[2, 4],
			]);
			for (const [g, row] of rows.entries()) {
				const group = column.slice(4 * g, 4 * g + 4);
				const numbers = group
					.filter((each) => typeof each === "boolean" || (typeof each === "number" && !Number.isNaN(each)))
					.map(Number);
				expect(row["a.count"]).toBe(numbers.length);
				for (const word of ["yes", "no"]) {
					const count = group.filter((each) => each === word).length;
					expect(row[`a.${word}`]).toBe(count === 0 ? undefined : count / 4);
				}
				expect("a.mean" in row).toBe(numbers.length > 0);
				if (numbers.length === 0) continue;
				const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
				expect(row["a.mean"]).toBeCloseTo(mean, 6);
				expect(row["a.min"]).toBe(Math.min(...numbers));
				expect(row["a.max"]).toBe(Math.max(...numbers));
				expect(row["a.proportion"]).toBe(numbers.filter((each) => each !== 0).length / numbers.length);
				expect(row["b.count"]).toBe(0);
			}
		}),
	);
});

test("a truth value has a mean, its share, and the interval of the share", async () => {
	const [first] = rowsOf(
		await reduced(),
		[true, true, true, false, false, false, false, false].map((each) => [0, each]),
	);
	expect(first).toMatchObject({ "b.mean": 0.75, "b.proportion": 0.75, "b.median": 1, "b.count": 4 });
	expect(first["b.low"]).toBeCloseTo(0.300641842582402, 12);
	expect(first["b.high"]).toBeCloseTo(0.9544127391902995, 12);
});

test("rows stand in the order of the axes whichever cells failed; failed cells count for nothing", async () => {
	const plan = await reduced({
		axes: { seed: { count: 2 }, width: [2, 1] },
		reduce: { over: "seed", with: ["mean"] },
	});
	const rows = rowsOf(plan, [null, [5, true], [3, true], [7, true]]);
	expect(rows.map(({ width, cells, "a.mean": mean }) => [width, cells, mean])).toEqual([
		[2, 1, 3],
		[1, 2, 6],
	]);
	expect(rowsOf(plan, [null, null, null, null])).toEqual([]);
});

test("an axis that is zipped with one that is reduced over goes with it", async () => {
	const plan = await planWith({
		axes: { width: [1, 2], starts: [5, 6, 7], seed: { count: 3 } },
		zip: [["seed", "starts"]],
		do: { survey: { starts: "${starts}" } },
		measure: ["bestLoss"],
		reduce: { over: "seed" },
	});
	const reduction = new Reduction(plan);
	expect(reduction.axes).toEqual(["width"]);
	for (let cell = 0; cell < 6; cell++) reduction.add(done(cell, cell));
	const means = reduction.rows().map(({ width, starts, "bestLoss.mean": mean }) => [width, starts, mean]);
	// The factor of starts and seed is the faster one: it stands after width.
	expect(means).toEqual([
		[1, undefined, 1],
		[2, undefined, 4],
	]);
});

test("a reduction over all axes gives one row", async () => {
	const plan = await reduced({ reduce: { over: ["width", "seed"] } });
	const rows = rowsOf(
		plan,
		Array.from({ length: 8 }, (_, k) => [k, k > 3]),
	);
	expect(rows).toHaveLength(1);
	expect(rows[0]).toMatchObject({ cells: 8, "a.mean": 3.5, "b.mean": 0.5 });
	expect(rows[0]).not.toHaveProperty("width");
});

test("the document counts cells, names failures with their axes, and lists plain rows", async () => {
	const plan = await planWith({ measure: ["bestLoss"] });
	const summary = new SweepSummary(plan);
	summary.add(done(0, 0.5));
	summary.add(failedCell(1, "It took too long."));
	summary.add(done(4, Number.NaN));
	const { document, axes } = summary.result("portable");
	expect(document).toMatchObject({
		schema: "lossatlas/sweep@1",
		cells: { total: 6, done: 2, failed: 1, skipped: 3 },
		failures: [{ cell: 1, at: { width: 1, seed: 2 }, sentence: "It took too long." }],
		rows: [
			{ cell: 0, width: 1, seed: 1, bestLoss: 0.5 },
			{ cell: 4, width: 2, seed: 2, bestLoss: Number.NaN },
		],
		rowsTotal: 2,
		plan: plan.digest,
		engine: "portable",
		notes: [],
	});
	expect(axes).toEqual(["width", "seed"]);
});

test("of more than ten thousand rows the first are listed, and a note says so", async () => {
	const plan = await planWith({ axes: { width: [1], seed: { count: 20_000 } }, measure: ["bestLoss"] });
	const summary = new SweepSummary(plan);
	for (let cell = 0; cell < 20_000; cell++) summary.add(done(cell, cell));
	const { document } = summary.result("portable");
	expect([document.rows.length, document.rowsTotal, document.cells.done]).toEqual([10_000, 20_000, 20_000]);
	expect(document.notes[0]).toMatch(/first 10000 of 20000/);
});
