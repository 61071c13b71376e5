import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parsePlan } from "../../src/sweep/plan.ts";
import { CellRunner } from "../../src/sweep/run-cell.ts";

const folder = new URL("../../../../examples/sweeps/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

describe.each(files)("%s", (name) => {
	const plan = parsePlan(readFileSync(new URL(name, folder), "utf8"), { file: name });

	test("is a plan with a name", async () => {
		expect((await plan).name).not.toMatch(/^unnamed/);
	});

	test("its first cell and one in the middle run", async () => {
		const { grid, measures } = await plan;
		const runner = new CellRunner(await plan);
		for (const cell of [0, Math.floor(grid.cells / 2)]) {
			const { status, sentence, values } = await runner.run(cell);
			expect([status, sentence]).toEqual(["done", null]);
			expect(values).toHaveLength(measures.length);
		}
	});
});

test("there are examples", () => {
	expect(files.length).toBeGreaterThan(0);
});
