import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { homogeneousVacuous as theorem } from "../../src/theory/theorems/li-2018-homogeneous-vacuous.ts";
import { answers, file } from "./judged.ts";
import { reportOf } from "./judged-directly.ts";

const x = [
	[1, 0.5],
	[-2, 1],
	[0.3, -1],
];
const on = (layers: readonly object[], more: object = {}) => file(x, [1, 3, -1], layers, { ...more });
const one = (activation: unknown, bias = false) => [
	{ width: 1, activation, bias },
	{ width: 1, bias: false },
];

describe("a decreasing path to infinity for homogeneous units", () => {
	it("exists already for one unit without any bias, where no unit can be spared", async () => {
		for (const activation of ["relu", "leaky-relu", "identity", "square", "cube"])
			expect((await answers(on(one(activation))))["decreasing-path-to-infinity"], activation).toBe("exists");
		expect((await answers(on(one("tanh"))))["decreasing-path-to-infinity"]).toBe("undecided");
		expect(
			(await answers(on(one("relu"), { regularizer: { "weight-decay": 0.1 } })))[
				"decreasing-path-to-infinity"
			],
		).toBe("excluded");
	});

	it("walked: a step down and a larger scale each time, the loss falls strictly and |theta| grows like 4^k", async () => {
		for (const [activation, degree] of [
			["relu", 1],
			["leaky-relu", 1],
			["square", 2],
			["cube", 3],
		] as const) {
			const problem = on(one(activation, true));
			expect((await reportOf(theorem, problem)).conclusions.map(({ answer }) => answer)).toContain("exists");
			const objective = createObjective(await parseProblem(problem));
			// w (2), b, a
			const start = Float64Array.of(0.7, -0.4, 0.2, 0.1);
			const gradient = Float64Array.from(objective.gradient(start));
			let last = objective.value(start);
			for (let k = 1; k <= 20; k++) {
				const c = 4 ** k;
				const base = start.map((v, i) => v - 1e-3 * (1 - 0.5 ** k) * gradient[i]);
				const scaled = Float64Array.of(c * base[0], c * base[1], c * base[2], base[3] / c ** degree);
				const value = objective.value(scaled);
				expect(value).toBeCloseTo(objective.value(base), 12);
				expect(value, `${activation} ${k}`).toBeLessThan(last);
				last = value;
			}
			objective.release();
		}
	});

	it("vacuous wins where width theorems exclude: they do not contradict each other", async () => {
		const wide = [{ width: 5, activation: "relu" }, { width: 1 }];
		expect(await answers(on(wide))).toMatchObject({
			"bad-basin": "vacuous",
			"bad-strict-local-minimum": "vacuous",
			"bad-valley": "excluded",
		});
	});
});
