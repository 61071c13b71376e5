import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { MeasureValue } from "../../src/sweep/measure.ts";
import type { Plan } from "../../src/sweep/plan.ts";
import { RowsDigest } from "../../src/sweep/rows-digest.ts";
import { type CellRow, failedCell } from "../../src/sweep/run-cell.ts";
import { done, planWith } from "./plans.ts";

let plan: Plan;
beforeAll(async () => {
	plan = await planWith({ measure: ["bestLoss", "levels"] });
});

function digest(rows: readonly CellRow[], of: Plan = plan): string {
	const digest = new RowsDigest(of);
	for (const row of rows) digest.add(row);
	return digest.hex();
}

const rows = [done(0, 0.5, [1, 2]), done(1, null, []), failedCell(3, "It failed.")];

test("cells come in ascending order, each once", () => {
	expect(() => digest([done(1, 0), done(0, 0)])).toThrow(/Cell 0 came after cell 1/);
	expect(() => digest([done(1, 0), done(1, 0)])).toThrow(/Cell 1 came after cell 1/);
});

test("every value, the evaluations, the number of a cell and its failing count; words about a failure do not", async () => {
	const changed: CellRow[][] = [
		[done(0, 0.5000000000000001, [1, 2]), rows[1], rows[2]],
		[done(0, 0.5, [1, 2.0000000000000004]), rows[1], rows[2]],
		[rows[0], done(1, 0, []), rows[2]],
		[rows[0], done(1, null, null), rows[2]],
		[rows[0], done(2, null, []), rows[2]],
		[rows[0], { ...rows[1], evaluations: 2 }, rows[2]],
		[rows[0], rows[1], done(3, null, null)],
		[rows[0], rows[1]],
	];
	const all = [digest(rows), ...changed.map((each) => digest(each))];
	expect(new Set(all).size).toBe(all.length);
	const seconds = rows.map((row) => ({ ...row, seconds: 3, engine: "fused" }));
	expect(digest(seconds)).toBe(digest(rows));
	expect(digest([rows[0], rows[1], failedCell(3, "Something else.")])).toBe(digest(rows));
	expect(digest(rows, await planWith({ measure: ["bestLoss", { l: "levels" }] }))).not.toBe(digest(rows));
});

test("different values of one measure have different digests", () => {
	const value = fc.oneof(
		fc.double().filter((x) => !Object.is(x, -0)),
		fc.boolean(),
		fc.constant(null),
		fc.stringMatching(/^[a-z-]{0,4}$/),
		fc.array(
			fc.double({ noNaN: true }).filter((x) => !Object.is(x, -0)),
			{ maxLength: 3 },
		),
	);
	fc.assert(
		fc.property(value, value, (a: MeasureValue, b: MeasureValue) => {
			const same = digest([done(0, a, 0)]) === digest([done(0, b, 0)]);
			expect(same).toBe(
				JSON.stringify(a) === JSON.stringify(b) && typeof a === typeof b && String(a) === String(b),
			);
		}),
	);
});
