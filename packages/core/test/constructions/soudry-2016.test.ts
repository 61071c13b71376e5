import { describe, expect, it } from "vitest";
import type { Constructed } from "../../src/constructions/construct.ts";
import { construct } from "../../src/constructions/construct.ts";

/** MSE / 2 of a leaky ReLU network without biases, straight from its formula. */
function meanSquare({ problem, construct: made }: Constructed, theta: Float64Array = made.theta): number {
	const { data, network } = problem;
	const [hidden] = network.branches[0].layers;
	const [slope] = hidden.activation.name === "relu" ? [0] : hidden.activation.parameters;
	const d = data.inputs;
	let sum = 0;
	for (let n = 0; n < data.samples; n++) {
		let f = 0;
		for (let i = 0; i < hidden.width; i++) {
			let u = 0;
			for (let k = 0; k < d; k++) u += theta[i * d + k] * data.x[n * d + k];
			const factor = hidden.noise === null ? 1 : hidden.noise[i * data.samples + n];
			f += theta[hidden.width * d + i] * factor * (u >= 0 ? u : slope * u);
		}
		sum += (f - data.y[n]) * (f - data.y[n]);
	}
	return sum / (2 * data.samples);
}

const cases: Record<string, readonly Record<string, number>[]> = {
	"soudry-2016/too-many-samples": [
		{},
		{ inputs: 3, width: 2, samples: 9 },
		{ inputs: 5, width: 4, samples: 40 },
	],
	"soudry-2016/no-noise": [{}, { width: 2, inputs: 3 }, { width: 12, inputs: 4, samples: 30 }],
	"soudry-2016/dead-units": [{}, { width: 1, inputs: 2 }, { width: 20, samples: 25 }],
	"soudry-2016/kink": [{}, { inputs: 1, width: 4, samples: 4 }, { inputs: 3, width: 3, samples: 18 }],
};

describe("counterexamples after Soudry & Carmon", () => {
	for (const [id, settings] of Object.entries(cases))
		for (const [k, given] of settings.entries())
			it(`${id} with settings ${k}: three seeds pass every check, and the formula gives the same losses`, async () => {
				const losses = new Set<number>();
				for (const seed of [1, 2, 3]) {
					const made = await construct(id, { settings: given, seed });
					expect(made.document.checks.filter(({ passed }) => !passed)).toEqual([]);
					expect(meanSquare(made)).toBeCloseTo(made.document.loss, 12);
					const better = made.construct.better;
					if (better === null) throw new Error(`seed ${seed} has no better point`);
					expect(meanSquare(made, better)).toBeLessThan(made.document.loss - 1e-4);
					losses.add(made.construct.theta[0] + made.construct.theta[made.construct.theta.length - 1]);
				}
				expect(losses.size).toBe(3);
			});

	it("refuses samples within d0 d1, where almost every noise excludes the claim", async () => {
		await expect(construct("soudry-2016/too-many-samples", { settings: { samples: 20 } })).rejects.toThrow(
			/not more than d0 d1 = 20/,
		);
	});

	it("refuses slope 0 where the slope is needed, and a setting that it does not have, naming the nearest", async () => {
		await expect(construct("soudry-2016/no-noise", { settings: { slope: 0 } })).rejects.toThrow(/found 0/);
		await expect(construct("soudry-2016/kink", { settings: { widht: 3 } })).rejects.toMatchObject({
			advice: 'Did you mean "width"?',
		});
		await expect(construct("soudry-2016/kinks")).rejects.toMatchObject({
			advice: expect.stringContaining('"soudry-2016/kink"'),
		});
	});
});
