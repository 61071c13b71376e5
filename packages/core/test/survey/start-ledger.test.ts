import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseProblem } from "../../src/problem/parse.ts";
import { assembleSurvey } from "../../src/survey/assemble.ts";
import { settleOptions } from "../../src/survey/options.ts";
import { StartLedger } from "../../src/survey/start-ledger.ts";
import { objectiveOf, runTask } from "../../src/survey/task.ts";

const seed = 20261126;

/** Exclusive or with weight decay: several entries, isolated points with copies; without it, one family and drifting starts. */
const problems = [0.001, 0].map((decay) =>
	parseProblem({
		lossatlas: 1,
		data: { builtin: { name: "xor" } },
		network: { layers: [{ width: 2, activation: "tanh" }, { width: 1 }] },
		loss: { name: "squared" },
		regularizer: { "weight-decay": decay },
	}),
);

describe("the ledger of starts", () => {
	it.each([0, 1])("is the same whatever the order in which starts end (problem %d)", async (which) => {
		const problem = await problems[which];
		const options = settleOptions(problem, { starts: 30, seed: 3 });
		const results = runTask(problem, { options, from: 0, count: 30 });
		const objective = objectiveOf(problem);
		const whole = new StartLedger(objective, 30);
		for (const result of results) whole.add(result);
		const told = JSON.stringify(assembleSurvey(problem, options, whole));
		expect(whole.counts.converged).toBeGreaterThan(5);
		fc.assert(
			fc.property(
				fc.shuffledSubarray(results, { minLength: 30 }),
				fc.array(fc.nat(29), { maxLength: 5 }),
				(order, again) => {
					const ledger = new StartLedger(objective, 30);
					for (const result of [...order, ...again.map((k) => results[k])]) ledger.add(result);
					expect(ledger.done).toBe(30);
					expect(JSON.stringify(assembleSurvey(problem, options, ledger))).toBe(told);
				},
			),
			{ seed, numRuns: 40 },
		);
		console.info(`order of starts: seed ${seed}`);
	});

	it("knows which starts have ended, and gives nothing before all have", async () => {
		const problem = await problems[1];
		const options = settleOptions(problem, { starts: 3, seed: 3 });
		const [first, second, third] = runTask(problem, { options, from: 0, count: 3 });
		const ledger = new StartLedger(objectiveOf(problem), 3);
		ledger.add(third);
		ledger.add(first);
		expect([0, 1, 2].map((start) => ledger.has(start))).toEqual([true, false, true]);
		expect(ledger.evaluations).toBe(first.evaluations + third.evaluations);
		expect(() => ledger.merged()).toThrow("1 starts have not ended");
		ledger.add(second);
		expect(ledger.records(new Map([[1, "p1"]])).map(({ start, point }) => [start, point])).toEqual([
			[0, null],
			[1, "p1"],
			[2, null],
		]);
		expect(ledger.records(new Map()).every((record) => !("classification" in record))).toBe(true);
	});
});
