import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, canonicalPieces } from "../../src/survey/canonical-json.ts";
import { digestOf } from "../../src/survey/digest.ts";
import { survey } from "../../src/survey/survey.ts";
import { type Pool, runTask, type StartResult } from "../../src/survey/task.ts";
import { exampleProblem } from "./example-survey.ts";

describe("canonical JSON", () => {
	it("writes the example of RFC 8785, section 3.2.3", () => {
		const value = {
			numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
			string: "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
			literals: [null, true, false],
		};
		expect(canonicalJson(value)).toBe(
			'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
		);
	});

	it("sorts members by UTF-16 code units (RFC 8785, section 3.2.3)", () => {
		const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
		expect(canonicalJson(value)).toBe(
			'{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
		);
	});

	it("writes -0 as 0 and non-finite numbers as strings", () => {
		expect(canonicalJson([-0, Number.NaN, Infinity, -Infinity, Float64Array.of(-0, 1)])).toBe(
			'[0,"NaN","Infinity","-Infinity",[0,1]]',
		);
	});

	it("comes in pieces that make it up", () => {
		const seed = 20261126;
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
				const value = {
					"€": a,
					list: [a, { b, missing: undefined }, Float64Array.of(1, -0)],
					b,
					empty: [[], {}],
				};
				expect([...canonicalPieces(value)].join("")).toBe(canonicalJson(value));
			}),
			{ seed, numRuns: 300 },
		);
		console.info(`canonical JSON in pieces: seed ${seed}`);
	});

	it("digests the empty object to the SHA-256 of {}", () => {
		expect(digestOf({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
	});
});

describe("the digest of a survey", () => {
	const options = { starts: 40, seed: 3 } as const;

	it("does not depend on the order in which blocks are completed", async () => {
		const problem = await exampleProblem("xor");
		const alone = await survey(problem, options).result();
		const waiting: (() => void)[] = [];
		const pool: Pool = {
			size: 4,
			run: (task) =>
				new Promise((resolve) => {
					waiting.push(() => resolve(runTask(problem, task)));
					// The youngest block first.
					setTimeout(() => waiting.pop()?.(), 0);
				}),
		};
		const pooled = await survey(problem, options, { pool }).result();
		expect(pooled.survey.digest).toBe(alone.survey.digest);
		expect(pooled.survey).toEqual(alone.survey);
	});

	it("is the same for a survey that was interrupted and resumed", async () => {
		const problem = await exampleProblem("xor");
		const finished = new Map<number, StartResult>();
		const controller = new AbortController();
		await expect(async () => {
			for await (const event of survey(problem, options, { signal: controller.signal })) {
				if (event.type !== "block") continue;
				for (const result of event.results)
					finished.set(result.start, JSON.parse(JSON.stringify(result)) as StartResult);
				if (finished.size >= 17) controller.abort();
			}
		}).rejects.toThrow();
		expect(finished.size).toBeGreaterThanOrEqual(17);
		expect(finished.size).toBeLessThan(40);
		const resumed = await survey(problem, options, { finished }).result();
		const alone = await survey(problem, options).result();
		expect(resumed.survey.digest).toBe(alone.survey.digest);
	});

	it("changes with the seed", async () => {
		const problem = await exampleProblem("xor");
		const one = await survey(problem, { starts: 5, seed: 1 }).result();
		const two = await survey(problem, { starts: 5, seed: 2 }).result();
		expect(one.survey.digest).not.toBe(two.survey.digest);
	});
});
