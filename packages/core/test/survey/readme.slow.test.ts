import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { survey } from "../../src/laboratory.ts";
import { exampleProblem, exampleSurvey } from "./example-survey.ts";

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

it("the README's ten points: rows of the survey and what is proved", async () => {
	const problem = await exampleProblem("ten-points");
	const options = { starts: 200, seed: 1, init: { kind: "normal", scale: 3 } } as const;
	const { survey: found } = await survey(problem, options, { certify: true }).result();
	expect(found.points).toHaveLength(8);
	const block = readme
		.slice(readme.indexOf("examples/ten-points.yaml --starts 200 --init normal:3"))
		.split("```")[0];
	for (const point of found.points.slice(0, 3)) {
		const row = new RegExp(`${point.id} +minimum .*`).exec(block)?.[0].split(/\s{2,}/) ?? [];
		expect(row[4]).toBe(point.loss.toPrecision(8));
		expect(Number(row[8])).toBe(point.hits);
		expect(row[10]).toMatch(/^strict local minimum/);
	}
	for (const { proved } of Object.values(found.certified ?? {}))
		expect(proved?.claim).toBe("strict-local-minimum");
	const [low, high] = found.certified?.p2.proved?.loss ?? [0, 0];
	expect(block).toContain(`between ${low} and ${high}`);
});
