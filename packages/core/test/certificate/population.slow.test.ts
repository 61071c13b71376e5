import { expect, it } from "vitest";
import { parseProblem, survey } from "../../src/laboratory.ts";
import { proved } from "./prove.ts";

it.each([10, 14, 20])(
	"k = n = %d: a spurious minimum for every input dimension from k on",
	async (k) => {
		const file = {
			lossatlas: 1,
			data: { population: { law: "gaussian", inputs: k, teacher: { width: k, activation: "relu" } } },
			network: {
				layers: [
					{ width: k, activation: "relu", bias: false },
					{ width: 1, fixed: "ones" },
				],
			},
			loss: { name: "squared" },
		};
		const options = { starts: k === 20 ? 2 : 8, seed: 1, init: { kind: "normal", scale: 0.3 } } as const;
		const { survey: found } = await survey(await parseProblem(file), options).result();
		const bad = found.points.find(({ kind, loss }) => kind === "minimum" && loss > 1e-3);
		if (bad === undefined) throw new Error("no spurious minimum was found");
		const begun = performance.now();
		const { claim, loss, smallestEigenvalue, index } = await proved(file, bad.theta);
		console.log(`k = ${k}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
		expect([claim, index]).toEqual(["strict-local-minimum", 0]);
		expect(loss[0]).toBeGreaterThan(1e-3);
		expect(loss[1] - loss[0]).toBeLessThan(1e-15);
		expect(smallestEigenvalue).toBeGreaterThan(1e-3);
	},
	600_000,
);
