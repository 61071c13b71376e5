import { EigenvalueDecomposition, Matrix, pseudoInverse } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { run } from "../../src/search/driver.ts";
import { defaultSolver, successorOf } from "../../src/search/solvers.ts";
import { deepLinear } from "../../src/theory/theorems/zhou-2018-deep-linear.ts";
import { shallowLinear } from "../../src/theory/theorems/zhou-2018-shallow-linear.ts";
import { answers, file } from "./judged.ts";
import { reportOf, unmet } from "./judged-directly.ts";

function numbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return 2 * (state / 4294967296) - 1;
	};
}

/** A linear network without biases: widths d0, d1, ..., dl on random data, summed. */
function linear(
	widths: readonly number[],
	seed: number,
	samples = 6,
): { problem: object; x: Matrix; y: Matrix } {
	const random = numbers(seed);
	const rows = (columns: number) =>
		Array.from({ length: samples }, () => Array.from({ length: columns }, random));
	const x = rows(widths[0]);
	const y = rows(widths[widths.length - 1]);
	const layers = widths.slice(1).map((width) => ({ width, activation: "identity", bias: false }));
	const problem = file(x, layers[layers.length - 1].width === 1 ? y.map(([v]) => v) : y, layers, {
		reduction: "sum",
	});
	return { problem, x: new Matrix(x).transpose(), y: new Matrix(y).transpose() };
}

/** 1/2 tr Y Y^T - 1/2 (the r largest eigenvalues of Y X^+ X Y^T), r the least width. */
function leastLoss(x: Matrix, y: Matrix, rank: number): number {
	const sigma = y.mmul(pseudoInverse(x)).mmul(x).mmul(y.transpose());
	const eigenvalues = new EigenvalueDecomposition(sigma).realEigenvalues.sort((a, b) => b - a);
	const total = y.mmul(y.transpose()).trace();
	return 0.5 * (total - eigenvalues.slice(0, rank).reduce((sum, value) => sum + Math.max(0, value), 0));
}

const nets = [
	[3, 2, 3],
	[4, 1, 2],
	[2, 4, 3],
	[3, 2, 2, 3],
	[3, 1, 3, 2],
	[2, 2, 2, 2, 2],
];

describe("linear networks", () => {
	for (const widths of nets) {
		it(`${widths.join("-")}: no bad local minimum and no bad valley; descents from random points, and past the origin, end at the closed-form minimum`, async () => {
			const { problem, x, y } = linear(widths, widths.length * 100 + widths[1]);
			const theorem = widths.length === 3 ? shallowLinear : deepLinear;
			const report = await reportOf(theorem, problem);
			expect(unmet(report)).toEqual([]);
			expect(report.conclusions.map(({ question, answer }) => `${question} ${answer}`)).toEqual([
				"bad-local-minimum excluded",
				"bad-valley excluded",
			]);
			const least = leastLoss(x, y, Math.min(...widths.slice(1, -1)));
			const objective = createObjective(await parseProblem(problem));
			const random = numbers(7);
			const solver = defaultSolver("minima", objective.parameters);
			for (const size of [1, 1, 0.3, 1e-2]) {
				const start = Float64Array.from({ length: objective.parameters }, () => size * random());
				const ended = run(objective, start, {
					solver,
					successor: successorOf(solver, objective.parameters),
					target: "minima",
					budget: 4000,
					tolerance: 1e-10,
				});
				expect(ended.value).toBeCloseTo(least, 8);
			}
			objective.release();
		});
	}

	it("the factors of the flow stay bounded: A_(j+1)^T A_(j+1) - A_j A_j^T is kept along small gradient steps", async () => {
		// Inputs are the unit vectors, so no whitening is needed.
		const layers = [3, 2, 3].map((width) => ({ width, activation: "identity", bias: false }));
		const identity = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? 1 : 0)));
		const problem = file(
			identity,
			[
				[2, 0, 1],
				[0, -1, 0],
				[1, 1, 3],
			],
			layers,
			{ reduction: "sum" },
		);
		const objective = createObjective(await parseProblem(problem));
		const random = numbers(2);
		let theta = Float64Array.from({ length: objective.parameters }, random);
		const factors = () =>
			[
				[0, 3, 3],
				[9, 2, 3],
				[15, 3, 2],
			].map(([from, r, c]) => Matrix.from1DArray(r, c, Array.from(theta.slice(from, from + r * c))));
		const balances = () => {
			const [a1, a2, a3] = factors();
			return [
				Matrix.sub(a2.transpose().mmul(a2), a1.mmul(a1.transpose())),
				Matrix.sub(a3.transpose().mmul(a3), a2.mmul(a2.transpose())),
			];
		};
		const before = balances();
		for (let k = 0; k < 20000; k++) {
			const gradient = objective.gradient(theta);
			theta = theta.map((v, i) => v - 1e-4 * gradient[i]);
		}
		balances().forEach((after, j) => {
			expect(Matrix.sub(after, before[j]).norm()).toBeLessThan(5e-3);
		});
		objective.release();
	});

	it("each hypothesis dropped in turn; biases as the closed forms cover them", async () => {
		const x = [[-1], [0.5], [2], [3]];
		const y = [0, 1, -1, 2];
		const layers = (biases: readonly boolean[], activation = "identity") =>
			biases.map((bias, l) => ({
				width: 1,
				bias,
				activation: l === biases.length - 1 ? "identity" : activation,
			}));
		const on = (given: readonly object[], more: object = {}) => file(x, y, given, { ...more });
		const say = async (problem: object) => unmet(await reportOf(shallowLinear, problem)).map(([id]) => id);
		expect(await say(on(layers([true, false])))).toEqual([]);
		expect(await say(on(layers([true, true])))).toEqual([]);
		expect(await say(on(layers([false, true])))).toEqual([]);
		expect(unmet(await reportOf(deepLinear, on(layers([false, true, false]))))).toEqual([
			["linear-network", "fails"],
		]);
		expect(unmet(await reportOf(deepLinear, on(layers([false, true, true]))))).toEqual([]);
		expect(await say(on(layers([false, false], "relu")))).toEqual(["linear-network"]);
		expect(await say(on(layers([false, false]), { loss: "huber" }))).toEqual(["linear-network"]);
		expect(await say(on(layers([false, false]), { regularizer: { "weight-decay": 1e-3 } }))).toEqual([
			"linear-network",
		]);
		expect(await say(on([{ width: 2, activation: "identity", fixed: "ones" }, { width: 1 }]))).toEqual([
			"linear-network",
		]);
		expect(await say(on(layers([false, false, false])))).toEqual(["two-layers"]);
		expect(await answers(on(layers([false, false])))).toMatchObject({
			"bad-differentiable-local-minimum": "excluded",
			"bad-strict-local-minimum": "vacuous",
			"bad-basin": "vacuous",
			"bad-valley": "excluded",
			"decreasing-path-to-infinity": "exists",
		});
	});
});
