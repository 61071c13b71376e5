import { describe, expect, it } from "vitest";
import { infinityNorm } from "../../src/numerics/vector.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { buildProblem, type ProblemSketch, point, rows } from "./build-problem.ts";
import { explain, minimumOf } from "./explain.ts";

const out = { width: 1, activation: "identity" } as const;
const x = rows(12, 2, 1);
const y = rows(12, 1, 2);
const noise = y;

describe("explainedNullDirections: units, samples and loss", () => {
	it("interpolation: P - rank J at zero residual", () => {
		const problem = buildProblem({
			x: x.slice(0, 5),
			y: y.slice(0, 5),
			layers: [{ width: 4, activation: "tanh" }, out],
		});
		const theta = point(17, 8, 1.5);
		const targets = createObjective(problem).outputs(theta);
		const taught = buildProblem({
			x: x.slice(0, 5),
			y: Array.from(targets, (t) => [t]),
			layers: [{ width: 4, activation: "tanh" }, out],
		});
		const found = explain(taught, theta);
		expect(found.nullity).toBe(12);
		expect(found.directions.length).toBe(12);
		expect(found).toMatchObject({
			alongSymmetry: 0,
			movable: true,
			critical: true,
			criticalBeyondSymmetry: true,
		});
	});

	it("interpolation with repeated samples: full rank on the distinct ones", () => {
		const twice = [...x.slice(0, 3), ...x.slice(0, 3)];
		const sketch = {
			x: twice,
			y: twice.map(() => [0]),
			layers: [{ width: 2, activation: "tanh" }, out],
		} as const;
		const theta = point(9, 8);
		const targets = createObjective(buildProblem(sketch)).outputs(theta);
		const found = explain(buildProblem({ ...sketch, y: Array.from(targets, (t) => [t]) }), theta);
		expect(found.nullity).toBe(6);
		expect(found).toMatchObject({ critical: true });
		expect(found.directions.length).toBe(6);
	});

	it("interpolation of a ReLU network: its scalings are counted once", () => {
		const sketch = {
			x: x.slice(0, 6),
			y: y.slice(0, 6),
			layers: [{ width: 6, activation: "relu" }, out],
		} as const;
		const theta = point(25, 12, 1.5);
		const targets = createObjective(buildProblem(sketch)).outputs(theta);
		const found = explain(buildProblem({ ...sketch, y: Array.from(targets, (t) => [t]) }), theta);
		expect(found.directions.length).toBe(found.nullity);
		// m units with one pattern of activity mix in m (m - 1) ways; active everywhere, their m biases move too
		const patterns = new Map<string, number>();
		for (let j = 0; j < 6; j++) {
			const bits = sketch.x.map(([a, b]) =>
				theta[2 * j] * a + theta[2 * j + 1] * b + theta[12 + j] > 0 ? 1 : 0,
			);
			patterns.set(bits.join(""), (patterns.get(bits.join("")) ?? 0) + 1);
		}
		expect(patterns.has("000000")).toBe(false);
		const mixings = [...patterns.values()].reduce((sum, m) => sum + m * (m - 1), 0);
		expect(found.alongSymmetry).toBe(6 + mixings + (patterns.get("111111") ?? 0));
		expect(found.reasons.map(({ reason }) => reason)).toContain(
			"interpolation (zero residual, more parameters than equations)",
		);
	});

	it("a hinge's flat region: every direction, and nothing else matters", () => {
		const sketch: ProblemSketch = {
			x,
			y: x.map(([a]) => [a < 0 ? -1 : 1]),
			layers: [{ width: 2, activation: "softplus" }, out],
			loss: ["hinge-power", 3],
		};
		const problem = buildProblem(sketch);
		const theta = Float64Array.of(4000, 0, -4000, 0, 0, 0, 10, -10, 0);
		const objective = createObjective(problem);
		expect(objective.value(theta)).toBe(0);
		const found = explain(problem, theta);
		expect(found.nullity).toBe(9);
		expect(found.directions.length).toBe(9);
		expect(found).toMatchObject({
			movable: true,
			critical: true,
			alongSymmetry: 0,
		});
	});

	it("split units: a minimum of a narrower network, one unit made two (Fukumizu and Amari 2000)", () => {
		const y = x.map(([a, b], i) => [Math.tanh(a - 0.5 * b) + 0.1 * noise[i][0]]);
		const narrow: ProblemSketch = {
			x,
			y,
			layers: [{ width: 1, activation: "tanh" }, out],
		};
		const small = minimumOf(narrow);
		const [w1, w2, b, a, c] = small;
		const wide: ProblemSketch = {
			x,
			y,
			layers: [{ width: 2, activation: "tanh" }, out],
		};
		const problem = buildProblem(wide);
		const theta = Float64Array.of(w1, w2, w1, w2, b, b, 0.3 * a, 0.7 * a, c);
		expect(infinityNorm(createObjective(problem).gradient(theta))).toBeLessThan(1e-12);
		const found = explain(problem, theta);
		expect(found).toMatchObject({
			nullity: 1,
			sentence: "split units (1)",
			movable: true,
			critical: true,
			alongSymmetry: 1,
		});
		// opposite signs describe the same units
		const mirrored = Float64Array.of(w1, w2, -w1, -w2, b, -b, 0.3 * a, -0.7 * a, c);
		expect(explain(problem, mirrored)).toMatchObject({
			nullity: 1,
			sentence: "split units (1)",
		});
	});

	it("an idle unit: only incoming directions without a mixed derivative, and no claim of criticality", () => {
		const problem = buildProblem({
			x,
			y,
			layers: [{ width: 2, activation: "tanh" }, out],
		});
		const theta = Float64Array.of(0.4, -0.3, 1.1, 0.2, 0.1, -0.5, 0.8, 0, 0.1);
		// d^2 L / da_2 d(w_2, b_2) is one vector of 3 numbers: 2 directions remain
		const found = explain(problem, theta);
		expect(found.reasons).toEqual([{ reason: "units with zero outgoing weights", dimension: 2 }]);
		expect(found).toMatchObject({
			movable: true,
			critical: false,
			criticalBeyondSymmetry: false,
		});
	});

	it("a dead ReLU unit: its 3 incoming numbers and its outgoing weight", () => {
		const layers = [{ width: 2, activation: "relu" }, out] as const;
		const theta = Float64Array.of(1, 0.5, 0.3, 0.2, 0.2, -9, 0.7, 1.3, 0.1);
		const problem = buildProblem({ x, y, layers });
		const found = explain(problem, theta);
		// one of them is its scaling; that of the living unit is null at critical points only
		expect(found.sentence).toBe("positive scaling of units (1), dead units (3)");
		expect(found.alongSymmetry).toBe(4);
	});

	it("units behind a dead layer do not matter either", () => {
		const layers = [{ width: 2, activation: "tanh" }, { width: 1, activation: "relu" }, out] as const;
		const problem = buildProblem({ x, y, layers });
		const theta = Float64Array.of(1, 0.5, 0.3, 0.2, 0.2, -0.4, 0.7, 1.3, -5, 0.4, 0.1);
		const found = explain(problem, theta);
		// 9 incoming numbers and 1 outgoing weight, of which one direction is the unit's scaling
		expect(found.sentence).toBe("positive scaling of units (1), dead units (9)");
		expect(found.nullity).toBe(10);
	});

	it("a ReLU unit active on all samples: its bias moves through the next one", () => {
		const far = x.map(([a, b]) => [a + 5, b + 5]);
		const sketch: ProblemSketch = {
			x: far,
			y,
			layers: [{ width: 1, activation: "relu" }, out],
		};
		const problem = buildProblem(sketch);
		// least squares by a linear function, carried by one unit
		const linear = minimumOf({ x: far, y, layers: [out] });
		const theta = Float64Array.of(linear[0] / 2, linear[1] / 2, 50, 2, linear[2] - 100);
		const found = explain(problem, theta);
		expect(found.nullity).toBe(2);
		expect(found.sentence).toBe("positive scaling of units (1), units that are linear on the data (1)");
		expect(found).toMatchObject({
			alongSymmetry: 2,
			critical: true,
			movable: true,
		});
	});

	it("overlapping reasons are counted once: two dead, split, idle ReLU units", () => {
		const problem = buildProblem({
			x,
			y: y.map(() => [0.5]),
			layers: [{ width: 2, activation: "relu" }, out],
		});
		const theta = Float64Array.of(0.1, 0.1, 0.1, 0.1, -3, -3, 0, 0, 0.5);
		const found = explain(problem, theta);
		expect(found.nullity).toBe(8);
		expect(found.directions.length).toBe(8);
	});
});
