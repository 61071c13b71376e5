import { describe, expect, test } from "vitest";
import { checkConePoint } from "../../src/closed-forms/check-cone-point.ts";
import { conePoint } from "../../src/closed-forms/cone-point.ts";
import { enumerate } from "../../src/closed-forms/enumerate.ts";
import { patternVerdict } from "../../src/closed-forms/pattern-verdict.ts";
import { productCones } from "../../src/closed-forms/product-cones.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { classifyPoint } from "../../src/points/classification.ts";
import { numbers } from "../numerics/matrices.ts";
import { coneCases, coneOracle, coneTestProblem, randomCones } from "./cone-problems.ts";
import { inertiaOf } from "./linear-problems.ts";

describe("product cones of one ReLU layer", () => {
	test.each(coneCases)(
		"%s: every class has a critical point of its value, class and inertia",
		async (_, problem) => {
			const { values, exhausted } = await productCones(problem);
			expect(exhausted).toBe(true);
			const objective = createObjective(problem);
			const next = numbers(77);
			const seen = { minimum: 0, saddle: 0, flat: 0 };
			let skipped = 0;
			for (const value of values) {
				const point = conePoint(problem, value, next);
				if (point === null) {
					skipped++;
					continue;
				}
				const { theta } = point;
				const oracle = coneOracle(problem, theta);
				const label = `units ${value.units} on ${value.samples}, counts ${value.counts}`;
				const size = theta.reduce((m, x) => Math.max(m, Math.abs(x)), 1);
				const worst = oracle.gradient.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
				expect(worst / (size * size), label).toBeLessThan(1e-12);
				expect(Math.abs(oracle.loss - value.loss), label).toBeLessThan(1e-11 * (1 + value.loss) * size);
				oracle.active.forEach((row, unit) => {
					const samples = [...row.keys()].filter((i) => row[i]);
					expect(samples, label).toEqual(unit < value.units ? value.samples : []);
				});
				// Ill-conditioned points (thin cones) have a Hessian whose zeros are not resolved.
				if (size < 1e3) {
					const spectrum = symmetricEigen(objective.hessian(theta), theta.length).values;
					expect(inertiaOf(spectrum), label).toEqual({ index: point.index, nullity: point.nullity });
					for (const check of checkConePoint(objective, value, point))
						expect(check.passed, check.what).toBe(true);
				} else skipped++;
				const verdict = patternVerdict(problem, theta);
				expect(verdict?.kind, label).toBe(value.kind === "flat" ? "minimum" : value.kind);
				expect(verdict?.value, label).toBeCloseTo(value.loss, 9);
				seen[value.kind]++;
				if (value.kind === "saddle" && size < 1e3) {
					const descent = verdict?.descent;
					if (!descent) throw new Error(`${label}: no descent`);
					const there = coneOracle(
						problem,
						theta.map((x, i) => x + descent[i]),
					);
					expect(there.loss, label).toBeLessThan(oracle.loss);
					expect(there.active, label).toEqual(oracle.active);
				}
				if (value.kind !== "minimum") continue;
				// No parameter nearby has a lower loss.
				const radius = 0.5 * Math.min(1, oracle.margin / (1 + size));
				for (let k = 0; k < 50; k++) {
					const there = theta.map((x) => x + (radius * next()) / 4);
					expect(coneOracle(problem, there).loss, label).toBeGreaterThanOrEqual(
						oracle.loss - 1e-12 * (1 + oracle.loss) * size,
					);
				}
			}
			objective.release();
			console.log({ values: values.length, skipped, ...seen });
			expect(seen.minimum).toBeGreaterThan(0);
			expect(skipped).toBeLessThan(values.length / 2);
		},
	);

	test.each([11, 12, 13, 14, 15, 16])(
		"two inputs, one unit, seed %i: the cones are the arcs of a circle",
		async (seed) => {
			// With one unit each class is a direction: all patterns and single-direction classes by turning it.
			const problem = randomCones(seed, [2, 1, 2], 5, false);
			const { values } = await productCones(problem);
			const listed = new Set(
				values.map(({ samples, counts }) => `${samples}|${counts.filter((p) => p > 0).length}`),
			);
			const patterns = new Set<string>();
			const { x } = problem.data;
			for (let k = 0; k < 20000; k++) {
				const a = [Math.cos((k * Math.PI) / 10000), Math.sin((k * Math.PI) / 10000)];
				const on: number[] = [];
				for (let i = 0; i < 5; i++) if (a[0] * x[2 * i] + a[1] * x[2 * i + 1] > 0) on.push(i);
				patterns.add(on.join());
			}
			const expected = new Set<string>();
			for (const pattern of patterns) {
				const on = pattern === "" ? [] : pattern.split(",").map(Number);
				if (on.length === 0) {
					expected.add("|0");
					continue;
				}
				// A unit a with outgoing b = Y X^T a / (a X X^T a) is critical iff a is an eigenvector of (X X^T)^-1 X Y^T Y X^T.
				const gram = [0, 0, 0, 0];
				const cross = [0, 0, 0, 0];
				const { y, weights } = problem.data;
				for (const i of on) {
					const w = weights?.[i] ?? 1;
					for (let p = 0; p < 2; p++)
						for (let q = 0; q < 2; q++) {
							gram[2 * p + q] += w * x[2 * i + p] * x[2 * i + q];
							cross[2 * p + q] += w * x[2 * i + p] * y[2 * i + q];
						}
				}
				if (Math.abs(gram[0] * gram[3] - gram[1] * gram[2]) < 1e-9) {
					// One active sample (or parallel ones): any direction in the arc fits; nothing to be orthogonal to.
					expected.add(`${pattern}|1`);
					continue;
				}
				const square = [0, 0, 0, 0];
				for (let p = 0; p < 2; p++)
					for (let q = 0; q < 2; q++)
						square[2 * p + q] = cross[2 * p] * cross[2 * q] + cross[2 * p + 1] * cross[2 * q + 1];
				for (let k = 0; k < 20000; k++) {
					// The direction is critical where square a is parallel to gram a: a sign change of their cross product.
					const at = (turn: number) => {
						const a = [Math.cos((turn * Math.PI) / 10000), Math.sin((turn * Math.PI) / 10000)];
						const g = [gram[0] * a[0] + gram[1] * a[1], gram[2] * a[0] + gram[3] * a[1]];
						const s = [square[0] * a[0] + square[1] * a[1], square[2] * a[0] + square[3] * a[1]];
						return { a, parallel: s[0] * g[1] - s[1] * g[0] };
					};
					if (at(k).parallel * at(k + 1).parallel > 0) continue;
					const { a } = at(k + 0.5);
					const fits = [0, 1, 2, 3, 4].every(
						(i) => a[0] * x[2 * i] + a[1] * x[2 * i + 1] > 0 === on.includes(i),
					);
					if (fits) expected.add(`${pattern}|1`);
				}
			}
			expect([...listed].sort()).toEqual([...expected].sort());
		},
	);

	test("a cone class that the linear program rules out holds no critical point: small case by hand", async () => {
		// x = 1 and x = -1 with one input: a unit is active on one of them, never on both or none.
		const problem = coneTestProblem({ widths: [1, 2, 1], x: [1, -1], y: [2, 1] });
		const { values } = await productCones(problem);
		const rows = values.map(({ samples, units, loss, kind }) => [samples.join(), units, loss, kind]);
		// Two units on the same sample: no dead unit exists, so one unit alone is impossible.
		expect(rows).toEqual([
			["0", 2, 0.5, "minimum"],
			["1", 2, 2, "minimum"],
		]);
	});
});

describe("spurious local minima of one ReLU layer", () => {
	const deadSample = coneTestProblem({ widths: [2, 2, 2], x: [1, 0, 0, 1], y: [2, 0, 0, 1] });
	const nothingDead = coneTestProblem({
		widths: [1, 2, 1],
		x: [-1, 0, 1],
		y: [1, 0, 1],
		biases: [true, false],
	});

	test("a sample that nothing is active on: listed, spurious by the fit in another cone", async () => {
		const { values, complete } = await enumerate(deadSample);
		expect(complete).toBe(false);
		const entry = values.find(({ pattern }) => pattern?.units === 1 && pattern.samples.join() === "0");
		expect(entry).toMatchObject({ loss: 0.5, kind: "minimum", global: "no" });
		expect(values[0]).toMatchObject({ loss: 0, global: "yes" });
		const objective = createObjective(deadSample);
		const theta = Float64Array.of(1, -1, -1, -1, 2, 0, 0, 0);
		const found = classifyPoint(objective, theta);
		expect(found).toMatchObject({
			kind: "minimum",
			strict: "no",
			global: "unknown",
			loss: 0.5,
			method: "closed-form",
		});
		expect(found.reason).toMatch(/the least is 1\.00/);
		objective.release();
	});

	test("nothing dead: spurious once a better point is given", async () => {
		const alone = await enumerate(nothingDead);
		const entry = ({ values }: typeof alone) =>
			values.find(({ pattern }) => pattern?.units === 2 && pattern.samples.length === 3);
		expect(entry(alone)).toMatchObject({ kind: "minimum", global: "unknown" });
		expect(entry(alone)?.loss).toBeCloseTo(1 / 3, 14);
		const told = await enumerate(nothingDead, { better: [1, -1, 0, 0, 1, 1] });
		expect(entry(told)).toMatchObject({
			kind: "minimum",
			global: "no",
			sentence: expect.stringMatching(/spurious/),
		});
		const theta = Float64Array.of(0, 0, 1, 1, 1 / 3, 1 / 3);
		expect(patternVerdict(nothingDead, theta)).toMatchObject({ kind: "minimum", margin: 1 });
	});

	test("on a kink, or with an output bias, nothing is claimed", async () => {
		const boundary = coneTestProblem({ widths: [2, 2, 2], x: [1, 0, 0, 1], y: [2, 0, 0, 1] });
		expect(patternVerdict(boundary, Float64Array.of(1, 0, -1, 0, 2, 0, 0, 0))).toBeNull();
		const biased = coneTestProblem({
			widths: [2, 2, 2],
			x: [1, 0, 0, 1],
			y: [2, 0, 0, 1],
			biases: [false, true],
		});
		expect(patternVerdict(biased, Float64Array.of(1, -1, -1, -1, 2, 0, 0, 0, 0, 0))).toBeNull();
		const objective = createObjective(biased);
		const found = classifyPoint(objective, Float64Array.of(1, -1, -1, -1, 2, 0, 0, 0, 0, 0));
		objective.release();
		expect(["not-critical", "undecided"]).toContain(found.kind);
		await expect(enumerate(biased)).rejects.toThrow(/output layer has a bias/);
	});
});

describe("one output, any patterns", () => {
	test("a silent unit that could help makes a strict saddle", () => {
		// Unit 2 sees sample 2 alone with outgoing weight 0; the residual there is -1.
		const problem = coneTestProblem({ widths: [2, 2, 1], x: [1, 0, 0, 1], y: [1, 1] });
		const theta = Float64Array.of(1, -1, -1, 1, 1, 0);
		// The pull on unit 2 is along its own weights: its outgoing weight has a gradient.
		expect(patternVerdict(problem, theta)).toBeNull();
		// Unit 1 fits sample 3; unit 2 is active on all, and what is left on samples 1 and 2 cancels along its weights.
		const cancelling = coneTestProblem({
			widths: [3, 2, 1],
			x: [1, 0.5, 0, 1, -0.5, 0, 0, 0, 1],
			y: [1, -1, 3],
		});
		const silent = Float64Array.of(-1, 0, 1, 1, 0, 1, 3, 0);
		expect(coneOracle(cancelling, silent).gradient.every((g) => g === 0)).toBe(true);
		const verdict = patternVerdict(cancelling, silent);
		expect(verdict).toMatchObject({ kind: "saddle", form: "one-output" });
		expect(verdict?.value).toBeCloseTo(1, 14);
		const step = verdict?.descent;
		if (!step) throw new Error("no descent");
		expect(
			coneOracle(
				cancelling,
				silent.map((x, i) => x + step[i]),
			).loss,
		).toBeLessThan(1);
		// Second order: 1/2 s^2 (1 + 1 + 1) - s eps < 0 for small s.
		const lower = Float64Array.of(-1, 0, 1, 1, 0.3, 1, 2.99, 0.01);
		expect(coneOracle(cancelling, lower).loss).toBeLessThan(1);
	});
});

test("two groups of units on disjoint samples: the sum of two shallow problems", () => {
	// Samples 1, 2 for unit 1; samples 3, 4 for unit 2; two outputs each, one singular value is left over.
	const problem = coneTestProblem({
		widths: [2, 2, 2],
		x: [1, 0.5, 1, -0.5, -1, 0.5, -1, -0.5],
		y: [2, 1, 2, -1, 3, 0.5, 3, -0.5],
	});
	// Unit 1 fits the constant part of its samples: outputs (2, 0); unit 2: (3, 0).
	const best = Float64Array.of(1, 0, -1, 0, 2, 3, 0, 0);
	const { gradient, loss } = coneOracle(problem, best);
	expect(gradient.every((g) => Math.abs(g) < 1e-15)).toBe(true);
	expect(loss).toBe(1.25);
	expect(patternVerdict(problem, best)).toMatchObject({
		kind: "minimum",
		form: "disjoint-groups",
	});
	expect(patternVerdict(problem, best)?.value).toBeCloseTo(1.25, 14);
	const objective = createObjective(problem);
	const spectrum = symmetricEigen(objective.hessian(best), 8).values;
	expect(spectrum[0]).toBeGreaterThan(-1e-12);
	objective.release();
	// Targets whose sloping part is larger: the same kind of point is a saddle of its group.
	const steep = coneTestProblem({
		widths: [2, 2, 2],
		x: [1, 0.5, 1, -0.5, -1, 0.5, -1, -0.5],
		y: [2, 4, 2, -4, 3, 0.5, 3, -0.5],
	});
	expect(patternVerdict(steep, best)).toMatchObject({ kind: "saddle", form: "disjoint-groups" });
});
