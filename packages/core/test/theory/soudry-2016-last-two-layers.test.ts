import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { lastTwoLayers as theorem } from "../../src/theory/theorems/soudry-2016-last-two-layers.ts";
import { file } from "./judged.ts";
import { reportOf, unmet } from "./judged-directly.ts";

const leaky = { name: "leaky-relu", slope: 0.1 };
const inputs = [
	[1, 2],
	[2, -1],
	[-1, 1],
	[3, 1],
	[1, -2],
	[0.5, 1],
	[-2, 0.3],
];
const chain = (widths: readonly number[], frozen = widths.length - 1, more: object = {}) => [
	...widths.map((width, l) => ({
		width,
		activation: leaky,
		bias: false,
		...(l < frozen ? { fixed: { init: "normal", seed: l + 1 } } : {}),
		...more,
	})),
	{ width: 1, bias: false },
];
const on = (samples: number, layers: readonly object[], seed = 1, more: object = {}) =>
	file(
		inputs.slice(0, samples),
		inputs.slice(0, samples).map((_, n) => n),
		layers,
		{ noise: { law: "normal", sigma: 0.3, seed }, ...more },
	);

/** Least singular value on the sample side of the columns a_n (x) v_n of the last hidden layer at random weights. */
async function leastSingularValue(problem: object, seed: number): Promise<number> {
	const parsed = await parseProblem(problem);
	const objective = createObjective(parsed);
	let state = seed;
	const theta = Float64Array.from({ length: objective.parameters }, () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 4294967296 - 0.5;
	});
	// With outgoing weights 1 the derivative of output n in W_(L-1) is a_n (x) v_n.
	const { layers } = parsed.network.branches[0];
	const last = layers[layers.length - 2];
	for (let i = 0; i < last.width; i++) theta[last.width * last.inputs + i] = 1;
	const jacobian = objective.jacobian(theta);
	const columns = last.width * last.inputs;
	const rows = Array.from({ length: parsed.data.samples }, (_, n) =>
		Array.from(jacobian.subarray(n * objective.parameters, n * objective.parameters + columns)),
	);
	objective.release();
	if (rows.length > columns) return 0;
	return Math.min(...new SingularValueDecomposition(new Matrix(rows).transpose()).diagonal);
}

describe("the last two of several layers, the others frozen", () => {
	it("full rank seen at random weights for many draws of the noise exactly while N <= d_(L-2) d_(L-1)", async () => {
		for (const [widths, samples] of [
			[[3, 2], 6],
			[[2, 3], 5],
			[[5, 1], 5],
			[[4, 1, 6], 6],
			[[2, 2, 2], 4],
		] as const) {
			for (const seed of [1, 2, 3, 4, 5, 6]) {
				const problem = on(samples, chain(widths), seed);
				expect(unmet(await reportOf(theorem, problem))).toEqual([]);
				expect(await leastSingularValue(problem, seed)).toBeGreaterThan(1e-8);
			}
			const product = widths[widths.length - 2] * widths[widths.length - 1];
			if (product + 1 > inputs.length) continue;
			const crowded = on(product + 1, chain(widths));
			expect(unmet(await reportOf(theorem, crowded))).toEqual([["last-two-widths", "fails"]]);
			expect(await leastSingularValue(crowded, 1)).toBe(0);
		}
	});

	it("concludes for almost every noise, never for the stored draw", async () => {
		expect((await reportOf(theorem, on(6, chain([3, 2])))).conclusions).toMatchObject([
			{ question: "bad-differentiable-local-minimum", answer: "excluded", for: "almost-every-noise" },
		]);
	});

	it("each hypothesis dropped in turn", async () => {
		const say = async (problem: object) => unmet(await reportOf(theorem, problem));
		const first = "frozen-lower-layers";
		const [low, high, out] = chain([3, 2]);
		expect(await say(on(6, chain([3, 2], 0)))).toEqual([[first, "fails"]]);
		expect(await say(on(6, chain([3, 2], 2)))).toEqual([[first, "fails"]]);
		expect(await say(on(6, chain([2, 3, 2], 1)))).toEqual([[first, "fails"]]);
		expect(await say(on(6, [low, { ...high, bias: true }, out]))).toEqual([[first, "fails"]]);
		expect(await say(on(6, [low, high, { width: 1, bias: true }]))).toEqual([[first, "fails"]]);
		expect(await say(on(6, [low, { ...high, activation: "relu" }, out]))).toEqual([[first, "fails"]]);
		expect(await say(on(6, [low, { ...high, activation: "tanh" }, out]))).toEqual([[first, "fails"]]);
		expect(await say(on(6, [{ ...low, fixed: { values: [1, 2.5, 0, 0, 1, -7] } }, high, out]))).toEqual([
			[first, "fails"],
		]);
		expect(await say(on(2, [{ width: 3, activation: leaky, bias: false }, out]))).toContainEqual([
			first,
			"fails",
		]);
		expect(await say(on(6, chain([3, 2]), 1, { loss: "huber" }))).toEqual([["squared-loss", "fails"]]);
		expect(await say(on(6, chain([3, 2]), 1, { regularizer: { "weight-decay": 0.1 } }))).toEqual([
			["no-penalty", "fails"],
		]);
		expect(await say(on(6, chain([3, 2]), 1, { noise: { law: "bernoulli", keep: 0.7 } }))).toEqual([
			["continuous-noise", "fails"],
		]);
		expect(await say(on(6, chain([3, 2]), 1, { noise: { law: "normal", sigma: 0 } }))).toEqual([
			["continuous-noise", "fails"],
		]);
	});
});
