import { expect, test } from "vitest";
import { parseProblem } from "../../src/problem/parse.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { array, failure, smallProblem, sourceOf } from "./problem-files.ts";

const network = (value: Record<string, unknown>) => parseProblem({ ...smallProblem, network: value });
const layers = [{ width: 2, activation: "tanh" }, { width: 1 }];

test("theta: per layer weights then biases, then shortcut w, b, a, a0, then exponential w, b, a", async () => {
	const problem = await network({
		layers: [{ width: 3, activation: "tanh" }, { width: 2, activation: "relu", bias: false }, { width: 1 }],
		shortcut: { width: 4, activation: "softplus" },
		"exponential-neuron": { penalty: 0.5 },
	});
	const blocks = problem.network.blocks.map(({ name, offset, rows, columns }) => [
		name,
		offset,
		rows,
		columns,
	]);
	expect(blocks).toEqual([
		["layers.0.weight", 0, 3, 2],
		["layers.0.bias", 6, 3, 1],
		["layers.1.weight", 9, 2, 3],
		["layers.2.weight", 15, 1, 2],
		["layers.2.bias", 17, 1, 1],
		["shortcut.weight", 18, 4, 2],
		["shortcut.bias", 26, 4, 1],
		["shortcut.output", 30, 1, 4],
		["shortcut.offset", 34, 1, 1],
		["exponential.weight", 35, 1, 2],
		["exponential.bias", 37, 1, 1],
		["exponential.output", 38, 1, 1],
	]);
	expect(problem.network.parameters).toBe(39);
	expect(problem.exponentialPenalty).toBe(0.5);
	expect(problem.network.branches.map(({ role }) => role)).toEqual(["main", "shortcut", "exponential"]);
});

test("a shortcut without biases keeps its offset", async () => {
	const { network: found } = await network({
		layers,
		shortcut: { width: 2, activation: "tanh", bias: false },
	});
	const names = found.blocks.filter(({ branch }) => branch === 1).map(({ name }) => name);
	expect(names).toEqual(["shortcut.weight", "shortcut.output", "shortcut.offset"]);
});

test("fixed layers are constants outside theta", async () => {
	const ones = await network({ layers: [{ ...layers[0], fixed: "ones" }, layers[1]] });
	expect([...(ones.network.branches[0].layers[0].fixed as Float64Array)]).toEqual([1, 1, 1, 1, 0, 0]);
	expect(ones.network.parameters).toBe(3);
	expect(ones.network.blocks.map(({ offset }) => offset)).toEqual([-1, -1, 0, 2]);
	const given = await network({
		layers: [{ ...layers[0], fixed: { values: [1, 2, 3, 4, 5, 6] } }, layers[1]],
	});
	expect([...(given.network.branches[0].layers[0].fixed as Float64Array)]).toEqual([1, 2, 3, 4, 5, 6]);
});

test("drawn constants: their deviations, the same unit at any width", async () => {
	const draw = async (init: string, width: number, more: Record<string, unknown> = {}) => {
		const layer = { width, activation: "tanh", fixed: { init, scale: 2, ...more } };
		const { network: found } = await network({ layers: [layer, { width: 1 }] });
		return found.branches[0].layers[0].fixed as Float64Array;
	};
	const width = 2000;
	const deviation = (values: Float64Array) =>
		Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
	const exact = { normal: 1, glorot: Math.sqrt(2 / (width + 2)), he: 1 };
	for (const [init, value] of Object.entries(exact)) {
		const values = await draw(init, width);
		expect(Math.abs(deviation(values.subarray(0, 2 * width)) / (2 * value) - 1)).toBeLessThan(
			5 / Math.sqrt(4 * width),
		);
		const biases = deviation(values.subarray(2 * width));
		if (init === "normal") expect(Math.abs(biases / 2 - 1)).toBeLessThan(5 / Math.sqrt(2 * width));
		else expect(biases).toBe(0);
	}
	const narrow = await draw("normal", 3);
	expect([...narrow.subarray(0, 6)]).toEqual([...(await draw("normal", 5)).subarray(0, 6)]);
	expect([...narrow]).not.toEqual([...(await draw("normal", 3, { seed: 2 }))]);
});

test("constants from a file, by the number of the layer", async () => {
	const source = sourceOf([
		array("layers.0.bias", [2], [5, 6]),
		array("layers.0.weight", [2, 2], [1, 2, 3, 4]),
	]);
	const request = {
		...smallProblem,
		network: { layers: [{ ...layers[0], fixed: { file: "point.npz" } }, layers[1]] },
	};
	const { network: found } = await parseProblem(request, { source });
	expect([...(found.branches[0].layers[0].fixed as Float64Array)]).toEqual([1, 2, 3, 4, 5, 6]);
	const missing = await failure(request, { source: sourceOf([array("other", [1], [1])]) });
	expect(missing.message).toMatch(/no array "layers\.0\.weight"/);
	const infinite = sourceOf([
		array("layers.0.weight", [2, 2], [1, 2, 3, Infinity]),
		array("layers.0.bias", [2], [5, 6]),
	]);
	expect((await failure(request, { source: infinite })).message).toMatch(/Constant 3.*Infinity/);
});

test("noise: one fixed factor per hidden unit and sample, none on the output or the shortcut", async () => {
	const samples = 3000;
	const data = { builtin: { name: "gaussian", samples, inputs: 2 } };
	const make = (noise: Record<string, unknown>): Promise<Problem> =>
		parseProblem({
			...smallProblem,
			data,
			network: {
				layers: [{ width: 2, activation: "tanh" }, { width: 3, activation: "tanh" }, { width: 1 }],
				shortcut: { width: 2, activation: "tanh" },
				noise,
			},
		});
	/** Mean and variance of the factors: 1 and the variance of the law. */
	const laws: [Record<string, unknown>, number][] = [
		[{ law: "normal", sigma: 0.3, seed: 7 }, 0.09],
		[{ law: "uniform", sigma: 0.3, seed: 7 }, 0.09],
		[{ law: "bernoulli", keep: 0.8, seed: 7 }, 0.25],
	];
	for (const [noise, variance] of laws) {
		const { network: found } = await make(noise);
		const [first, second, output] = found.branches[0].layers.map((layer) => layer.noise);
		expect([first?.length, second?.length, output]).toEqual([2 * samples, 3 * samples, null]);
		expect(found.branches[1].layers.every((layer) => layer.noise === null)).toBe(true);
		const all = [...(first as Float64Array), ...(second as Float64Array)];
		const mean = all.reduce((sum, v) => sum + v, 0) / all.length;
		const square = all.reduce((sum, v) => sum + (v - mean) ** 2, 0) / all.length;
		expect(Math.abs(mean - 1)).toBeLessThan(5 * Math.sqrt(variance / all.length));
		expect(Math.abs(square / variance - 1)).toBeLessThan(0.1);
		expect(new Set([first?.[0], first?.[samples], second?.[0], second?.[samples]]).size).toBeGreaterThan(1);
		const again = await make(noise);
		expect([...(again.network.branches[0].layers[0].noise as Float64Array)]).toEqual([
			...(first as Float64Array),
		]);
	}
	const uniform = await make({ law: "uniform", sigma: 0.3 });
	const bound = 0.3 * Math.sqrt(3);
	for (const value of uniform.network.branches[0].layers[0].noise as Float64Array)
		expect(Math.abs(value - 1)).toBeLessThanOrEqual(bound);
	const { network: kept } = await make({ law: "bernoulli", keep: 0.8 });
	expect(new Set(kept.branches[0].layers[0].noise)).toEqual(new Set([0, 1.25]));
});

test("activations and losses by name or with parameters", async () => {
	const problem = await parseProblem({
		...smallProblem,
		network: {
			layers: [
				{ width: 2, activation: { name: "leaky-relu", slope: 0.1 } },
				{ width: 2, activation: { name: "polynomial", coefficients: [0, 1, 2] } },
				{ width: 1 },
			],
		},
		loss: { name: "huber", delta: 2 },
		regularizer: { "weight-decay": 0.25 },
		reduction: "sum",
	});
	const found = problem.network.branches[0].layers.map(({ activation }) => [
		activation.name,
		activation.parameters,
	]);
	expect(found).toEqual([
		["leaky-relu", [0.1]],
		["polynomial", [0, 1, 2]],
		["identity", []],
	]);
	expect([problem.loss.name, problem.loss.parameters]).toEqual(["huber", [2]]);
	expect([problem.weightDecay, problem.reduction]).toEqual([0.25, "sum"]);
});
