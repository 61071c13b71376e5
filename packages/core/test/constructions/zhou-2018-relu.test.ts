import { describe, expect, it } from "vitest";
import { type Constructed, construct } from "../../src/constructions/construct.ts";

/** 1/2N sum |A_2 relu(A_1 x + b) - y|^2, straight from its formula. */
function loss({ problem, construct: made }: Constructed, theta: Float64Array = made.theta): number {
	const { data, network } = problem;
	const [{ width, bias }] = network.branches[0].layers;
	const { inputs: d, outputs: q, samples: n } = data;
	const out = width * d + (bias ? width : 0);
	let sum = 0;
	for (let s = 0; s < n; s++)
		for (let o = 0; o < q; o++) {
			let f = 0;
			for (let i = 0; i < width; i++) {
				let u = bias ? theta[width * d + i] : 0;
				for (let k = 0; k < d; k++) u += theta[i * d + k] * data.x[s * d + k];
				f += theta[out + o * width + i] * Math.max(u, 0);
			}
			sum += (f - data.y[s * q + o]) ** 2;
		}
	return sum / (2 * n);
}

const cases: Record<string, readonly Record<string, number>[]> = {
	"zhou-2018/relu-strict-dead-sample": [{}, { width: 5, dimension: 3 }, { width: 12, dimension: 6 }],
	"zhou-2018/relu-strict": [{}, { width: 7, pairs: 3 }, { width: 20, pairs: 10 }],
	"zhou-2018/relu-boundary": [{}, { width: 5, dimension: 3 }, { width: 12, dimension: 6 }],
};

describe("spurious local minima of ReLU networks after Zhou & Liang", () => {
	for (const [id, settings] of Object.entries(cases))
		for (const [k, given] of settings.entries())
			it(`${id} with settings ${k}: three seeds pass every check, and the formula gives the same losses`, async () => {
				const losses = new Set<number>();
				for (const seed of [1, 2, 3]) {
					const made = await construct(id, { settings: given, seed });
					expect(made.document.checks.filter(({ passed }) => !passed)).toEqual([]);
					expect(loss(made)).toBeCloseTo(made.document.loss, 12);
					const { better } = made.construct;
					if (better === null) throw new Error(`seed ${seed} has no better point`);
					expect(loss(made, better)).toBeLessThan(0.9 * made.document.loss);
					losses.add(made.document.loss);
				}
				expect(losses.size).toBe(3);
			});

	it("the smallest cases have the Hessian of the paper's examples: 6 zero, 4 zero eigenvalues", async () => {
		const dead = await construct("zhou-2018/relu-strict-dead-sample");
		expect(dead.construct.claim.nullity).toBe(6);
		const strict = await construct("zhou-2018/relu-strict");
		expect(strict.construct.claim.nullity).toBe(4);
		expect(strict.passed).toBe(true);
	});

	it("one unit is refused: there is no better point", async () => {
		await expect(construct("zhou-2018/relu-strict", { settings: { width: 1 } })).rejects.toThrow(/found 1/);
	});
});
