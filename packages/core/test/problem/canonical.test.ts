import fc from "fast-check";
import { expect, test } from "vitest";
import { parseProblem } from "../../src/problem/parse.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { smallProblem } from "./problem-files.ts";

/** What the objective depends on; labels and class names serve people. */
function numbers({ data, network, ...rest }: Problem): unknown {
	return {
		x: [...data.x],
		y: [...data.y],
		weights: data.weights && [...data.weights],
		layers: network.branches.map(({ role, layers }) => [
			role,
			layers.map(({ width, inputs, bias, fixed, noise, activation }) => [
				width,
				inputs,
				bias,
				fixed && [...fixed],
				noise && [...noise],
				activation.name,
				activation.parameters,
			]),
		]),
		blocks: network.blocks,
		loss: [rest.loss.name, rest.loss.parameters],
		rest: [rest.reduction, rest.weightDecay, rest.exponentialPenalty],
	};
}

const activation = fc.constantFrom(
	"tanh",
	"identity",
	"softplus",
	{ name: "leaky-relu", slope: 0.1 },
	{ name: "polynomial", coefficients: [0, 1, -0.5] },
);
const layer = fc.record({
	width: fc.integer({ min: 1, max: 3 }),
	activation,
	bias: fc.boolean(),
	fixed: fc.constantFrom(undefined, "ones" as const, { init: "he", scale: 0.5, seed: 3 }),
});
const problem = fc.record({
	hidden: fc.array(layer, { maxLength: 2 }),
	data: fc.constantFrom(
		{ builtin: { name: "two-moons", samples: 9 }, limit: 7, standardize: true },
		{
			builtin: { name: "penguins", classes: ["Gentoo", "Adelie"] },
			sample: { count: 9, seed: 2 },
			standardize: true,
		},
		{
			inline: {
				x: [
					[-0, 1],
					[2, -0],
				],
				y: [1, -1],
				weights: [2, 0.5],
			},
		},
	),
	shortcut: fc.constantFrom(
		undefined,
		{ width: 2, activation: "sigmoid" },
		{ width: 1, activation: { name: "elu" }, bias: false },
	),
	noise: fc.constantFrom(undefined, { law: "normal", sigma: 0.2 }, { law: "bernoulli", keep: 0.5, seed: 9 }),
	neuron: fc.constantFrom(undefined, {}, { penalty: 0.1 }),
	loss: fc.constantFrom(
		{ name: "squared" },
		{ name: "logistic" },
		{ name: "hinge-power", power: 3 },
		{ name: "huber" },
	),
	reduction: fc.constantFrom("mean", "sum"),
	regularizer: fc.constantFrom(undefined, {}, { "weight-decay": 0.001 }),
});

test("the canonical form is a problem file of the same problem, bit for bit, and its own canonical form", async () => {
	await fc.assert(
		fc.asyncProperty(problem, async ({ hidden, shortcut, noise, neuron, ...rest }) => {
			const file = JSON.parse(
				JSON.stringify({
					lossatlas: 1,
					network: { layers: [...hidden, { width: 1 }], shortcut, noise, "exponential-neuron": neuron },
					...rest,
				}),
			);
			const first = await parseProblem(file);
			const second = await parseProblem(JSON.stringify(first.canonical));
			expect(numbers(second)).toEqual(numbers(first));
			expect(second.canonical).toEqual(first.canonical);
		}),
		{ seed: 22, numRuns: 80 },
	);
});

test("it holds numbers and defaults, no name, no path, no seed of the data, no -0", async () => {
	const { canonical } = await parseProblem({
		...smallProblem,
		data: {
			inline: {
				x: [
					[-0, 1],
					[2, -0],
				],
				y: [-0, 1],
			},
		},
	});
	expect(JSON.stringify(canonical)).toBe(
		JSON.stringify({
			lossatlas: 1,
			data: {
				inline: {
					x: [
						[0, 1],
						[2, 0],
					],
					y: [0, 1],
				},
			},
			network: {
				layers: [
					{ width: 2, activation: { name: "tanh" }, bias: true },
					{ width: 1, activation: { name: "identity" }, bias: true },
				],
			},
			loss: { name: "squared" },
			reduction: "mean",
			regularizer: { "weight-decay": 0 },
		}),
	);
	const built = await parseProblem({ ...smallProblem, name: "a", data: { builtin: { name: "xor" } } });
	const x = [
		[0, 0],
		[0, 1],
		[1, 0],
		[1, 1],
	];
	const written = await parseProblem({
		...smallProblem,
		name: "b",
		data: { inline: { x, y: [-1, 1, 1, -1] } },
	});
	expect(built.canonical).toEqual(written.canonical);
});
