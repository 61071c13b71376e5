import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { exampleSurvey } from "./example-survey.ts";

const readme = readFileSync(fileURLToPath(new URL("../../../../README.md", import.meta.url)), "utf8");

/** What the README shows below a command: counts of outcomes, and the row of p1. */
function shown(command: string) {
	const block = readme.slice(readme.indexOf(command)).split("```")[0];
	const count = (outcome: string) => Number(new RegExp(`(\\d+)  ${outcome}`).exec(block)?.[1] ?? 0);
	const row =
		/p1 .*/
			.exec(block)?.[0]
			.trim()
			.split(/\s{2,}/) ?? [];
	return {
		converged: count("converged"),
		drifting: count("drifting"),
		kind: row[1],
		hits: Number(row.at(-2)),
		orbit: row.at(-1),
	};
}

it.each([
	["examples/xor.yaml --starts 500", "xor", 500],
	["examples/penguins.yaml --starts 200 --seed 1", "penguins", 200],
] as const)("the README's first screen is what `survey %s` gives today", async (command, name, starts) => {
	const { survey } = await exampleSurvey(name, { starts, seed: 1 });
	const { converged, drifting, kind, hits, orbit } = shown(command);
	expect(survey.starts.outcomes).toMatchObject({ converged, drifting });
	expect(survey.points).toHaveLength(1);
	expect(`${survey.points[0].kind} (family)`).toBe(kind);
	expect([survey.points[0].hits, survey.points[0].orbit]).toEqual([hits, orbit]);
});
