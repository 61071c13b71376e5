import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { classifyPoint } from "../../src/points/classification.ts";
import type { Classification } from "../../src/points/point.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { knownProblem } from "../problems.ts";
import { runFrom, starts } from "./run-solver.ts";

async function classify(name: string, theta: readonly number[]): Promise<Classification> {
	return classifyPoint(createObjective(await knownProblem(name)), Float64Array.from(theta));
}

describe("classification of points with known answers", () => {
	it("a point of the user's own that is not critical: its descent lowers the loss", async () => {
		const problem = await knownProblem("exclusive or");
		const objective = createObjective(problem);
		for (const theta of starts(objective, 10)) {
			const { kind, descent, global, loss } = classifyPoint(objective, theta);
			expect([kind, global]).toEqual(["not-critical", "no"]);
			const below = theta.map((x, k) => x + 1e-3 * (descent?.[k] ?? Number.NaN));
			expect(objective.value(below)).toBeLessThan(loss);
		}
	});

	it("a point near a minimum, but not at it, is not critical, and is told where the critical point is", async () => {
		const { kind, reason } = await classify("linear regression", [-1 + 1e-6, -2, 3]);
		expect(kind).toBe("not-critical");
		expect(reason).toContain("loss 0.50000000");
	});

	it("the origin of a linear autoencoder 3-1-3: Hessian eigenvalues +-9, +-4, +-1", async () => {
		const x = [
			[3, 0, 0],
			[0, 2, 0],
			[0, 0, 1],
		];
		const problem = await parseProblem({
			lossatlas: 1,
			data: { inline: { x, y: x } },
			network: {
				layers: [
					{ width: 1, bias: false },
					{ width: 3, bias: false },
				],
			},
			loss: { name: "squared" },
			reduction: "sum",
		});
		const found = classifyPoint(createObjective(problem), new Float64Array(6));
		expect(found).toMatchObject({
			kind: "saddle",
			strict: "yes",
			global: "no",
			index: 3,
			nullity: 0,
			loss: 7,
		});
		expect(found.spectrum?.min).toBeCloseTo(-9, 12);
		expect(found.spectrum?.max).toBeCloseTo(9, 12);
		expect(found.closedForm?.selection).toEqual([0, 0, 0]);
	});

	it("the origin of one tanh unit: eigenvalues +-1/2", async () => {
		const found = await classify("one tanh unit, one sample", [0, 0]);
		expect(found).toMatchObject({ kind: "saddle", strict: "yes", index: 1, nullity: 0, loss: 1 / 8 });
		expect(found.spectrum).toEqual({ min: -0.5, max: 0.5 });
	});

	it("a strict global minimum", async () => {
		expect(await classify("linear regression", [-1, -2, 3])).toMatchObject({
			kind: "minimum",
			strict: "yes",
			method: "closed-form",
			global: "yes",
			index: 0,
			nullity: 0,
			loss: 0.5,
			gradientNorm: 0,
		});
	});

	it("a strict global minimum of a network that is not linear", async () => {
		expect(await classify("exponential loss, one of four labels flipped", [Math.log(3) / 2])).toMatchObject({
			kind: "minimum",
			strict: "yes",
			strictModuloSymmetry: "yes",
			index: 0,
			nullity: 0,
			trainingError: 0.25,
		});
	});

	it("a bad minimum with loss 5e-10 and a curvature of 2e-12, confirmed by Newton's method in 50 digits", async () => {
		const problem = await parseProblem({
			lossatlas: 1,
			data: { builtin: { name: "teacher", samples: 12, inputs: 2, width: 2, activation: "tanh", seed: 5 } },
			network: { layers: [{ width: 2, activation: "tanh" }, { width: 1 }] },
			loss: { name: "squared" },
		});
		const objective = createObjective(problem);
		const { theta, outcome } = runFrom(
			objective,
			[
				-0.120888928908, 0.433245405127, -6.11719034072, 2.56557656289, -0.741437365189, -0.159946381441,
				0.0704114393496, -0.000371315905865, -0.66177491602,
			],
		);
		expect(outcome.kind).toBe("converged");
		const found = classifyPoint(objective, theta);
		expect(found).toMatchObject({ kind: "minimum", global: "unknown", index: 0, nullity: 0 });
		// The curvature is near the rounding of the Hessian: strictness may be left open, not denied.
		expect(found.strict).not.toBe("no");
		expect(found.loss / 4.80948804845e-10).toBeCloseTo(1, 9);
		expect((found.spectrum?.min ?? 0) / 2.1155731e-12).toBeCloseTo(1, 3);
		expect(found.spectrum?.max).toBeCloseTo(1.3193364, 6);
	});

	it("a strict bad minimum and a maximum: the cubic at -1 and 1", async () => {
		expect(await classify("a cubic with a bad minimum", [-1])).toMatchObject({
			kind: "minimum",
			strict: "yes",
			global: "unknown",
			loss: 0.5,
			spectrum: { min: 6, max: 6 },
		});
		expect(await classify("a cubic with a bad minimum", [1])).toMatchObject({
			kind: "maximum",
			strict: "yes",
			global: "no",
			index: 1,
			loss: 12.5,
			spectrum: { min: -30, max: -30 },
		});
	});

	it("a curve of zero residual is no strict minimum: a tanh(w) = 1/2", async () => {
		const objective = createObjective(await knownProblem("one tanh unit, one sample"));
		const { theta } = runFrom(objective, [1, 1]);
		expect(classifyPoint(objective, theta)).toMatchObject({
			kind: "minimum",
			strict: "no",
			global: "yes",
			index: 0,
			nullity: 1,
			nullityExplained: 1,
		});
	});

	it("interpolation of four samples by nine parameters: five zero eigenvalues, all explained", async () => {
		const objective = createObjective(await knownProblem("exclusive or"));
		const runs = starts(objective, 20).map((start) => runFrom(objective, start));
		const minima = runs.filter(({ outcome }) => outcome.kind === "converged");
		expect(minima.length).toBeGreaterThan(5);
		for (const { theta } of minima)
			expect(classifyPoint(objective, theta)).toMatchObject({
				kind: "minimum",
				strict: "no",
				global: "yes",
				nullity: 5,
				nullityExplained: 5,
			});
	});

	it("dead ReLU units: a minimum along the output bias, all else free", async () => {
		const problem = await parseProblem({
			lossatlas: 1,
			data: { inline: { x: [[-1], [0], [1], [2]], y: [0, 1, 0, 3] } },
			network: { layers: [{ width: 2, activation: "relu" }, { width: 1 }] },
			loss: { name: "squared" },
		});
		const objective = createObjective(problem);
		// Weights 1 and -2, biases that keep both units off on [-1, 2], any outgoing weights; mean of y.
		const found = classifyPoint(objective, Float64Array.of(1, -2, -5, -7, 3, -4, 1));
		expect(found).toMatchObject({
			kind: "minimum",
			strict: "no",
			index: 0,
			nullity: 6,
			nullityExplained: 6,
			loss: (1 + 0 + 1 + 4) / 8,
			spectrum: { min: 0, max: 1 },
		});
		expect(found.global).not.toBe("yes");
		expect(found.reason).toContain("dead units");
	});

	it("a point on a kink is not decided by a Hessian", async () => {
		expect(await classify("the median", [1])).toMatchObject({ kind: "undecided", boundary: 1, index: null });
	});

	it("a plateau whose residuals round to 0 is undecided, not a global minimum", async () => {
		for (const weight of [18, 20, 30, 100, 300, 1000]) {
			const found = await classify("tanh towards 1", [weight]);
			expect([found.kind, found.strict, found.global]).toEqual(["undecided", "unknown", "unknown"]);
			expect(found.reason).toContain("limit that they never take");
		}
	});

	it("a logistic loss that underflows to 0 is not at a minimum", async () => {
		for (const weight of [1e3, 1e5]) {
			const found = await classify("logistic regression, separable", [weight, weight, 0]);
			expect(["undecided", "not-critical"]).toContain(found.kind);
			expect(found.global).not.toBe("yes");
			expect(found.trainingError).toBe(0);
		}
	});

	it("counts training errors and ties with sample weights", async () => {
		const problem = await parseProblem({
			lossatlas: 1,
			data: { inline: { x: [[1], [2], [-1], [0]], y: [1, -1, -1, -1], weights: [1, 2, 3, 4] } },
			network: { layers: [{ width: 1, bias: false }] },
			loss: { name: "logistic" },
		});
		// Wrong: x = 2 (weight 2), and x = 0, where sign(0) = +1 (weight 4).
		const found = classifyPoint(createObjective(problem), Float64Array.of(1));
		expect(found.trainingError).toBeCloseTo(0.6, 15);
		expect(found.ties).toBe(1);
	});
});
