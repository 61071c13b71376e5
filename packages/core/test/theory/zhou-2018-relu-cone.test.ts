import fc from "fast-check";
import { Matrix, pseudoInverse } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { reluConeTheorem as theorem } from "../../src/theory/theorems/zhou-2018-relu-cone.ts";
import { file } from "./judged.ts";
import { lookAround, reportOf, unmet } from "./judged-directly.ts";

type Rows = readonly (readonly number[])[];

const bare = (
	x: Rows,
	y: readonly (number | readonly number[])[],
	width = 2,
	bias = false,
	more: object = {},
) =>
	file(
		x,
		y,
		[
			{ width, activation: "relu", bias },
			{ width: Array.isArray(y[0]) ? y[0].length : 1, bias: false },
		],
		{ ...more },
	);

/** Least sum of 1/2 weight |B x - y|^2 over the active samples by a pseudo-inverse, plus 1/2 weight |y|^2 of the others. */
function leastSquares(x: Rows, y: Rows, weights: readonly number[], active: readonly boolean[]): number {
	let value = 0;
	const rows = x.flatMap((row, i) => (active[i] ? [row.map((v) => v * Math.sqrt(weights[i]))] : []));
	const targets = y.flatMap((row, i) => (active[i] ? [row.map((v) => v * Math.sqrt(weights[i]))] : []));
	y.forEach((row, i) => {
		if (!active[i]) value += 0.5 * weights[i] * row.reduce((sum, v) => sum + v * v, 0);
	});
	if (rows.length === 0) return value;
	const a = new Matrix(rows);
	const t = new Matrix(targets);
	const residual = Matrix.sub(a.mmul(pseudoInverse(a).mmul(t)), t);
	return value + 0.5 * residual.to1DArray().reduce((sum, v) => sum + v * v, 0);
}

describe("cones of a ReLU layer without output bias", () => {
	it("a bad differentiable local minimum where all units can be dead, its numbers exact", async () => {
		const problem = bare(
			[
				[1, 1],
				[2, 1],
				[3, 1],
			],
			[1, 0, 2],
		);
		const report = await reportOf(theorem, problem);
		expect(report.applies).toBe("yes");
		const witness = report.conclusions[0].witness;
		expect(witness?.exactness).toBe("exact");
		const objective = createObjective(await parseProblem(problem));
		const theta = Float64Array.from(witness?.point ?? []);
		expect(Math.max(...objective.preactivations(theta).slice(0, 2))).toBeLessThan(0);
		expect(objective.value(theta)).toBeCloseTo(5 / 6, 14);
		objective.release();
		const seen = await lookAround(problem, report, 0.01);
		expect(seen.gradientNorm).toBe(0);
		expect(seen.lowest).toBe(0);
		expect(seen.better).toBeLessThan(0.7);
	});

	it("x = (1, -1), where no unit can be dead on both: fitting the smaller target is a bad local minimum", async () => {
		for (const width of [1, 2, 7]) {
			const problem = bare([[1], [-1]], [1, 2], width);
			const report = await reportOf(theorem, problem);
			expect(report.applies).toBe("yes");
			const seen = await lookAround(problem, report, 0.01);
			// Fitting y = 1 leaves 1/2 2^2 / 2, fitting y = 2 leaves 1/2 1^2 / 2.
			expect(seen.loss).toBeCloseTo(1, 13);
			expect(seen.better).toBeCloseTo(0.25, 13);
			expect(seen.gradientNorm).toBeLessThan(1e-13);
			expect(seen.lowest).toBeGreaterThan(-1e-15);
		}
	});

	it("random inputs around the origin, weights, one or two outputs: least-squares values of the witness's own patterns", async () => {
		let applied = 0;
		const integers = (n: number) => fc.array(fc.integer({ min: -4, max: 4 }), { minLength: n, maxLength: n });
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 2 }),
				fc.array(integers(2), { minLength: 3, maxLength: 5 }),
				fc.array(integers(2), { minLength: 5, maxLength: 5 }),
				fc.boolean(),
				async (outputs, x, targets, weighted) => {
					// Both sides of every input: no unit can be dead on all samples.
					const rows = [...x, ...x.map((row) => row.map((v) => -v))].filter((row) =>
						row.some((v) => v !== 0),
					);
					fc.pre(rows.length > 0);
					const y = rows.map((_, i) => targets[i % targets.length].slice(0, outputs).map((v) => v + (i % 3)));
					const weights = rows.map((_, i) => (weighted ? 1 + (i % 3) : 1));
					const problem = bare(rows, outputs === 1 ? y.map(([v]) => v) : y, outputs + 1, false, {
						weights,
						reduction: "sum",
					});
					const report = await reportOf(theorem, problem);
					if (report.applies !== "yes") return;
					applied++;
					const parsed = await parseProblem(problem);
					const objective = createObjective(parsed);
					const { witness } = report.conclusions[0];
					const values = [witness?.point, witness?.better?.point].map((point) => {
						const theta = Float64Array.from(point ?? []);
						const z = objective.preactivations(theta);
						const units = outputs + 1 + outputs;
						const active = rows.map((_, i) => z[i * units] > 0);
						rows.forEach((_, i) => {
							for (let j = 0; j <= outputs; j++) expect(z[i * units + j] > 0).toBe(active[i]);
						});
						const expected = leastSquares(rows, y, weights, active);
						expect(objective.value(theta)).toBeCloseTo(expected, 8);
						return expected;
					});
					objective.release();
					expect(values[0]).toBeGreaterThan(values[1]);
					const seen = await lookAround(problem, report, 1e-4);
					expect(seen.gradientNorm).toBeLessThan(1e-8);
					expect(seen.lowest).toBeGreaterThan(-1e-9 * (1 + seen.loss));
				},
			),
			{ numRuns: 60, seed: 20180301 },
		);
		expect(applied).toBeGreaterThan(40);
	});

	it("each hypothesis dropped in turn", async () => {
		const say = async (problem: object) => unmet(await reportOf(theorem, problem));
		expect(await say(bare([[1], [-1]], [1, 2], 2, true))).toEqual([]);
		expect(await say(bare([[1], [2]], [0, 0]))).toEqual([["bad-cone", "fails"]]);
		// Both cones leave 1/2: nothing better is known, and nothing is claimed.
		expect(await say(bare([[1], [-1]], [1, 1]))).toEqual([["bad-cone", "undecided"]]);
		expect(
			await say(file([[1], [2]], [1, 1], [{ width: 2, activation: "relu" }, { width: 1 }])),
		).toContainEqual(["relu-without-output-bias", "fails"]);
		expect(
			await say(bare([[1], [-1]], [1, 2], 2, false, { regularizer: { "weight-decay": 0.1 } })),
		).toContainEqual(["relu-without-output-bias", "fails"]);
		expect(await say(bare([[1], [-1]], [1, 2], 2, false, { loss: "absolute" }))).toContainEqual([
			"relu-without-output-bias",
			"fails",
		]);
	});

	it("targets orthogonal to all features: the dead cone is global, and not called bad", async () => {
		// One input direction: every output is a multiple of (1, 2), and <y, (1, 2)> = 0.
		expect(unmet(await reportOf(theorem, bare([[1], [2]], [2, -1])))).toEqual([["bad-cone", "undecided"]]);
	});
});
