import { describe, expect, test } from "vitest";
import { enumerate } from "../../src/closed-forms/enumerate.ts";
import { activation } from "../../src/problem/formula/activations.ts";
import { InputError } from "../../src/problem/input-error.ts";
import { documentSchema } from "../../src/sweep/document-schemas.ts";
import { coneTestProblem } from "./cone-problems.ts";
import { diagonalProblem, linearOracle, linearProblem, randomProblem } from "./linear-problems.ts";

describe("enumerate, linear networks", () => {
	test("a diagonal target by hand: values, strictness, ranges", async () => {
		const { values, complete, total, points } = await enumerate(diagonalProblem([3, 2, 1], [2, 2]));
		expect([complete, total, points]).toEqual([true, "7", null]);
		expect(
			values.map(({ selection, loss, strict }) => [selection.join(""), Number(loss.toFixed(12)), strict]),
		).toEqual([
			["110", 0.5, false],
			["101", 2, true],
			["100", 2.5, null],
			["011", 4.5, true],
			["010", 5, true],
			["001", 6.5, true],
			["000", 7, null],
		]);
		// Where strictness varies the index does, from 0; where an order is inverted it is positive.
		for (const { strict, index, nullity, indexRange, kind } of values) {
			if (strict === null) expect([index, nullity, indexRange[0]]).toEqual([null, null, 0]);
			if (strict === true) expect(indexRange[0]).toBeGreaterThan(0);
			if (kind === "minimum") expect(index).toBe(0);
		}
		expect(values.map(({ gap }) => gap)).toEqual(values.map(({ loss }) => loss - values[0].loss));
	});

	test("equal eigenvalues: one entry, with the number of choices it stands for", async () => {
		const { values, total, sentence } = await enumerate(diagonalProblem([2, 2, 2, 1], [2]));
		expect(total).toBe("5");
		expect(values.map(({ counts, alternatives }) => [counts.join(), alternatives])).toEqual([
			["2,0", "3"],
			["1,1", "3"],
			["1,0", "3"],
			["0,1", "1"],
			["0,0", "1"],
		]);
		expect(sentence).toMatch(/Equal singular values count once/);
	});

	test("60 eigenvalues, 30 hidden units: the best five of 6e17 at once", async () => {
		const entries = Array.from({ length: 60 }, (_, k) => 60 - k);
		const { values, complete, total } = await enumerate(diagonalProblem(entries, [30]), { limit: 5 });
		expect(complete).toBe(false);
		// Half of 2^60, and half of the middle binomial coefficient.
		expect(BigInt(total ?? 0)).toBe((2n ** 60n + 118264581564861424n) / 2n);
		// Best: 31 .. 60 kept; then 30 for 31, 29 for 31 or 30 for 32, ...
		const best = entries.slice(30).reduce((sum, s) => sum + (s * s) / 2, 0);
		const excess = values.map(({ loss }) => Math.round(2 * (loss - best)));
		expect(excess).toEqual([0, 31 * 31 - 30 * 30, 31 * 31 - 29 * 29, 32 * 32 - 30 * 30, 31 * 31 - 28 * 28]);
	});

	test("limit: complete exactly when nothing is left out", async () => {
		const problem = randomProblem([3, 2, 3], 7, 1);
		expect((await enumerate(problem, { limit: 7 })).complete).toBe(true);
		expect((await enumerate(problem, { limit: 6 })).complete).toBe(false);
	});

	test("realized points: K for each value, critical by an oracle, the same for the same seed", async () => {
		const problem = randomProblem([2, 2, 3, 2], 5, 7, {
			biases: [true, true, true],
			weights: [1, 2, 0.25, 1, 4],
			reduction: "mean",
		});
		const { values, points } = await enumerate(problem, { realize: 3, seed: 5 });
		expect(points?.length).toBe(3 * values.length);
		for (const { theta, value, checks } of points ?? []) {
			expect(checks.length).toBe(5);
			expect(checks.filter(({ passed }) => !passed)).toEqual([]);
			const { loss, gradient } = linearOracle(problem, Float64Array.from(theta));
			expect(loss).toBeCloseTo(values[value].loss, 12);
			for (const g of gradient) expect(Math.abs(g)).toBeLessThan(1e-12);
		}
		const again = await enumerate(problem, { realize: 3, seed: 5 });
		expect(again.points).toEqual(points);
		const other = await enumerate(problem, { realize: 3, seed: 6 });
		expect(other.points?.[0].theta).not.toEqual(points?.[0].theta);
	});

	test("no hidden layer, no inputs, no targets", async () => {
		const one = await enumerate(randomProblem([3, 2], 6, 14));
		expect(one.values.map(({ kind, strict, index }) => [kind, strict, index])).toEqual([
			["minimum", true, 0],
		]);
		const nothing = await enumerate(linearProblem({ widths: [2, 2, 1], x: [0, 0, 0, 0], y: [1, 2] }), {
			realize: 2,
		});
		expect(nothing.values.map(({ loss, kind }) => [loss, kind])).toEqual([[2.5, "minimum"]]);
		expect(nothing.points?.every(({ checks }) => checks.every(({ passed }) => passed))).toBe(true);
	});

	test("one document for all: the JSON Schema knows its fields", async () => {
		const schema = documentSchema("enumerate") as { properties: Record<string, unknown>; required: string[] };
		const document = await enumerate(diagonalProblem([3, 2, 1], [2, 2]), { realize: 1 });
		expect(Object.keys(document).sort()).toEqual(schema.required.slice().sort());
		const items = (schema.properties.values as { items: { required: string[] } }).items;
		for (const value of document.values)
			expect(Object.keys(value).sort()).toEqual(items.required.slice().sort());
		const cones = await enumerate(coneTestProblem({ widths: [1, 2, 1], x: [1, -1], y: [2, 1] }), {
			realize: 1,
		});
		for (const value of cones.values)
			expect(Object.keys(value).sort()).toEqual(items.required.slice().sort());
		expect(Object.keys(cones).sort()).toEqual(schema.required.slice().sort());
	});
});

describe("enumerate, what it refuses", () => {
	const base = randomProblem([2, 2, 2], 4, 1);
	test.each([
		["limit 0", base, { limit: 0 }, /limit is 0; a whole number from 1/],
		["half a point", base, { realize: 0.5 }, /realize is 0.5/],
		["a negative seed", base, { seed: -1 }, /seed is -1/],
		[
			"too many points",
			randomProblem([4, 4, 4], 9, 1),
			{ realize: 1000 },
			/1000 points for each of 16 values are 16000; at most 10000/,
		],
		["weight decay", { ...base, weightDecay: 0.1 }, {}, /weight decay/],
		[
			"a middle bias",
			randomProblem([2, 2, 2, 2], 4, 1, { biases: [false, true, false] }),
			{},
			/Layer 1 has a bias/,
		],
		[
			"13 samples of a ReLU layer",
			coneTestProblem({ widths: [1, 2, 1], x: Array(13).fill(1), y: Array(13).fill(1) }),
			{},
			/13 samples; .* at most 12/,
		],
		[
			"a better point of another length",
			coneTestProblem({ widths: [1, 2, 1], x: [1], y: [1] }),
			{ better: [1] },
			/better point has 1 numbers; this network has 4/,
		],
	])("%s", async (_, problem, options, sentence) => {
		await expect(enumerate(problem, options)).rejects.toThrow(sentence);
		await expect(enumerate(problem, options)).rejects.toBeInstanceOf(InputError);
	});

	test("tanh: says what to try", async () => {
		const [hidden, output] = base.network.branches[0].layers;
		const layers = [{ ...hidden, activation: activation("tanh") }, output];
		const problem = { ...base, network: { ...base.network, branches: [{ role: "main" as const, layers }] } };
		const refused = await enumerate(problem).catch((error: InputError) => error);
		expect(refused).toMatchObject({
			message: expect.stringMatching(/tanh/),
			advice: expect.stringMatching(/survey/),
		});
	});
});
