import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import type { Objective } from "../../src/objective/objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";

/*
 * Where all samples are one block, a Hessian takes the passes of a gradient at the same theta from the kernels' buffers. Whatever
 * was asked before, every answer must have the bits of an objective that was asked nothing.
 */
const calls: Record<string, (objective: Objective, theta: Float64Array) => Float64Array> = {
	value: (objective, theta) => Float64Array.of(objective.value(theta)),
	gradient: (objective, theta) => objective.gradient(theta),
	hessian: (objective, theta) => objective.hessian(theta),
	gaussNewton: (objective, theta) => objective.gaussNewton(theta),
	product: (objective, theta) => objective.hessianVector(theta, theta),
	jacobian: (objective, theta) => objective.jacobian(theta),
	outputs: (objective, theta) => objective.outputs(theta),
	preactivations: (objective, theta) => objective.preactivations(theta),
	rounding: (objective, theta) => objective.gradientRounding(theta),
};

describe("what was asked before does not show", () => {
	it.each([7, 700])("%d samples", async (samples) => {
		const stream = randomStream(9, "held", samples);
		const draw = (count: number) => Array.from({ length: count }, () => stream.normal());
		const problem = await parseProblem({
			lossatlas: 1,
			data: { inline: { x: Array.from({ length: samples }, () => draw(2)), y: draw(samples) } },
			network: {
				layers: [
					{ width: 3, activation: "sigmoid" },
					{ width: 2, activation: "tanh" },
					{ width: 1, activation: "softplus" },
				],
				shortcut: { width: 2, activation: "softplus", bias: true },
			},
			loss: { name: "huber", delta: 0.5 },
			regularizer: { "weight-decay": 0.1 },
		});
		const asked = createObjective(problem);
		const p = asked.parameters;
		const first = Float64Array.from(draw(p));
		// 0 and -0 are two points: their tangents differ in the sign of a zero.
		const thetas = [
			first,
			Float64Array.from(draw(p)),
			first.map((x, k) => (k === 0 ? 0 : x)),
			first.map((x, k) => (k === 0 ? -0 : x)),
		];
		const expected = thetas.map((theta) =>
			Object.fromEntries(
				Object.entries(calls).map(([name, call]) => {
					const fresh = createObjective(problem);
					const result = call(fresh, theta);
					fresh.release();
					return [name, result];
				}),
			),
		);
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.constantFrom(...Object.keys(calls)), fc.nat(thetas.length - 1)), {
					minLength: 2,
					maxLength: 8,
				}),
				(sequence) => {
					for (const [name, k] of sequence) expect(calls[name](asked, thetas[k])).toEqual(expected[k][name]);
				},
			),
			{ seed: 17, numRuns: samples === 7 ? 400 : 60 },
		);
		asked.release();
	});
});
