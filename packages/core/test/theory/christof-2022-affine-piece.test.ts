import { describe, expect, it } from "vitest";
import { affinePiece as theorem } from "../../src/theory/theorems/christof-2022-affine-piece.ts";
import { file } from "./judged.ts";
import { lookAround, reportOf, unmet } from "./judged-directly.ts";

const x = [
	[-1, 0],
	[0, 0],
	[1, 0],
	[0, 1],
	[2, 2],
];
const y = [0, 1, 0, 0.5, -1];

describe("stuck at the best affine fit, at any depth", () => {
	const stacks: readonly (readonly [number, unknown][])[] = [
		[
			[3, "relu"],
			[1, "leaky-relu"],
			[2, "elu"],
		],
		[
			[2, "elu"],
			[2, "elu"],
		],
		[
			[2, { name: "leaky-relu", slope: -0.5 }],
			[3, "relu"],
			[1, "relu"],
		],
		[
			[2, "relu"],
			[1, { name: "leaky-relu", slope: -1 }],
		],
		[
			[4, "selu"],
			[3, "identity"],
			[2, "relu"],
		],
	];
	for (const stack of stacks)
		it(`${JSON.stringify(stack)}: a local minimum, and a lower point that is seen`, async () => {
			const problem = file(
				x,
				y,
				[...stack.map(([width, activation]) => ({ width, activation })), { width: 1 }],
				{
					weights: [1, 2, 1, 0.5, 1],
				},
			);
			const report = await reportOf(theorem, problem);
			expect(unmet(report)).toEqual([]);
			const seen = await lookAround(problem, report, 0.003);
			expect(seen.gradientNorm).toBeLessThan(1e-13);
			expect(seen.lowest).toBeGreaterThan(-1e-14);
			expect(seen.better).toBeLessThan(seen.loss - 1e-6);
		});
});
