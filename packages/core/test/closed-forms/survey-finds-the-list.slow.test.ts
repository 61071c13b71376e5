import { describe, expect, test } from "vitest";
import { enumerate } from "../../src/closed-forms/enumerate.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { survey } from "../../src/survey/survey.ts";
import { diagonalProblem, randomProblem } from "./linear-problems.ts";

const problems: readonly (readonly [string, Problem])[] = [
	["two layers 4-2-4", { ...randomProblem([4, 2, 4], 9, 41), canonical: { name: "a" } }],
	["two layers, equal eigenvalues", { ...diagonalProblem([2, 2, 1, 1], [3]), canonical: { name: "b" } }],
	["three layers 3-2-2-3", { ...randomProblem([3, 2, 2, 3], 8, 42), canonical: { name: "c" } }],
];

describe("400 random starts for critical points of every index", () => {
	test.each(problems)("%s: every value found is on the list", async (_, problem) => {
		const { values, complete } = await enumerate(problem);
		expect(complete).toBe(true);
		const { survey: document, starts } = await survey(
			problem,
			{ starts: 400, seed: 7, target: "all" },
			{ theory: false },
		).result();
		const scale = values[values.length - 1].loss;
		const placeOf = (loss: number) => values.findIndex((value) => Math.abs(value.loss - loss) < 1e-9 * scale);
		const hit = new Set<number>();
		let members = 0;
		for (const { outcome, loss } of starts) {
			if (outcome !== "converged") continue;
			const found = placeOf(loss);
			expect(found, `loss ${loss} is off the list`).toBeGreaterThanOrEqual(0);
			hit.add(found);
			members++;
		}
		for (const { loss, kind } of document.points) {
			const found = placeOf(loss);
			expect(found, `loss ${loss} (${kind}) is off the list`).toBeGreaterThanOrEqual(0);
			expect([values[found].kind, "undecided"]).toContain(kind);
		}
		console.log({ outcomes: document.starts.outcomes, members, hit: hit.size, of: values.length });
		expect(members).toBeGreaterThan(100);
		expect(hit.size).toBeGreaterThanOrEqual(4);
	});
});
