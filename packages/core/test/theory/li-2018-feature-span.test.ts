import fc from "fast-check";
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { floatField } from "../../src/numerics/elementary.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { featureSpan } from "../../src/theory/theorems/li-2018-feature-span.ts";
import { intrinsicDimension } from "../../src/theory/theorems/venturi-2018-intrinsic-dimension.ts";
import { file } from "./judged.ts";
import { reportOf, unmet } from "./judged-directly.ts";

const activations = [
	"tanh",
	"relu",
	"leaky-relu",
	"square",
	"cube",
	"identity",
	"gaussian",
	"sin",
	{ name: "leaky-relu", slope: -1 },
	{ name: "polynomial", coefficients: [0, 1, 0, 2] },
	{ name: "polynomial", coefficients: [1, 0, 3] },
	{ name: "polynomial", coefficients: [1, 1, 1] },
];

/** Floating rank of 60 random features on the data: never above the dimension of their span. */
async function rankSeen(problem: object): Promise<number> {
	const { data, network } = await parseProblem(problem);
	const [{ activation, bias }] = network.branches[0].layers;
	let state = 3;
	const random = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return 3 * (state / 4294967296 - 0.5);
	};
	const columns = Array.from({ length: 60 }, () => {
		const w = Array.from({ length: data.inputs }, random);
		const b = bias ? random() : 0;
		return Array.from({ length: data.samples }, (_, n) => {
			let z = b;
			for (let j = 0; j < data.inputs; j++) z += w[j] * data.x[n * data.inputs + j];
			return activation.definition.derivatives(floatField, z, 0, activation.parameters)[0];
		});
	});
	const values = new SingularValueDecomposition(new Matrix(columns)).diagonal;
	return values.filter((value) => value > 1e-9 * Math.max(values[0], 1e-300)).length;
}

describe("the dimension of the features", () => {
	it("the proved bound is never below the rank of sampled features, and equals it for polynomials (seed 1812)", async () => {
		let exact = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 2, maxLength: 2 }), {
					minLength: 1,
					maxLength: 6,
				}),
				fc.constantFrom(...activations),
				fc.boolean(),
				async (x, activation, bias) => {
					const problem = file(
						x,
						x.map((_, n) => n),
						[{ width: 1, activation, bias }, { width: 1 }],
					);
					const { hypotheses } = await reportOf(featureSpan, problem);
					const bound = hypotheses.at(-1)?.evidence.bound as number;
					const seen = await rankSeen(problem);
					expect(bound, JSON.stringify({ x, activation, bias })).toBeGreaterThanOrEqual(seen);
					const [{ activation: used }] = (await parseProblem(problem)).network.branches[0].layers;
					if (used.properties.polynomialDegree === null) return;
					const { name } = used;
					// Without bias the polynomial 1 + t + t^2 ties its degrees together: the bound need not be met.
					if (bias || name !== "polynomial") {
						expect(bound, JSON.stringify({ x, activation, bias })).toBe(seen);
						exact++;
					}
				},
			),
			{ numRuns: 300, seed: 1812 },
		);
		expect(exact).toBeGreaterThan(60);
	});

	it("counts of monomials bound the rank on any data, and are met on many points", async () => {
		const x = [-3, -2, -1, 0, 1, 2, 3].flatMap((a) => [-2, -1, 0, 1, 2].map((b) => [a, b]));
		for (const [activation, bias] of [
			["square", true],
			["square", false],
			["cube", true],
			["cube", false],
			["identity", true],
			[{ name: "polynomial", coefficients: [1, 1, 1] }, true],
		] as const) {
			const problem = file(
				x,
				x.map((_, n) => n),
				[{ width: 1, activation, bias }, { width: 1 }],
			);
			const { hypotheses } = await reportOf(intrinsicDimension, problem);
			expect(hypotheses.at(-1)?.evidence.dimension).toBe(await rankSeen(problem));
		}
	});

	it("each hypothesis dropped in turn, for both theorems", async () => {
		const on = (layers: readonly object[], more: object = {}) =>
			file([[1], [2], [3]], [1, 0, 2], layers, { ...more });
		const net = (width: number, activation: unknown, more: object = {}) => [
			{ width, activation, ...more },
			{ width: 1 },
		];
		for (const theorem of [featureSpan, intrinsicDimension]) {
			const say = async (problem: object) => unmet(await reportOf(theorem, problem)).map(([id]) => id);
			expect(await say(on(net(3, "square")))).toEqual([]);
			expect(await say(on(net(3, "square"), { regularizer: { "weight-decay": 1e-6 } }))).toEqual([
				"no-penalty",
			]);
			expect(await say(on(net(3, "square"), { noise: { law: "normal", sigma: 0.1 } }))).toContain("no-noise");
			expect(await say(on(net(3, "square", { fixed: "ones" })))).toEqual(["everything-trained"]);
			expect(
				await say(on([{ width: 3, activation: "square" }, { width: 3, activation: "square" }, { width: 1 }])),
			).toContain("one-hidden-layer");
			expect(
				await say(
					on([
						{ width: 3, activation: "square" },
						{ width: 1, activation: "tanh" },
					]),
				),
			).toContain("one-hidden-layer");
			expect(await say(on(net(3, "square"), { shortcut: { width: 1, activation: "tanh" } }))).toContain(
				"one-hidden-layer",
			);
			expect((await say(on(net(2, "square")))).length).toBe(1);
		}
	});
});
