import { describe, expect, it } from "vitest";
import { construct } from "../../src/constructions/construct.ts";
import { constructions } from "../../src/constructions/constructions.ts";

/** Three sizes of each construction; each is made with three seeds. */
const sizes: Readonly<Record<string, readonly Readonly<Record<string, number | string>>[]>> = {
	"liang-2018/dead-relu": [
		{ width: 1 },
		{ width: 4, loss: "logistic" },
		{ width: 30, inputs: 5, loss: "hinge-power-4" },
	],
	"liang-2018/affine-piece": [
		{ width: 1 },
		{ width: 5, activation: "elu", loss: "logistic" },
		{ width: 20, activation: "selu" },
	],
	"liang-2018/odd-activation": [
		{ width: 1 },
		{ width: 4, activation: "sin" },
		{ width: 20, activation: "erf", loss: "exponential" },
	],
	"liang-2018/split-tanh": [
		{ width: 1 },
		{ width: 5, variant: "sigmoid" },
		{ width: 20, variant: "sigmoid-weighted" },
	],
	"liang-2018/quadratic-neurons": [{ width: 1 }, { width: 5, loss: "logistic" }, { width: 20 }],
	"liang-2018/squared-loss": [{ width: 1 }, { width: 8, biases: "with" }, { width: 30 }],
	"liang-2018/softplus-squared-loss": [{ width: 1 }, { width: 5 }, { width: 20 }],
	"liang-2018/one-subspace": [
		{ width: 2 },
		{ width: 5, activation: "exp" },
		{ width: 20, activation: "square", loss: "hinge-power-4" },
	],
	"liang-2018/logistic-one-subspace": [
		{ width: 2 },
		{ width: 5, activation: "exp" },
		{ width: 20, activation: "square" },
	],
	"liang-2018/no-shortcut": [{ width: 2 }, { width: 4 }, { width: 10 }],
	"zhou-2018/shallow": [{ width: 1 }, { width: 2, which: "deficient" }, { width: 3, inputs: 5, outputs: 5 }],
	"zhou-2018/deep": [
		{ width: 1 },
		{ width: 2, which: "inverted" },
		{ width: 3, inputs: 4, outputs: 4, which: "deficient" },
	],
	"zhou-2018/relu-cone": [{ width: 2 }, { width: 3, which: "saddle" }, { width: 5, which: "best-minimum" }],
	"zhou-2018/relu-strict-dead-sample": [
		{ width: 2 },
		{ width: 5, dimension: 4 },
		{ width: 20, dimension: 6 },
	],
	"zhou-2018/relu-strict": [{ width: 2 }, { width: 6, pairs: 3 }, { width: 30, pairs: 8 }],
	"zhou-2018/relu-boundary": [{ width: 2 }, { width: 5, dimension: 4 }, { width: 20, dimension: 6 }],
	"soudry-2016/too-many-samples": [
		{ inputs: 3, width: 2, samples: 9 },
		{},
		{ inputs: 6, width: 8, samples: 60 },
	],
	"soudry-2016/no-noise": [{ width: 2 }, { width: 5 }, { width: 20 }],
	"soudry-2016/dead-units": [{ width: 1 }, { width: 5 }, { width: 20 }],
	"soudry-2016/kink": [{ width: 1 }, { width: 6 }, { width: 40 }],
	"li-2018/strict-narrow": [
		{ width: 1 },
		{ width: 2, activation: "gaussian" },
		{ width: 1, inputs: 2, activation: "sin" },
	],
	"li-2018/any-width": [
		{ width: 1 },
		{ width: 4, activation: "tanh" },
		{ width: 20, activation: "softplus" },
	],
	"li-2018/monotone-path": [
		{ samples: 3 },
		{ samples: 8, start: "equal-units" },
		{ samples: 14, activation: "sin" },
	],
	"li-2018/monotone-path-pyramid": [
		{ samples: 4, width: 4 },
		{},
		{ samples: 12, width: 9, activation: "identity" },
	],
	"yun-2019/convexity-trap": [
		{ width: 1 },
		{ width: 2, activation: "softplus" },
		{ width: 20, activation: "gelu" },
	],
	"christof-2022/affine-piece": [
		{ width: 2 },
		{ width: 4, depth: 3, activation: "elu" },
		{ width: 12, depth: 2, activation: "leaky-relu" },
	],
	"fukumizu-2000/width-lift": [
		{ width: 2 },
		{ width: 5, row: "positive-one-negative" },
		{ width: 12, row: "negative-one-positive" },
	],
};

describe("every construction passes its own checks at three sizes and three seeds", () => {
	it("and every one is in the table", () => {
		expect(constructions.map(({ id }) => id).sort()).toEqual(Object.keys(sizes).sort());
	});

	for (const { id } of constructions)
		for (const [k, settings] of (sizes[id] ?? []).entries())
			it(`${id}, size ${k}`, async () => {
				for (const seed of [1, 2, 3]) {
					const made = await construct(id, { settings, seed });
					expect(made.document.checks.length).toBeGreaterThanOrEqual(2);
					expect(made.document.checks.filter(({ passed }) => !passed)).toEqual([]);
				}
			});
});
