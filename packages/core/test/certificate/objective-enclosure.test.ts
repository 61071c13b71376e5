import { describe, expect, it } from "vitest";
import { embedProblem } from "../../src/certificate/embed.ts";
import { type CheckedProblem, readProblem } from "../../src/certificate/embedded-problem.ts";
import { gradientOver, hessianEnclosure } from "../../src/certificate/objective-enclosure.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { type Interval, intervalArithmetic } from "../../src/rigor/interval.ts";
import { preciseArithmetic, toInterval } from "../../src/rigor/precise-interval.ts";
import { referenceObjective } from "../oracle/reference-objective.ts";

const inline = {
	x: [
		[0.5, -1],
		[1.25, 0.75],
		[-0.3, 2],
		[0.1, 0.2],
		[-1.5, -0.4],
	],
	y: [1, -1, 0.5, 2, -0.25],
};
const labels = { x: inline.x, y: [1, -1, 1, 1, -1] };
const shallow = (activation: unknown) => ({ layers: [{ width: 3, activation }, { width: 1 }] });
const smooth = "tanh sigmoid softplus arctan erf gelu silu sin gaussian exp square cube softsign".split(" ");

const cases: readonly (readonly [string, object])[] = [
	...smooth.map(
		(activation) =>
			[activation, { data: { inline }, network: shallow(activation), loss: { name: "squared" } }] as const,
	),
	[
		"three layers, several outputs, sample weights, weight decay",
		{
			data: { inline: { x: inline.x, y: inline.y.map((t) => [t, 1 - t]), weights: [1, 2, 0.5, 1, 3] } },
			network: {
				layers: [
					{ width: 3, activation: "tanh" },
					{ width: 4, activation: "softplus", bias: false },
					{ width: 2 },
				],
			},
			loss: { name: "squared" },
			regularizer: { "weight-decay": 0.25 },
		},
	],
	[
		"cross-entropy, sum",
		{
			data: { inline: { x: inline.x, y: [0, 2, 1, 0, 2] } },
			network: { layers: [{ width: 2, activation: "sigmoid" }, { width: 3 }] },
			loss: { name: "cross-entropy" },
			reduction: "sum",
		},
	],
	[
		"logistic loss, shortcut, noise, exponential neuron",
		{
			data: { inline: labels },
			network: {
				layers: [{ width: 3, activation: "tanh" }, { width: 1 }],
				shortcut: { width: 2, activation: "softplus" },
				noise: { law: "normal", sigma: 0.3, seed: 7 },
				"exponential-neuron": { penalty: 0.1 },
			},
			loss: { name: "logistic" },
		},
	],
	[
		"exponential loss, fixed first layer, sigmoid output",
		{
			data: { inline: labels },
			network: {
				layers: [
					{ width: 3, activation: "arctan", fixed: { init: "normal", scale: 1, seed: 3 } },
					{ width: 2, activation: "tanh" },
					{ width: 1, activation: "sigmoid" },
				],
			},
			loss: { name: "exponential" },
		},
	],
	[
		"hinge-power 3",
		{ data: { inline: labels }, network: shallow("tanh"), loss: { name: "hinge-power", power: 3 } },
	],
	["relu away from its kinks", { data: { inline }, network: shallow("relu"), loss: { name: "squared" } }],
];

async function prepared(file: object, seed: number) {
	const problem = await parseProblem({ lossatlas: 1, ...file });
	const random = randomStream(seed, "enclosures");
	const theta = Float64Array.from({ length: problem.network.parameters }, () => random.normal());
	return { problem, checked: readProblem(embedProblem(problem), "problem"), theta, random };
}

const points = (theta: Float64Array): Interval[] => Array.from(theta, (t) => ({ lo: t, hi: t }));
const slack = (x: number) => 1e-11 * (1 + Math.abs(x));

function gradientAt(checked: CheckedProblem, box: Interval[]) {
	return gradientOver(checked, intervalArithmetic, box);
}

describe("enclosures of loss, gradient and Hessian, against the definition in jets", () => {
	it.each(cases)("%s", async (_, file) => {
		for (const seed of [1, 2, 3]) {
			const { problem, checked, theta, random } = await prepared(file, seed);
			const n = theta.length;
			const { loss: jet } = referenceObjective(problem, theta);
			const { loss, gradient } = gradientAt(checked, points(theta));
			const hold = ({ lo, hi }: Interval, value: number, room: number) => {
				expect(lo).toBeLessThanOrEqual(value + room);
				expect(hi).toBeGreaterThanOrEqual(value - room);
			};
			hold(loss, jet.v, slack(jet.v));
			expect(loss.hi - loss.lo).toBeLessThan(slack(jet.v));
			gradient.forEach((g, k) => {
				hold(g, jet.g[k], slack(jet.v + jet.g[k]));
				expect(g.hi - g.lo).toBeLessThan(slack(jet.v) * 10);
			});
			const tight = hessianEnclosure(checked, points(theta));
			for (let k = 0; k < n * n; k++) {
				expect(Math.abs(tight.middle[k] - jet.h[k])).toBeLessThanOrEqual(tight.radius[k] + slack(jet.v) * 10);
				expect(tight.radius[k]).toBeLessThan(slack(jet.v) * 100);
			}
			// Over a box: every point of it.
			const r = 0.01;
			const box = Array.from(theta, (t) => ({ lo: t - r, hi: t + r }));
			const wide = hessianEnclosure(checked, box);
			const inBox = gradientAt(checked, box);
			for (let trial = 0; trial < 4; trial++) {
				const other = theta.map((t) => t + (2 * random.uniform() - 1) * r * 0.999);
				const { loss: there } = referenceObjective(problem, other);
				hold(inBox.loss, there.v, slack(there.v));
				inBox.gradient.forEach((g, k) => {
					hold(g, there.g[k], slack(there.v));
				});
				for (let k = 0; k < n * n; k++)
					expect(Math.abs(wide.middle[k] - there.h[k])).toBeLessThanOrEqual(wide.radius[k] + slack(there.v));
			}
		}
	});
});

describe("higher precision", () => {
	it.each(cases)("%s: lies within float64's enclosure, and is narrower", async (_, file) => {
		const { checked, theta } = await prepared(file, 4);
		const precise = preciseArithmetic(160);
		const high = gradientOver(checked, precise, Array.from(theta, precise.constant));
		const low = gradientAt(checked, points(theta));
		high.gradient.map(toInterval).forEach((g, k) => {
			expect(g.lo).toBeGreaterThanOrEqual(low.gradient[k].lo);
			expect(g.hi).toBeLessThanOrEqual(low.gradient[k].hi);
		});
		const loss = toInterval(high.loss);
		expect(loss.lo >= low.loss.lo && loss.hi <= low.loss.hi).toBe(true);
		expect(loss.hi - loss.lo).toBeLessThanOrEqual(2.3e-16 * Math.max(1e-300, Math.abs(loss.hi)));
	});
});

describe("the class of the function", () => {
	it("a kink or a jump of the second derivative in the box is seen", async () => {
		const at = async (activation: string, bias: number, r: number) => {
			const file = {
				data: { inline: { x: [[1], [2]], y: [0, 1] } },
				network: { layers: [{ width: 1, activation }, { width: 1 }] },
				loss: { name: "squared" },
			};
			const { checked } = await prepared(file, 1);
			const theta = [1, bias, 1, 0];
			return hessianEnclosure(
				checked,
				theta.map((t) => ({ lo: t - r, hi: t + r })),
			).smooth;
		};
		expect(await at("relu", -1, 0)).toBe(false);
		expect(await at("relu", -1.5, 0.1)).toBe(true);
		expect(await at("relu", -1.5, 0.3)).toBe(false);
		expect(await at("softsign", -1, 0.001)).toBe(false);
		expect(await at("elu", -1, 0.001)).toBe(false);
		expect(await at("softplus", -1, 0.001)).toBe(true);
	});
});
