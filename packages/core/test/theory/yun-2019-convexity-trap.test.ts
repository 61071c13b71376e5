import { describe, expect, it } from "vitest";
import { activation, activationNames } from "../../src/problem/formula/activations.ts";
import { convexityTrapTheorem as theorem } from "../../src/theory/theorems/yun-2019-convexity-trap.ts";
import { curvedPlace } from "../../src/theory/witnesses/mean-predictor.ts";
import { file } from "./judged.ts";
import { lookAround, reportOf, unmet } from "./judged-directly.ts";

const x = [
	[1, 0],
	[0, 1],
	[0.5, 0.5],
];
const on = (name: string, width: number) => file(x, [0, 0, 1], [{ width, activation: name }, { width: 1 }]);
const withParameters = new Set(["polynomial"]);

describe("the trap at the mean predictor, for every activation of the registry", () => {
	for (const name of activationNames.filter((each) => !withParameters.has(each)))
		it(`${name}: where it applies, the witness is a local minimum with loss 1/9`, async () => {
			for (const width of [1, 3]) {
				const problem = on(name, width);
				const report = await reportOf(theorem, problem);
				if (report.applies !== "yes") {
					expect(unmet(report).map(([id]) => id)).toEqual(["curved-activation"]);
					expect(activation(name).properties.affinePieces.length).toBeGreaterThan(0);
					continue;
				}
				for (const radius of [0.01, 1e-3]) {
					const seen = await lookAround(problem, report, radius);
					expect(seen.loss).toBeCloseTo(1 / 9, 12);
					expect(seen.gradientNorm).toBeLessThan(1e-14);
					expect(seen.lowest).toBeGreaterThan(-1e-15);
					expect(seen.better).toBeLessThan(1 / 9 - 1e-6);
				}
			}
		});

	it("places are away from kinks and from jumps of the second derivative: softsign is not trapped at 0", () => {
		for (const name of activationNames.filter((each) => !withParameters.has(each))) {
			const chosen = activation(name);
			const place = curvedPlace(chosen);
			const { kinks, curvatureJumps } = chosen.properties;
			if (place !== null) for (const rough of [...kinks, ...curvatureJumps]) expect(place.at).not.toBe(rough);
		}
		expect(curvedPlace(activation("softsign"))?.at).not.toBe(0);
		expect(curvedPlace(activation("elu"))?.at).toBeLessThan(0);
	});
});
