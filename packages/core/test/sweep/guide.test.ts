import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parsePlan } from "../../src/sweep/plan.ts";
import { repository } from "../architecture/sources.ts";

describe("the guide to sweeps", () => {
	const guide = readFileSync(join(repository, "docs", "sweeps.md"), "utf8");

	it("shows the plan that lies with the examples", async () => {
		const shown = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";
		const example = readFileSync(join(repository, "examples", "sweeps", "width-samples.yaml"), "utf8");
		const plan = await parsePlan(shown);
		expect(plan.digest).toBe((await parsePlan(example)).digest);
		expect(plan.grid.cells).toBe(160);
	});

	it("names every action, its options and its measures", async () => {
		const { actions } = await import("../../src/sweep/actions.ts");
		for (const { name, options, measures } of actions) {
			const row = guide.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? "";
			for (const option of options) expect(row, `${name}: ${option}`).toContain(option);
			// The questions of the theory desk stand for themselves.
			if (name !== "check")
				for (const measure of Object.keys(measures)) expect(row, measure).toContain(measure);
		}
	});
});
