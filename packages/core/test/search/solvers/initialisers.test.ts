import { describe, expect, it } from "vitest";
import { parseProblem } from "../../../src/problem/parse.ts";
import type { Problem } from "../../../src/problem/problem.ts";
import { initialPoint, initLabel, parseInit } from "../../../src/search/initialisers.ts";

/** 30 inputs, 50 tanh units, 20 outputs: blocks large enough for statistics. */
function wide(): Promise<Problem> {
	const x = Array.from({ length: 2 }, (_, i) => Array.from({ length: 30 }, (_, k) => i + k));
	const y = x.map(() => Array.from({ length: 20 }, () => 0));
	return parseProblem({
		lossatlas: 1,
		data: { inline: { x, y } },
		network: { layers: [{ width: 50, activation: "tanh" }, { width: 20 }] },
		loss: { name: "squared" },
	});
}

function moments(x: Float64Array): { mean: number; deviation: number } {
	const mean = x.reduce((sum, t) => sum + t, 0) / x.length;
	return { mean, deviation: Math.sqrt(x.reduce((sum, t) => sum + (t - mean) * (t - mean), 0) / x.length) };
}

function block(problem: Problem, theta: Float64Array, name: string): Float64Array {
	const found = problem.network.blocks.find((each) => each.name === name);
	if (found === undefined) throw new Error(name);
	return theta.subarray(found.offset, found.offset + found.rows * found.columns);
}

describe("initial points", () => {
	it("have the standard deviations of their formulas, block by block", async () => {
		const problem = await wide();
		const expected = [
			{ init: { kind: "glorot" } as const, first: Math.sqrt(2 / 80), second: Math.sqrt(2 / 70), bias: 0 },
			{ init: { kind: "he" } as const, first: Math.sqrt(2 / 30), second: Math.sqrt(2 / 50), bias: 0 },
			{ init: { kind: "normal", scale: 0.3 } as const, first: 0.3, second: 0.3, bias: 0.3 },
		];
		for (const { init, first, second, bias } of expected) {
			const theta = initialPoint(problem, init, 7, 0);
			for (const [name, sigma] of [
				["layers.0.weight", first],
				["layers.1.weight", second],
				["layers.0.bias", bias],
			] as const) {
				const values = block(problem, theta, name);
				const { mean, deviation } = moments(values);
				// Five standard errors of a normal sample.
				expect(Math.abs(mean)).toBeLessThanOrEqual((5 * sigma) / Math.sqrt(values.length));
				expect(Math.abs(deviation - sigma)).toBeLessThanOrEqual((5 * sigma) / Math.sqrt(2 * values.length));
			}
		}
	});

	it("depend on the seed and the start alone", async () => {
		const problem = await wide();
		const at = (seed: number, start: number) =>
			Array.from(initialPoint(problem, { kind: "he" }, seed, start));
		const third = at(1, 3);
		at(1, 0);
		expect(at(1, 3)).toEqual(third);
		expect(at(1, 4)).not.toEqual(third);
		expect(at(2, 3)).not.toEqual(third);
		const fourth = at(1, 4);
		const pairs = third.map((x, k) => x * fourth[k]);
		const { mean, deviation } = moments(Float64Array.from(pairs));
		expect(Math.abs(mean)).toBeLessThan((5 * deviation) / Math.sqrt(pairs.length));
	});

	it("of a search for points of every index take five scales in turn", async () => {
		const problem = await wide();
		for (let start = 0; start < 10; start++) {
			const plain = initialPoint(problem, { kind: "glorot" }, 1, start);
			const scaled = initialPoint(problem, { kind: "glorot" }, 1, start, "all");
			const factor = [1, 0.5, 0.2, 1.5, 0.05][start % 5];
			const errors = plain.map((x, k) => Math.abs(scaled[k] - factor * x) - 1e-15 * Math.abs(x));
			expect(Math.max(...errors)).toBeLessThanOrEqual(0);
		}
	});

	it("from a given point begin exactly there, then beside it", async () => {
		const problem = await wide();
		const theta = Array.from({ length: problem.network.parameters }, (_, k) => k / 100);
		const init = { kind: "point", theta, scale: 0.01 } as const;
		expect(Array.from(initialPoint(problem, init, 1, 0))).toEqual(theta);
		const beside = initialPoint(problem, init, 1, 1).map((x, k) => x - theta[k]);
		const { mean, deviation } = moments(beside);
		expect(Math.abs(mean)).toBeLessThan((5 * 0.01) / Math.sqrt(theta.length));
		expect(Math.abs(deviation - 0.01)).toBeLessThan((5 * 0.01) / Math.sqrt(2 * theta.length));
	});
});

describe("the name of an initialiser", () => {
	it("is read, and written back", () => {
		for (const text of ["glorot", "he", "normal:0.5"]) {
			const init = parseInit(text);
			expect(init && initLabel(init)).toBe(text);
		}
		expect(parseInit("normal")).toEqual({ kind: "normal", scale: 1 });
	});

	it("is told from that of a file", () => {
		for (const text of ["normals.npz", "normal-start.json", "glorot.json", "best.safetensors"])
			expect(parseInit(text)).toBeNull();
	});

	it("needs a positive scale", () => {
		for (const text of ["normal:", "normal:0", "normal:-1", "normal:x", "normal:Infinity", "normal:NaN"])
			expect(() => parseInit(text)).toThrow(/positive number, as in normal:0.5/);
	});
});
