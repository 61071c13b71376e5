import { describe, expect, it } from "vitest";
import { infinityNorm } from "../../src/numerics/vector.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { probeNumbers } from "../../src/points/probe-numbers.ts";
import { buildProblem, type ProblemSketch, point, rows } from "./build-problem.ts";
import { explain, minimumOf } from "./explain.ts";
import { findMinimum } from "./find-critical.ts";

const out = { width: 1, activation: "identity" } as const;
const x = rows(12, 2, 1);
const y = x.map(([a, b], i) => [Math.max(0, a + b + 0.3) + 0.2 * rows(12, 1, 2)[i][0]]);

/** Units with one pattern of activity, and samples at which nothing moves. */
describe("explainedNullDirections: affine pieces", () => {
	const narrow: ProblemSketch = { x, y, layers: [{ width: 1, activation: "relu" }, out] };
	const start = Float64Array.of(1, 1, 0.3, 1, 0);
	const wide: ProblemSketch = { x, y, layers: [{ width: 2, activation: "relu" }, out] };

	it("two ReLU units active on the same samples: a V = u in R^3 leaves 8 - 3 dimensions", () => {
		// a minimum with one unit (w, b; a; c), carried by two, v = (w, b) +- (0.02, -0.01, 0.005)
		const [w1, w2, b, a, c] = findMinimum(createObjective(buildProblem(narrow)), start);
		const theta = Float64Array.of(
			w1 + 0.02,
			w2 - 0.01,
			w1 - 0.02,
			w2 + 0.01,
			b + 5e-3,
			b - 5e-3,
			a / 2,
			a / 2,
			c,
		);
		const problem = buildProblem(wide);
		const objective = createObjective(problem);
		const z = objective.preactivations(theta);
		const active = x.filter((_, i) => z[3 * i] > 0).length;
		expect(active).toBeGreaterThan(3);
		expect(active).toBeLessThan(12);
		for (let i = 0; i < 12; i++) expect(z[3 * i] > 0).toBe(z[3 * i + 1] > 0);
		expect(infinityNorm(objective.gradient(theta))).toBeLessThan(1e-13);
		const found = explain(problem, theta);
		expect(found.nullity).toBe(5);
		expect(found.sentence).toBe(
			"positive scaling of units (2), units with one pattern of activity (2), combinations of linear units that nothing reads (1)",
		);
		expect(found).toMatchObject({
			alongSymmetry: 5,
			critical: true,
			movable: true,
			criticalBeyondSymmetry: true,
		});
	});

	it("under weight decay they rotate: one direction", () => {
		const decayed = { ...narrow, weightDecay: 1e-2 };
		const [w1, w2, b, a, c] = findMinimum(createObjective(buildProblem(decayed)), start);
		const theta = Float64Array.of(
			0.6 * w1,
			0.6 * w2,
			0.8 * w1,
			0.8 * w2,
			0.6 * b,
			0.8 * b,
			0.6 * a,
			0.8 * a,
			c,
		);
		const problem = buildProblem({ ...wide, weightDecay: 1e-2 });
		expect(infinityNorm(createObjective(problem).gradient(theta))).toBeLessThan(1e-13);
		const found = explain(problem, theta);
		expect(found).toMatchObject({
			nullity: 1,
			sentence: "units with one pattern of activity (1)",
			critical: true,
			movable: true,
		});
	});

	it("a linear layer wider than what follows: W2 W1 in R^(1 x 3) leaves 8 - 3 dimensions, GL(2) has 4", () => {
		const sketch: ProblemSketch = {
			x: rows(12, 3, 5),
			y: rows(12, 1, 6),
			layers: [
				{ width: 2, activation: "identity", bias: false },
				{ ...out, bias: false },
			],
		};
		const found = explain(buildProblem(sketch), minimumOf(sketch));
		expect(found.nullity).toBe(5);
		expect(found.sentence).toBe(
			"mixing of linear units (4), combinations of linear units that nothing reads (1)",
		);
		expect(found).toMatchObject({ critical: true, movable: true });
	});

	it("three samples where every unit is dead, one that is fitted: a minimum of loss above 0", () => {
		const corners = [
			[0, 0],
			[0, 1],
			[1, 0],
			[1, 1],
		];
		const targets = [0.1, 0.9, 0.5, 0.3];
		const problem = buildProblem({ ...narrow, x: corners, y: targets.map((t) => [t]) });
		const objective = createObjective(problem);
		// max(0, x1 + x2 - 3/2) is 0, 0, 0, 1/2; the offset is the mean of the first three
		const theta = Float64Array.of(1, 1, -1.5, (0.3 - 0.5) / 0.5, 0.5);
		expect(infinityNorm(objective.gradient(theta))).toBeLessThan(1e-16);
		const value = objective.value(theta);
		expect(value).toBeCloseTo((0.16 + 0.16) / 8, 15);
		const found = explain(problem, theta);
		expect(found.nullity).toBe(3);
		expect(found.directions.length).toBe(3);
		expect(found.reasons.at(-1)?.reason).toContain("affine in the parameters on the others");
		expect(found).toMatchObject({ critical: true, movable: true, criticalBeyondSymmetry: true });
		const draw = probeNumbers(8);
		for (let trial = 0; trial < 2000; trial++) {
			const near = theta.map((t) => t + 0.05 * draw());
			expect(objective.value(near)).toBeGreaterThanOrEqual(value - 1e-16);
		}
	});

	it("fixed outgoing weights: the network is affine in the parameters wherever no unit switches", () => {
		const points = [
			[1, 0.1],
			[1, -0.1],
			[0.8, 0],
			[-1, 1],
		];
		const problem = buildProblem({
			x: points,
			y: points.map(([a]) => [a + 1]),
			layers: [
				{ width: 2, activation: "relu", bias: false },
				{ ...out, bias: false, fixed: 3 },
			],
		});
		// unit 1 is active on the first three samples, unit 2 on the last alone
		const found = explain(problem, Float64Array.of(1, 0.2, -1, 0.5));
		expect(found.nullity).toBe(1);
		expect(found.directions.length).toBe(1);
	});

	it("split units in two layers: each alone stays critical, together nothing is claimed", () => {
		const deep = (width: number): ProblemSketch => ({
			x,
			y,
			layers: [{ width, activation: "tanh" }, { width, activation: "tanh" }, out],
		});
		const small = minimumOf({ ...deep(1) }, 4);
		const [w1, w2, b, a, c, d, e] = small;
		const problem = buildProblem(deep(2));
		// first-layer units twice, read with shares 0.3 and 0.7; the second-layer unit twice as well
		const theta = Float64Array.of(
			...[w1, w2, w1, w2, b, b],
			...[0.3 * a, 0.7 * a, 0.3 * a, 0.7 * a, c, c],
			...[0.4 * d, 0.6 * d, e],
		);
		expect(infinityNorm(createObjective(problem).gradient(theta))).toBeLessThan(1e-9);
		const found = explain(problem, theta);
		expect(found.reasons.map(({ reason }) => reason)).toEqual(["split units"]);
		expect(found).toMatchObject({
			movable: true,
			critical: false,
			criticalBeyondSymmetry: true,
			alongSymmetry: 0,
		});
	});

	it("claims nothing at a point in general position", () => {
		const problem = buildProblem({ x, y, layers: [{ width: 3, activation: "softplus" }, out] });
		const found = explain(problem, point(problem.network.parameters, 6));
		expect(found).toMatchObject({ sentence: "", noise: 0, movable: false, critical: true, alongSymmetry: 0 });
	});
});
