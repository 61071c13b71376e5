import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";

/*
 * The Hessian arranges its products in two ways, by the number of inputs of a layer (24 with the bias is the last one of the
 * first way). Products of the Hessian with unit vectors know of neither.
 */
const inputs = [1, 22, 23, 24, 25, 40];
const extras: Record<string, unknown>[] = [
	{},
	{ shortcut: { width: 3, activation: "softplus", bias: false } },
	{ noise: { law: "normal", sigma: 0.3, seed: 7 }, regularizer: { "weight-decay": 0.1 } },
];

describe("the Hessian by blocks is the Hessian by columns", () => {
	for (const width of inputs)
		for (const bias of [true, false])
			for (const [k, extra] of extras.entries())
				it(`${width} inputs, bias ${bias}, variant ${k}`, async () => {
					const stream = randomStream(5, "blocks", width, k);
					const draw = (count: number) => Array.from({ length: count }, () => stream.normal());
					const samples = 7 + width;
					const problem = await parseProblem({
						lossatlas: 1,
						data: {
							inline: {
								x: Array.from({ length: samples }, () => draw(width)),
								y: draw(samples),
							},
						},
						network: {
							layers: [
								{ width: 3, activation: "tanh", bias },
								{ width: k === 0 ? 27 : 2, activation: "softplus", bias },
								{ width: 4, activation: "sigmoid" },
								{ width: 1, activation: "tanh", bias },
							],
							...("regularizer" in extra ? { noise: extra.noise } : extra),
						},
						...("regularizer" in extra ? { regularizer: extra.regularizer } : {}),
						loss: { name: "squared" },
					});
					const objective = createObjective(problem);
					const p = objective.parameters;
					const theta = Float64Array.from({ length: p }, () => 0.5 * stream.normal());
					const hessian = objective.hessian(theta);
					let largest = 0;
					let difference = 0;
					for (let i = 0; i < p; i++) {
						const unit = new Float64Array(p);
						unit[i] = 1;
						const column = objective.hessianVector(theta, unit);
						for (let j = 0; j < p; j++) {
							largest = Math.max(largest, Math.abs(column[j]));
							difference = Math.max(difference, Math.abs(column[j] - hessian[i * p + j]));
							expect(hessian[j * p + i]).toBe(hessian[i * p + j]);
						}
					}
					expect(difference / largest).toBeLessThan(1e-14);
					objective.release();
				});
});
