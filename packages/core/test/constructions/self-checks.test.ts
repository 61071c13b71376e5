import { describe, expect, it } from "vitest";
import { selfChecks } from "../../src/constructions/checks/registry.ts";
import type { CheckResult, Claim, Construct } from "../../src/constructions/construction.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";

async function checksOf(
	file: Record<string, unknown>,
	theta: readonly number[],
	claim: Partial<Claim>,
	more: Partial<Construct> = {},
): Promise<CheckResult[]> {
	const objective = createObjective(await parseProblem(file));
	const construct: Construct = {
		file,
		theta: Float64Array.from(theta),
		claim: {
			kind: "local-minimum",
			loss: null,
			trainingError: null,
			nullity: null,
			kinked: false,
			radius: 0.1,
			...claim,
		},
		sentence: "A claim under test.",
		better: null,
		path: null,
		...more,
	};
	try {
		return selfChecks.flatMap((check) => [...check({ objective, construct, seed: 1 })]);
	} finally {
		objective.release();
	}
}

const failed = (checks: readonly CheckResult[]) =>
	checks.filter(({ passed }) => !passed).map(({ what }) => what);

/** L = 1/2 (w v - 1)^2: minima on w v = 1, a strict saddle at 0. */
const product = {
	lossatlas: 1,
	data: { inline: { x: [[1]], y: [1] } },
	network: {
		layers: [
			{ width: 1, activation: "identity", bias: false },
			{ width: 1, bias: false },
		],
	},
	loss: { name: "squared" },
};

describe("self-checks of constructions reject false claims", () => {
	it("and accept true ones", async () => {
		expect(failed(await checksOf(product, [1, 1], { loss: 0, nullity: 1 }))).toEqual([]);
		expect(failed(await checksOf(product, [0, 0], { kind: "strict-saddle", loss: 0.5, nullity: 0 }))).toEqual(
			[],
		);
	});

	it("a saddle passed off as a local minimum: Hessian, perturbations and descent object", async () => {
		expect(failed(await checksOf(product, [0, 0], {}))).toEqual([
			expect.stringContaining("smallest eigenvalue"),
			expect.stringContaining("random perturbations"),
			expect.stringContaining("by descent"),
		]);
	});

	it("a point that is not critical, a wrong value, a wrong nullity, a family called strict", async () => {
		expect(failed(await checksOf(product, [1, 1.1], {}))).toContainEqual(expect.stringContaining("gradient"));
		expect(failed(await checksOf(product, [1, 1], { loss: 0.1 }))).toEqual([
			expect.stringContaining("claimed value"),
		]);
		expect(failed(await checksOf(product, [1, 1], { nullity: 0 }))).toEqual([
			expect.stringContaining("zero eigenvalues"),
		]);
		expect(failed(await checksOf(product, [1, 1], { kind: "strict-local-minimum" }))).toEqual([
			expect.stringContaining("zero eigenvalues"),
		]);
	});

	it("a minimum passed off as a saddle, and a better point that is not better", async () => {
		expect(failed(await checksOf(product, [1, 1], { kind: "strict-saddle" }))).toEqual([
			expect.stringContaining("claimed negative"),
			expect.stringContaining("claimed negative"),
		]);
		const better = Float64Array.of(2, 0.5);
		expect(failed(await checksOf(product, [1, 1], {}, { better }))).toEqual([
			expect.stringContaining("better point"),
		]);
	});

	it("a tempting ReLU point that is no local minimum (X = I, Y = diag(2, 1)): one-sided tests, perturbations and descent object", async () => {
		const file = {
			lossatlas: 1,
			data: {
				inline: {
					x: [
						[1, 0],
						[0, 1],
					],
					y: [
						[2, 0],
						[0, 1],
					],
				},
			},
			network: {
				layers: [
					{ width: 2, activation: "relu", bias: false },
					{ width: 2, bias: false },
				],
			},
			loss: { name: "squared" },
		};
		const checks = await checksOf(file, [1, 0, -1, 0, 2, 0, 0, 0], { kinked: true, loss: 0.25 });
		expect(failed(checks)).toEqual([
			expect.stringContaining("one-sided tests"),
			expect.stringContaining("random perturbations"),
			expect.stringContaining("by descent"),
		]);
	});

	it("a misclassification that rests on ties", async () => {
		const file = {
			lossatlas: 1,
			data: { inline: { x: [[1], [2]], y: [1, -1] } },
			network: { layers: [{ width: 1, bias: false }] },
			loss: { name: "logistic" },
		};
		expect(failed(await checksOf(file, [0], { kind: "path", trainingError: 0.5 }))).toEqual([
			expect.stringContaining("ties"),
		]);
	});

	it("a path that rises, and one that ends above the infimum", async () => {
		const path = (values: number[], infimum: number) => ({
			theta: Float64Array.from(values),
			points: values.length / 2,
			loss: new Float64Array(values.length / 2),
			stages: [],
			infimum,
			attained: true,
		});
		const claim = { kind: "path" as const };
		const falling = [0.5, 1, 0.7, 1, 1, 1];
		expect(failed(await checksOf(product, [0.5, 1], claim, { path: path(falling, 0) }))).toEqual([]);
		expect(
			failed(await checksOf(product, [0.5, 1], claim, { path: path([0.7, 1, 0.6, 1, 1, 1], 0) })),
		).toEqual([expect.stringContaining("upward step")]);
		expect(failed(await checksOf(product, [0.5, 1], claim, { path: path([0.5, 1, 0.9, 1], 0) }))).toEqual([
			expect.stringContaining("infimum"),
		]);
	});
});
