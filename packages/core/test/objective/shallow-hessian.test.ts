import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { referenceObjective } from "../oracle/reference-objective.ts";

/*
 * Networks with one hidden layer and one output have a kernel of their own: J J^T in tiles of four parameters, blocks of samples
 * added up, edges where the number of parameters is no multiple of four. Where there are many samples, or many inputs to a
 * unit, it gives way to the kernel of all networks.
 */
const shallow = fc.record({
	inputs: fc.integer({ min: 1, max: 6 }),
	width: fc.integer({ min: 1, max: 9 }),
	samples: fc.integer({ min: 1, max: 34 }),
	hiddenBias: fc.boolean(),
	outputBias: fc.boolean(),
	activation: fc.constantFrom("tanh", "softplus", "sin", "relu"),
	outputActivation: fc.constantFrom("identity", "sigmoid", "softplus"),
	loss: fc.constantFrom("squared", "exponential"),
	decay: fc.constantFrom<number>(0, 0.1),
	noise: fc.boolean(),
	weighted: fc.boolean(),
	seed: fc.nat(1e6),
});
type Shallow = typeof shallow extends fc.Arbitrary<infer Case> ? Case : never;

async function objectiveOf(each: Shallow) {
	const stream = randomStream(each.seed, "shallow");
	const draw = (count: number) => Array.from({ length: count }, () => stream.normal());
	const { samples, inputs, loss } = each;
	const problem = await parseProblem({
		lossatlas: 1,
		data: {
			inline: {
				x: Array.from({ length: samples }, () => draw(inputs)),
				y: draw(samples).map((t, i) => (loss === "squared" ? t : i % 2 === 0 ? 1 : -1)),
				...(each.weighted ? { weights: draw(samples).map((t) => 0.5 + t * t) } : {}),
			},
		},
		network: {
			layers: [
				{ width: each.width, activation: each.activation, bias: each.hiddenBias },
				{ width: 1, activation: each.outputActivation, bias: each.outputBias },
			],
			...(each.noise ? { noise: { law: "normal", sigma: 0.3, seed: each.seed } } : {}),
		},
		loss: { name: loss },
		...(each.decay > 0 ? { regularizer: { "weight-decay": each.decay } } : {}),
	});
	const objective = createObjective(problem);
	return { problem, objective, theta: Float64Array.from(draw(objective.parameters)) };
}

describe("one hidden layer and one output", () => {
	it("has the Hessian of second-order differentiation, entry by entry, and its two triangles are equal", async () => {
		await fc.assert(
			fc.asyncProperty(shallow, async (each) => {
				const { problem, objective, theta } = await objectiveOf(each);
				const p = objective.parameters;
				const hessian = objective.hessian(theta);
				const { loss } = referenceObjective(problem, theta);
				for (let i = 0; i < p; i++)
					for (let j = 0; j < p; j++) {
						const error = Math.abs(hessian[i * p + j] - loss.h[i * p + j]);
						expect(error, `entry ${i}, ${j}`).toBeLessThanOrEqual(1e-13 * loss.ah[i * p + j] + 1e-300);
						expect(hessian[j * p + i]).toBe(hessian[i * p + j]);
					}
				objective.release();
			}),
			{ numRuns: 150 },
		);
	});

	it("has the Gauss-Newton matrix that its Jacobian gives: sum of w J^T J for the squared loss", async () => {
		await fc.assert(
			fc.asyncProperty(shallow, fc.constantFrom(1, 30, 700), async (drawn, factor) => {
				const each = { ...drawn, loss: "squared" as const, decay: 0, weighted: false };
				const samples = factor === 1 ? each.samples : factor;
				const { objective, theta } = await objectiveOf({ ...each, samples });
				const p = objective.parameters;
				const found = objective.gaussNewton(theta);
				const jacobian = objective.jacobian(theta);
				for (let i = 0; i < p; i++)
					for (let j = 0; j < p; j++) {
						let wanted = 0;
						let size = 0;
						for (let s = 0; s < samples; s++) {
							const term = (jacobian[s * p + i] * jacobian[s * p + j]) / samples;
							wanted += term;
							size += Math.abs(term);
						}
						expect(Math.abs(found[i * p + j] - wanted), `entry ${i}, ${j}`).toBeLessThanOrEqual(1e-13 * size);
					}
				objective.release();
			}),
			{ numRuns: 60 },
		);
	});

	it.each([
		["blocks of samples", 2, 5, 3001],
		["many more of them", 1, 9, 20_001],
		["many units", 2, 70, 700],
		["as many inputs as the kernel takes", 23, 4, 30],
		["one more", 24, 4, 30],
	])("has the Hessian that products with unit vectors give: %s", async (_, inputs, width, samples) => {
		const { objective, theta } = await objectiveOf({
			...{
				inputs,
				width,
				samples,
				hiddenBias: true,
				outputBias: true,
				decay: 0.1,
				noise: false,
				weighted: true,
			},
			...{ activation: "tanh", outputActivation: "sigmoid", loss: "squared", seed: samples },
		});
		const p = objective.parameters;
		const hessian = objective.hessian(theta);
		const largest = hessian.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
		for (let i = 0; i < p; i++) {
			const unit = new Float64Array(p);
			unit[i] = 1;
			const column = objective.hessianVector(theta, unit);
			for (let j = 0; j < p; j++)
				expect(Math.abs(column[j] - hessian[i * p + j])).toBeLessThanOrEqual(1e-14 * largest);
		}
		expect(objective.hessian(theta)).toEqual(hessian);
		objective.release();
	});
});
