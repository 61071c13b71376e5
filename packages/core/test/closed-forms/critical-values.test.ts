import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countCriticalValues, criticalValues } from "../../src/closed-forms/critical-values.ts";
import { type LinearNetwork, linearNetwork } from "../../src/closed-forms/linear-network.ts";
import { linearMinimum } from "../../src/closed-forms/lower-bound.ts";
import { realize } from "../../src/closed-forms/realize.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { numbers } from "../numerics/matrices.ts";
import {
	diagonalProblem,
	inertiaOf,
	linearHessian,
	linearOracle,
	linearProblem,
	randomProblem,
} from "./linear-problems.ts";

function networkOf(problem: Problem): LinearNetwork {
	const network = linearNetwork(problem);
	if (network === null) throw new Error("out of scope");
	return network;
}

/** One feature of the data or of the architecture each; 24 parameters or fewer, mostly. */
const problems: readonly (readonly [string, Problem])[] = [
	["shallow 3-2-3", randomProblem([3, 2, 3], 7, 1)],
	["shallow, wide 2-4-3", randomProblem([2, 4, 3], 6, 2)],
	["shallow, one hidden unit", randomProblem([4, 1, 4], 9, 3)],
	["mean of samples", randomProblem([3, 2, 2], 5, 4, { reduction: "mean" })],
	[
		"sample weights, mean",
		randomProblem([2, 2, 2], 4, 5, {
			weights: [0.5, 2, 1, 3],
			reduction: "mean",
		}),
	],
	["output bias", randomProblem([2, 2, 2], 6, 6, { biases: [false, true] })],
	[
		"biases everywhere, sample weights",
		randomProblem([2, 2, 3, 2], 5, 7, {
			biases: [true, true, true],
			weights: [1, 2, 0.25, 1, 4],
			reduction: "mean",
		}),
	],
	["first-layer bias only", randomProblem([2, 2, 3], 7, 8, { biases: [true, false] })],
	["slopes", randomProblem([3, 2, 2], 6, 9, { slopes: [2, -0.5] })],
	["more inputs than samples", randomProblem([5, 2, 2], 3, 10)],
	["repeated eigenvalues", diagonalProblem([2, 2, 1, 1], [2])],
	["zero eigenvalues", diagonalProblem([3, 1, 0], [3])],
	["deep 3-2-2-3", randomProblem([3, 2, 2, 3], 8, 11)],
	["deep 2-3-3-2", randomProblem([2, 3, 3, 2], 8, 12)],
	["deep 2-2-2-2-2", randomProblem([2, 2, 2, 2, 2], 8, 13)],
	["deep, repeated", diagonalProblem([2, 1, 1], [2, 3])],
	["no hidden layer", randomProblem([3, 2], 6, 14)],
	["no hidden layer, bias", randomProblem([2, 2], 6, 15, { biases: [true] })],
];

describe("critical values", () => {
	test.each(problems)("%s: every value is that of a critical point, with its inertia", (_, problem) => {
		const network = networkOf(problem);
		const list = [...criticalValues(network)];
		expect(BigInt(list.length)).toBe(countCriticalValues(network));
		for (const value of list) {
			for (const draw of [undefined, numbers(list.length)]) {
				const theta = realize(network, value.selection, draw ? { draw } : {});
				const oracle = linearOracle(problem, theta);
				const size = theta.reduce((m, x) => Math.max(m, Math.abs(x)), 1);
				for (const g of oracle.gradient) expect(Math.abs(g)).toBeLessThan(1e-12 * size * size);
				expect(oracle.loss).toBeCloseTo(value.loss, 11);
				const spectrum = symmetricEigen(linearHessian(problem, theta), theta.length).values;
				expect(inertiaOf(spectrum)).toEqual({
					index: value.index,
					nullity: value.nullity,
				});
			}
		}
		expect(list[0].kind).toBe("minimum");
		expect(list.slice(1).every((value) => value.kind === "saddle")).toBe(true);
		for (let k = 1; k < list.length; k++)
			expect(list[k].loss).toBeGreaterThanOrEqual(list[k - 1].loss - 1e-14);
		expect(linearMinimum(network).value).toBeCloseTo(list[0].loss, 13);
	});

	test("a diagonal target, by hand", () => {
		// 1/2 (9 + 4 + 1) = 7 minus half of the squares selected, at most two of them.
		const network = networkOf(diagonalProblem([3, 2, 1], [2]));
		const list = [...criticalValues(network)];
		expect(list.map((v) => v.selection.join(""))).toEqual(["110", "101", "100", "011", "010", "001", "000"]);
		const losses = [0.5, 2, 2.5, 4.5, 5, 6.5, 7];
		list.forEach((v, k) => {
			expect(v.loss).toBeCloseTo(losses[k], 13);
		});
		expect(list.map((v) => v.strict)).toEqual([false, true, true, true, true, true, true]);
		const mean = networkOf(diagonalProblem([3, 2, 1], [2], "mean"));
		expect([...criticalValues(mean)][3].loss).toBeCloseTo(1.5, 13);
	});

	test("three layers: rank deficiency alone is not a strict saddle at the canonical point", () => {
		const list = [...criticalValues(networkOf(diagonalProblem([3, 2, 1], [2, 2])))];
		const strict = Object.fromEntries(list.map((v) => [v.selection.join(""), v.strict]));
		expect(strict).toEqual({
			"110": false,
			"101": true,
			"100": false,
			"011": true,
			"010": true,
			"001": true,
			"000": false,
		});
	});

	test("equal eigenvalues: one entry per count", () => {
		const network = networkOf(diagonalProblem([2, 2, 1, 1], [3]));
		expect(network.groups.map((g) => g.count)).toEqual([2, 2]);
		const list = [...criticalValues(network)];
		expect(list.map((v) => v.counts.join(""))).toEqual(["21", "20", "12", "11", "10", "02", "01", "00"]);
		expect(list[1].selection).toEqual([1, 1, 0, 0]);
	});

	test("40 eigenvalues, 20 hidden units: the first of 1.6e11 values, lazily", () => {
		const entries = Array.from({ length: 40 }, (_, k) => 40 - k);
		const network = networkOf(diagonalProblem(entries, [20]));
		const count = countCriticalValues(network);
		// Half of 2^40, and half of the middle binomial coefficient.
		expect(count).toBe((2n ** 40n + 137846528820n) / 2n);
		const generator = criticalValues(network);
		let last = -Infinity;
		const seen = new Set<string>();
		for (let k = 0; k < 2000; k++) {
			const { value } = generator.next();
			if (!value) throw new Error("ended");
			expect(value.loss).toBeGreaterThanOrEqual(last);
			last = value.loss;
			seen.add(value.selection.join(""));
		}
		expect(seen.size).toBe(2000);
	});

	test("property: the list is all choices within the bottleneck, sorted", () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 0, max: 4 }), {
					minLength: 1,
					maxLength: 6,
				}),
				fc.integer({ min: 1, max: 6 }),
				(entries, hidden) => {
					const network = networkOf(diagonalProblem(entries, [hidden]));
					const list = [...criticalValues(network)];
					const positive = entries.filter((s) => s > 0).sort((a, b) => b - a);
					const expected = new Map<string, number>();
					for (let mask = 0; mask < 2 ** positive.length; mask++) {
						const chosen = positive.filter((_, k) => (mask >> k) & 1);
						if (chosen.length > hidden) continue;
						const left = entries.reduce((s, x) => s + x * x, 0) - chosen.reduce((s, x) => s + x * x, 0);
						expected.set(chosen.join(), left / 2);
					}
					expect(list.length).toBe(expected.size);
					expect(countCriticalValues(network)).toBe(BigInt(expected.size));
					const losses = [...expected.values()].sort((a, b) => a - b);
					list.forEach((v, k) => {
						expect(v.loss).toBeCloseTo(losses[k], 11);
					});
				},
			),
			{ seed: 31, numRuns: 100 },
		);
	});

	test("no data to fit: X = 0, and Y = 0", () => {
		for (const problem of [
			linearProblem({ widths: [2, 2, 1], x: [0, 0, 0, 0], y: [1, 2] }),
			linearProblem({ widths: [2, 2, 1], x: [1, 2, 3, 5], y: [0, 0] }),
		]) {
			const list = [...criticalValues(networkOf(problem))];
			expect(list.map((v) => [v.loss, v.kind, v.selection.length])).toEqual([
				[problem.data.y[0] === 1 ? 2.5 : 0, "minimum", 0],
			]);
		}
	});

	test("realize refuses what is no critical point", () => {
		const network = networkOf(diagonalProblem([3, 2, 1], [2]));
		expect(() => realize(network, [1, 1, 1])).toThrow(/At most 2 triples/);
		expect(() => realize(network, [1, 1])).toThrow(/3 entries, 0 or 1/);
		expect(() => realize(networkOf(randomProblem([3, 2], 6, 14)), [1, 0])).toThrow(/selects all/);
	});
});
