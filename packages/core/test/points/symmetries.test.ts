import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { probeNumbers } from "../../src/points/probe-numbers.ts";
import { symmetriesOf } from "../../src/points/symmetries.ts";
import { activation } from "../../src/problem/formula/activations.ts";
import { referenceObjective } from "../oracle/reference-objective.ts";
import { buildProblem, type ProblemSketch, point, rows } from "./build-problem.ts";

const x = rows(7, 2, 1);
const y = rows(7, 1, 2);
const labels = y.map(([t]) => [t < 0 ? -1 : 1]);
const out = { width: 1, activation: "identity" } as const;
const net = (name: string | readonly [string, ...number[]], width = 3) => [{ width, activation: name }, out];

/** Problems with the symmetries that theory says they have, in a word each. */
const table: readonly {
	readonly what: string;
	readonly sketch: ProblemSketch;
	readonly expected: readonly string[];
}[] = [
	{
		what: "tanh",
		sketch: { x, y, layers: net("tanh") },
		expected: ["exchanges", "sign flips"],
	},
	{
		what: "softplus",
		sketch: { x, y, layers: net("softplus") },
		expected: ["exchanges"],
	},
	{
		what: "sigmoid",
		sketch: { x, y, layers: net("sigmoid") },
		expected: ["exchanges", "sign flips"],
	},
	{
		what: "sigmoid, weight decay: the offset's price changes",
		sketch: { x, y, layers: net("sigmoid"), weightDecay: 0.01 },
		expected: ["exchanges"],
	},
	{
		what: "sigmoid without a bias to take the offset",
		sketch: {
			x,
			y,
			layers: [
				{ width: 3, activation: "sigmoid" },
				{ ...out, bias: false },
			],
		},
		expected: ["exchanges"],
	},
	{
		what: "sigmoid, noise: the offset is not the same for all samples",
		sketch: {
			x,
			y,
			layers: [{ width: 3, activation: "sigmoid", noise: true }, out],
		},
		expected: [],
	},
	{
		what: "tanh, noise",
		sketch: {
			x,
			y,
			layers: [{ width: 3, activation: "tanh", noise: true }, out],
		},
		expected: ["sign flips"],
	},
	{
		what: "gaussian",
		sketch: { x, y, layers: net("gaussian") },
		expected: ["exchanges", "sign flips"],
	},
	{
		what: "gaussian, outgoing weights fixed",
		sketch: {
			x,
			y,
			layers: [
				{ width: 3, activation: "gaussian" },
				{ ...out, fixed: 3 },
			],
		},
		expected: ["sign flips"],
	},
	{
		what: "tanh, incoming weights fixed",
		sketch: { x, y, layers: [{ width: 3, activation: "tanh", fixed: 3 }, out] },
		expected: [],
	},
	{
		what: "sin",
		sketch: { x, y, layers: net("sin") },
		expected: ["exchanges", "sign flips", "half a period"],
	},
	{
		what: "sin, weight decay",
		sketch: { x, y, layers: net("sin"), weightDecay: 0.1 },
		expected: ["exchanges", "sign flips"],
	},
	{
		what: "relu",
		sketch: { x, y, layers: net("relu") },
		expected: ["exchanges", "scaling"],
	},
	{
		what: "relu, weight decay",
		sketch: { x, y, layers: net("relu"), weightDecay: 0.1 },
		expected: ["exchanges"],
	},
	{
		what: "relu, noise",
		sketch: {
			x,
			y,
			layers: [{ width: 3, activation: "relu", noise: true }, out],
		},
		expected: ["scaling"],
	},
	{
		what: "cube",
		sketch: { x, y, layers: net("cube") },
		expected: ["exchanges", "sign flips", "scaling"],
	},
	{
		what: "square",
		sketch: { x, y, layers: net("square") },
		expected: ["exchanges", "sign flips", "scaling"],
	},
	{
		what: "exp",
		sketch: { x, y, layers: net("exp") },
		expected: ["exchanges", "shifts of biases against"],
	},
	{
		what: "polynomial odd up to a constant",
		sketch: { x, y, layers: net(["polynomial", 0.5, 1, 0, 0.25]) },
		expected: ["exchanges", "sign flips"],
	},
	{
		what: "linear",
		sketch: { x, y, layers: net("identity") },
		expected: ["linear mixing"],
	},
	{
		what: "linear, weight decay",
		sketch: { x, y, layers: net("identity"), weightDecay: 0.1 },
		expected: ["rotations"],
	},
	{
		what: "one linear unit, weight decay",
		sketch: { x, y, layers: [{ width: 1, activation: "identity" }, out], weightDecay: 0.1 },
		expected: ["sign flips"],
	},
	{
		what: "cross-entropy",
		sketch: {
			x,
			y: y.map(([t]) => (t < 0 ? [1, 0, 0] : [0, 0.5, 0.5])),
			layers: [
				{ width: 2, activation: "softplus" },
				{ width: 3, activation: "identity" },
			],
			loss: "cross-entropy",
		},
		expected: ["exchanges", "shift of all outputs"],
	},
	{
		what: "deep, each layer its own",
		sketch: {
			x,
			y: labels,
			layers: [
				{ width: 2, activation: "tanh" },
				{ width: 2, activation: "relu" },
				{ width: 3, activation: "softplus", bias: false },
				out,
			],
			loss: "logistic",
		},
		expected: ["exchanges", "sign flips", "exchanges", "scaling", "exchanges"],
	},
	{
		what: "shortcut and main branch apart, their offsets joined",
		sketch: {
			x,
			y,
			layers: net("tanh"),
			shortcut: { width: 2, activation: "softplus" },
		},
		expected: ["exchanges", "sign flips", "exchanges", "output bias against"],
	},
	{
		what: "exponential neuron without penalty",
		sketch: { x, y, layers: [out], exponentialPenalty: 0 },
		expected: ["shifts of biases against"],
	},
	{
		what: "exponential neuron with penalty",
		sketch: { x, y, layers: [out], exponentialPenalty: 0.1 },
		expected: [],
	},
	{
		what: "a constant input, and one that is the sum of others",
		sketch: {
			x: x.map(([a, b]) => [a, 3, b, a + b]),
			y,
			layers: net("softplus"),
		},
		expected: ["exchanges", "2 directions of the inputs"],
	},
	{
		what: "the same without a bias: a constant input is no null direction",
		sketch: {
			x: x.map(([a, b]) => [a, 3, b, a + b]),
			y,
			layers: [{ width: 3, activation: "softplus", bias: false }, out],
		},
		expected: ["exchanges", "1 directions of the inputs"],
	},
];

describe("symmetriesOf", () => {
	for (const { what, sketch, expected } of table)
		it(`${what}: ${expected.join(", ") || "none"}`, () => {
			const problem = buildProblem(sketch);
			const { generators, notes } = symmetriesOf(createObjective(problem));
			expect(notes.filter((note) => note.startsWith("Symmetry dropped"))).toEqual([]);
			expect(generators.length).toBe(expected.length);
			expected.forEach((word, k) => {
				expect(generators[k].sentence).toContain(word);
			});
			// the independent implementation agrees that nothing changes, along tangents too
			const theta = point(problem.network.parameters, 5, 0.8);
			const before = referenceObjective(problem, theta).loss;
			for (const generator of generators) {
				const moved = generator.move(theta, probeNumbers(3));
				const after = referenceObjective(problem, moved).loss;
				expect(Math.abs(after.v - before.v)).toBeLessThan(1e-11 * after.av);
				expect(moved).not.toEqual(theta);
				for (const tangent of generator.tangents(theta)) {
					const along = tangent.reduce((sum, t, p) => sum + t * before.g[p], 0);
					const size = tangent.reduce((sum, t, p) => sum + Math.abs(t) * before.ag[p], 0);
					expect(Math.abs(along)).toBeLessThan(1e-12 * size + 1e-300);
				}
			}
		});

	it("drops a symmetry that an activation declares and does not have, and says so", () => {
		const honest = activation("softplus");
		const lying = {
			...honest,
			properties: {
				...honest.properties,
				parity: "odd" as const,
				oddUpToConstant: 0,
			},
		};
		const problem = buildProblem({
			x,
			y,
			layers: [{ width: 3, activation: lying }, out],
		});
		const { generators, units, notes } = symmetriesOf(createObjective(problem));
		expect(generators.map(({ sentence }) => sentence)).toEqual([
			"exchanges of the 3 units of hidden layer 1",
		]);
		expect(units[0].flip).toBeNull();
		expect(notes.join()).toContain("Symmetry dropped: sign flips");
	});
});
