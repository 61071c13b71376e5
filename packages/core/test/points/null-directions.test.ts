import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { buildProblem, type ProblemSketch, rows } from "./build-problem.ts";
import { explain, minimumOf } from "./explain.ts";
import { findMinimum } from "./find-critical.ts";

const out = { width: 1, activation: "identity" } as const;
const x = rows(12, 2, 1);
const y = rows(12, 1, 2);

describe("explainedNullDirections: symmetries", () => {
	it("explains nothing at a nondegenerate minimum", () => {
		const sketch: ProblemSketch = {
			x,
			y,
			layers: [{ width: 2, activation: "tanh" }, out],
			weightDecay: 0.01,
		};
		const found = explain(buildProblem(sketch), minimumOf(sketch));
		expect(found).toMatchObject({
			nullity: 0,
			directions: [],
			sentence: "",
			movable: false,
		});
	});

	it("one scaling per homogeneous unit: square units at a generic minimum", () => {
		const sketch: ProblemSketch = {
			x,
			y,
			layers: [{ width: 1, activation: "square" }, out],
		};
		const found = explain(buildProblem(sketch), minimumOf(sketch));
		expect(found.nullity).toBe(1);
		expect(found).toMatchObject({
			alongSymmetry: 1,
			movable: true,
			critical: true,
		});
		expect(found.sentence).toBe("positive scaling of units (1)");
	});

	it("quadratic units feeding one output: h (h - 1) / 2 mixings beside the h scalings", () => {
		// 8 parameters for symmetric 3 x 3 matrices of rank 2, a variety of dimension 5
		const many = rows(40, 2, 31);
		const teacher = Float64Array.of(0.9, -0.4, 0.2, 0.8, 0.3, -0.5, 1.2, -0.7);
		const layers = [
			{ width: 2, activation: "square" },
			{ ...out, bias: false },
		] as const;
		const taught = createObjective(buildProblem({ x: many, y: rows(40, 1, 1), layers })).outputs(teacher);
		const sketch: ProblemSketch = {
			x: many,
			y: rows(40, 1, 33).map(([t], i) => [taught[i] + 0.05 * t]),
			layers,
		};
		const problem = buildProblem(sketch);
		const found = explain(problem, findMinimum(createObjective(problem), teacher));
		expect(found.nullity).toBe(3);
		expect(found.sentence).toBe("positive scaling of units (2), quadratic units that mix (1)");
		expect(found).toMatchObject({
			critical: true,
			movable: true,
			alongSymmetry: 3,
		});
	});

	it("linear layers: dim GL(h) = h^2, and h more where biases move", () => {
		const deep = (bias: boolean): ProblemSketch => ({
			x,
			y: rows(12, 2, 5),
			layers: [
				{ width: 2, activation: "identity", bias },
				{ width: 2, activation: "identity", bias },
			],
		});
		const plain = explain(buildProblem(deep(false)), minimumOf(deep(false)));
		expect([plain.nullity, plain.alongSymmetry]).toEqual([4, 4]);
		const biased = explain(buildProblem(deep(true)), minimumOf(deep(true)));
		expect([biased.nullity, biased.alongSymmetry]).toEqual([6, 6]);
	});

	it("linear layers under weight decay: the rotations, dim O(2) = 1", () => {
		const sketch: ProblemSketch = {
			x,
			y: x.map(([a, b]) => [a - b, 2 * a + 3 * b]),
			layers: [
				{ width: 2, activation: "identity", bias: false },
				{ width: 2, activation: "identity", bias: false },
			],
			weightDecay: 0.01,
		};
		const found = explain(buildProblem(sketch), minimumOf(sketch));
		expect([found.nullity, found.alongSymmetry]).toEqual([1, 1]);
	});

	it("softmax: all rows of the last layer move together, inputs + 1 dimensions", () => {
		const sketch: ProblemSketch = {
			x,
			y: y.map(([t]) => (t < 0 ? [0.5, 0.3, 0.2] : [0.2, 0.2, 0.6])),
			layers: [{ width: 3, activation: "identity" }],
			loss: "cross-entropy",
		};
		const found = explain(buildProblem(sketch), minimumOf(sketch));
		expect([found.nullity, found.alongSymmetry]).toEqual([3, 3]);
		expect(found.sentence).toBe("shifts of all outputs alike (3)");
	});

	it("inputs of deficient rank: one direction per unit for a constant input beside the bias", () => {
		const flat = x.map(([a, b]) => [a, 0.25, b]);
		const sketch: ProblemSketch = {
			x: flat,
			y,
			layers: [{ width: 2, activation: "tanh" }, out],
		};
		const start = minimumOf({ ...sketch, weightDecay: 0.003 });
		const found = explain(buildProblem(sketch), start);
		expect(found.alongSymmetry).toBe(2);
		expect(found.sentence).toBe("inputs of deficient rank (2)");
	});

	it("the output bias beside the shortcut's offset: one direction", () => {
		const sketch: ProblemSketch = {
			x,
			y,
			layers: [out],
			shortcut: { width: 1, activation: "tanh" },
		};
		const found = explain(buildProblem(sketch), minimumOf(sketch));
		expect(found.reasons).toContainEqual({
			reason: "the output bias beside the shortcut's offset",
			dimension: 1,
		});
	});

	it("weight decay leaves dead and split units nothing", () => {
		const problem = buildProblem({
			x,
			y,
			layers: [{ width: 2, activation: "relu" }, out],
			weightDecay: 0.1,
		});
		const theta = Float64Array.of(0.1, 0.1, 0.1, 0.1, -3, -3, 0, 0, 0.5);
		expect(explain(problem, theta).directions).toEqual([]);
	});
});
