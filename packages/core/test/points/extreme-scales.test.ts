import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { classifyPoint } from "../../src/points/classification.ts";
import { meetsLowerBound } from "../../src/points/lower-bound.ts";
import { run } from "../../src/search/driver.ts";
import { solver, successorOf } from "../../src/search/solvers.ts";
import { buildProblem, type ProblemSketch } from "./build-problem.ts";

/** One weight: f = sigma(w x), no bias. */
const oneWeight = (activation: string, y: number) =>
	createObjective(buildProblem({ x: [[1]], y: [[y]], layers: [{ width: 1, activation, bias: false }] }));

const line: ProblemSketch = {
	x: [[1e-6], [2e-6], [3e-6]],
	y: [[1], [2], [4]],
	layers: [{ width: 1, activation: "tanh", bias: true }],
};

describe("degenerate points, reached only up to rounding", () => {
	it("is not called a minimum at the inflection of (w^3 - 1)^2 / 2 at w = 0, on either side of it", () => {
		const objective = oneWeight("cube", 1);
		for (const w of [0, 5e-15, -5e-15]) {
			const found = classifyPoint(objective, Float64Array.of(w));
			expect([found.kind, found.index, found.nullity], String(w)).toEqual(["undecided", 0, 1]);
		}
		expect(classifyPoint(objective, Float64Array.of(1))).toMatchObject({ kind: "minimum", strict: "yes" });
	});

	it("counts the zero eigenvalue of w^6 / 2 and w^4 / 2 at 0, and not that of a maximum beside a minimum", () => {
		expect(classifyPoint(oneWeight("cube", 0), Float64Array.of(3.6e-9)).nullity).toBe(1);
		expect(classifyPoint(oneWeight("square", 0), Float64Array.of(6.8e-10)).nullity).toBe(1);
		expect(classifyPoint(oneWeight("square", 1), Float64Array.of(0))).toMatchObject({
			kind: "maximum",
			nullity: 0,
		});
	});
});

describe("loss at its lower bound", () => {
	it("is judged in units of the targets: a saddle of tiny targets is not a global minimum", () => {
		// y = +-1e-7: at theta = 0 the loss is 5e-15, and w a x = y has a solution with loss 0.
		const objective = createObjective(
			buildProblem({
				x: [[1], [-1]],
				y: [[1e-7], [-1e-7]],
				layers: [
					{ width: 1, activation: "tanh", bias: false },
					{ width: 1, activation: "identity", bias: false },
				],
			}),
		);
		const found = classifyPoint(objective, Float64Array.of(0, 0));
		expect([found.kind, found.index, found.global]).toEqual(["saddle", 1, "no"]);
	});

	it("is not met by a small loss with weight decay, nor with targets far from 0", () => {
		const sketch: ProblemSketch = { ...line, weightDecay: 1e-14 };
		expect(meetsLowerBound(buildProblem(sketch), 1e-13)).toBe(false);
		const far = { ...line, y: [[1e6], [1e6 + 1e-3], [1e6 - 1e-3]] };
		expect(meetsLowerBound(buildProblem(far), 1e-7)).toBe(false);
		expect(meetsLowerBound(buildProblem(far), 1e-22)).toBe(true);
	});

	it("is not met by a logistic or exponential loss that underflows", () => {
		for (const loss of ["logistic", "exponential"]) {
			const problem = buildProblem({
				x: [[1], [-1]],
				y: [[1], [-1]],
				layers: [{ width: 1, activation: "identity" }],
				loss,
				labels: "binary",
			});
			const found = classifyPoint(createObjective(problem), Float64Array.of(1000, 0));
			expect([found.loss, found.kind, found.global]).toEqual([0, "undecided", "unknown"]);
		}
	});
});

it("a regression on inputs of size 1e-6 converges to its far minimum 1.5e6 x - 2/3 and does not drift", () => {
	const objective = createObjective(
		buildProblem({ ...line, layers: [{ width: 1, activation: "identity", bias: true }] }),
	);
	const chosen = solver("trust-region-newton");
	const { outcome, theta } = run(objective, Float64Array.of(0.3, -0.2), {
		solver: chosen,
		successor: successorOf(chosen, 2),
		target: "minima",
		budget: 20000,
		tolerance: 1e-10,
	});
	expect(outcome.kind).toBe("converged");
	expect(theta[0] / 1.5e6).toBeCloseTo(1, 9);
	expect(theta[1]).toBeCloseTo(-2 / 3, 9);
});
