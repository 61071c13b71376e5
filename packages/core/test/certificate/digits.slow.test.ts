import { expect, it } from "vitest";
import { parseProblem, survey } from "../../src/laboratory.ts";
import { proved } from "./prove.ts";

it("784-4-1 on 200 digits with weight decay, 3145 parameters: a minimum is proved", async () => {
	const file = {
		lossatlas: 1,
		data: {
			builtin: {
				name: "digits",
				size: 28,
				classes: [
					[0, 1, 2, 3, 4],
					[5, 6, 7, 8, 9],
				],
			},
			limit: 200,
		},
		network: { layers: [{ width: 4, activation: "tanh" }, { width: 1 }] },
		loss: { name: "logistic" },
		regularizer: { "weight-decay": 0.01 },
	};
	const problem = await parseProblem(file);
	const { survey: found } = await survey(problem, { starts: 1, seed: 1 }, { theory: false }).result();
	const begun = performance.now();
	const { claim, modulo, index, smallestEigenvalue, loss } = await proved(file, found.points[0].theta);
	console.log(`certified and verified in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
	expect([claim, modulo, index]).toEqual(["strict-local-minimum", [], 0]);
	expect(Math.abs(loss[0] - found.points[0].loss)).toBeLessThan(1e-10);
	expect(smallestEigenvalue).toBeGreaterThan(2e-3);
}, 600_000);
