import { describe, expect, it } from "vitest";
import { luSolve } from "../../src/numerics/lu.ts";
import { proved, refused } from "./prove.ts";

/** Eight points and one tanh unit, whose best point stays a local minimum at every width. */
const x = [-2, -1.4286, -0.8571, -0.2857, 0.2857, 0.8571, 1.4286, 2];
const y = [2.076047, 1.003136, 1.264879, -1.203829, -0.437066, -2.606936, -2.723381, -0.952459];
const problem = (width: number) => ({
	lossatlas: 1,
	data: { inline: { x: x.map((t) => [t]), y } },
	network: { layers: [{ width, activation: "tanh" }, { width: 1 }] },
	loss: { name: "squared" },
});
const core = [-1.1467, -0.60448, 1.96437, 0];

/** Seven units and the offset through the eight points: w, b, then a and c by linear equations. */
function interpolation(): Float64Array {
	const w = [3, 2.6, -2.2, 1.9, 2.4, -2.8, 2.1];
	const b = [5.1, 3, -0.9, -0.2, -1.5, 3.4, -3.8];
	const matrix = Float64Array.from(x.flatMap((t) => [...w.map((each, j) => Math.tanh(each * t + b[j])), 1]));
	const outer = luSolve(matrix, 8, Float64Array.from(y));
	if (outer === null) throw new Error("singular");
	return Float64Array.from([...w, ...b, ...outer]);
}

describe("a tanh core on eight points", () => {
	it("is a bad local minimum at every width from 7 on", async () => {
		const found = await proved(problem(1), core, { better: interpolation() });
		expect(found.claim).toBe("local-minimum");
		expect(found.modulo).toEqual(["split"]);
		expect(found.widths).toEqual([7, "Infinity"]);
		expect(found.loss[0]).toBeGreaterThan(0.273455355689897);
		expect(found.loss[1]).toBeLessThan(0.2734553556899);
		expect(found.smallestEigenvalue).toBeGreaterThan(0.0538);
		expect(found.smallestEigenvalue).toBeLessThan(0.0551);
		expect(found.gap).toBeGreaterThan(0.27);
	});

	it("without a better point: a local minimum at every width from 2 on", async () => {
		const found = await proved(problem(1), core, { lift: true });
		expect(found.widths).toEqual([2, "Infinity"]);
		expect(found.gap).toBe(null);
	});

	it("is not lifted with weight decay, nor with two outputs", async () => {
		const decayed = { ...problem(1), regularizer: { "weight-decay": 0.001 } };
		expect(await refused(decayed, core, { lift: true })).toBe("split");
		// A unit whose splitting matrix is positive definite for a scalar output, and outputs of rank two.
		const two = {
			lossatlas: 1,
			data: {
				inline: {
					x: [[-1], [0], [1]],
					y: [
						[0.9, 0.1],
						[1.2, 0],
						[0.9, -0.1],
					],
				},
			},
			network: {
				layers: [
					{ width: 1, activation: "exp", bias: false },
					{ width: 2, bias: false },
				],
			},
			loss: { name: "squared" },
		};
		expect(await refused(two, [0, 1, 0], { lift: true })).toBe("split");
		expect((await proved(two, [0, 1, 0])).claim).toBe("strict-local-minimum");
	});
});
