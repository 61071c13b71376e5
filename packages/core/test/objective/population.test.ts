import { describe, expect, it } from "vitest";
import { check, classify, objective, parseProblem, survey } from "../../src/laboratory.ts";
import { randomStream } from "../../src/numerics/random.ts";

const file = (k: number, n: number, inputs: number) => ({
	lossatlas: 1,
	data: { population: { law: "gaussian", inputs, teacher: { width: k, activation: "relu" } } },
	network: {
		layers: [
			{ width: n, activation: "relu", bias: false },
			{ width: 1, fixed: "ones" },
		],
	},
	loss: { name: "squared" },
});

describe("the population loss of a ReLU student and teacher", () => {
	it("agrees with means over 400,000 samples", async () => {
		const evaluate = objective(await parseProblem(file(3, 2, 4)));
		const random = randomStream(5, "population");
		const theta = Float64Array.from({ length: 8 }, () => random.normal());
		const count = 400_000;
		let sum = 0;
		let squares = 0;
		for (let i = 0; i < count; i++) {
			const x = Array.from({ length: 4 }, () => random.normal());
			let f = 0;
			for (let j = 0; j < 2; j++)
				f += Math.max(
					0,
					x.reduce((s, t, p) => s + t * theta[4 * j + p], 0),
				);
			for (let j = 0; j < 3; j++) f -= Math.max(0, x[j]);
			sum += (f * f) / 2;
			squares += (f * f) ** 2 / 4;
		}
		const mean = sum / count;
		const deviation = Math.sqrt((squares / count - mean * mean) / count);
		expect(Math.abs(evaluate.value(theta) - mean)).toBeLessThan(4 * deviation);
	});

	it("values known in closed form: 0 at the teacher, k/4 + k(k-1)/(4 pi) at 0", async () => {
		const evaluate = objective(await parseProblem(file(3, 3, 3)));
		expect(Math.abs(evaluate.value(Float64Array.from([0, 1, 0, 1, 0, 0, 0, 0, 1])))).toBeLessThan(1e-15);
		expect(evaluate.value(new Float64Array(9))).toBeCloseTo(3 / 4 + 6 / (4 * Math.PI), 14);
		// One unit along one axis of one teacher: (w - 1)^2 / 4.
		const one = objective(await parseProblem(file(1, 1, 1)));
		for (const w of [0.25, 1, 3]) expect(one.value(Float64Array.of(w))).toBeCloseTo((w - 1) ** 2 / 4, 14);
		// On the other side nothing is shared: w^2 / 4 + 1 / 4.
		expect(one.value(Float64Array.of(-2))).toBeCloseTo(1.25, 14);
	});

	it("gradient and Hessian are derivatives of the value, at 40 random points", async () => {
		const random = randomStream(9, "population");
		for (const [k, n, d] of [
			[2, 2, 2],
			[3, 2, 4],
			[2, 4, 3],
			[4, 3, 4],
		]) {
			const evaluate = objective(await parseProblem(file(k, n, d)));
			const size = n * d;
			for (let trial = 0; trial < 10; trial++) {
				const theta = Float64Array.from({ length: size }, () => random.normal());
				const g = evaluate.gradient(theta);
				const h = evaluate.hessian(theta);
				const moved = (p: number, by: number) => {
					const other = theta.slice();
					other[p] += by;
					return other;
				};
				const step = 1e-5;
				const v = Float64Array.from({ length: size }, () => random.normal());
				const hv = evaluate.hessianVector(theta, v);
				for (let p = 0; p < size; p++) {
					const slope = (evaluate.value(moved(p, step)) - evaluate.value(moved(p, -step))) / (2 * step);
					expect(Math.abs(slope - g[p])).toBeLessThan(1e-8 * (1 + Math.abs(g[p])));
					const up = evaluate.gradient(moved(p, step));
					const down = evaluate.gradient(moved(p, -step));
					let product = 0;
					for (let q = 0; q < size; q++) {
						expect(Math.abs((up[q] - down[q]) / (2 * step) - h[q * size + p])).toBeLessThan(1e-6);
						expect(h[p * size + q]).toBe(h[q * size + p]);
						product += h[p * size + q] * v[q];
					}
					expect(Math.abs(product - hv[p])).toBeLessThan(1e-12);
				}
			}
		}
	});

	it("is invariant under exchanges of units and of axes, and under turns of further inputs", async () => {
		const evaluate = objective(await parseProblem(file(2, 2, 4)));
		const theta = Float64Array.of(0.3, -0.7, 0.2, 0.5, 1.1, 0.4, -0.6, 0.1);
		const value = evaluate.value(theta);
		expect(evaluate.value(Float64Array.of(1.1, 0.4, -0.6, 0.1, 0.3, -0.7, 0.2, 0.5))).toBeCloseTo(value, 14);
		expect(evaluate.value(Float64Array.of(-0.7, 0.3, 0.2, 0.5, 0.4, 1.1, -0.6, 0.1))).toBeCloseTo(value, 14);
		expect(evaluate.value(Float64Array.of(0.3, -0.7, 0.5, -0.2, 1.1, 0.4, 0.1, 0.6))).toBeCloseTo(value, 14);
	});
});

describe("a population in the rest of the laboratory", () => {
	it("a survey finds the teacher, once modulo units and axes, and knows that it is global", async () => {
		const problem = await parseProblem(file(3, 3, 3));
		const { survey: found } = await survey(problem, { starts: 30, seed: 1 }).result();
		expect(found.starts.outcomes.converged).toBe(30);
		expect(found.points).toHaveLength(1);
		expect([found.points[0].kind, found.points[0].global]).toEqual(["minimum", "yes"]);
		expect(found.problem.samples).toBe(0);
		expect(classify(objective(problem), Float64Array.from(found.points[0].theta)).kind).toBe("minimum");
	});

	it("no theorem about samples speaks of it", async () => {
		const { questions, theorems } = await check(await parseProblem(file(2, 2, 2)));
		expect(theorems.every(({ applies }) => applies === "no")).toBe(true);
		expect(theorems[0].hypotheses[0].id).toBe("finite-data");
		for (const { question, answer } of questions)
			expect(answer).toBe(question === "nonzero-training-error" ? "vacuous" : "undecided");
	});

	it("the canonical problem parses to the same problem", async () => {
		const problem = await parseProblem(file(2, 3, 4));
		const again = await parseProblem({ ...problem.canonical });
		expect(again.canonical).toEqual(problem.canonical);
		expect(again.population).toEqual({ inputs: 4, teacher: 2, student: 3 });
	});

	it.each([
		[
			"teacher wider than the inputs",
			{ data: { population: { law: "gaussian", inputs: 2, teacher: { width: 3, activation: "relu" } } } },
		],
		[
			"another activation of the teacher",
			{ data: { population: { law: "gaussian", inputs: 2, teacher: { width: 2, activation: "tanh" } } } },
		],
		[
			"biases",
			{
				network: {
					layers: [
						{ width: 2, activation: "relu" },
						{ width: 1, fixed: "ones" },
					],
				},
			},
		],
		[
			"a trained output",
			{ network: { layers: [{ width: 2, activation: "relu", bias: false }, { width: 1 }] } },
		],
		["another loss", { loss: { name: "absolute" } }],
		["a penalty", { regularizer: { "weight-decay": 0.1 } }],
		["standardized data", { data: { ...file(2, 2, 2).data, standardize: true } }],
	])("refuses %s, and says what to write", async (_, change) => {
		await expect(parseProblem({ ...file(2, 2, 2), ...change })).rejects.toMatchObject({
			name: "InputError",
			advice: expect.stringMatching(/\w/),
		});
	});
});
