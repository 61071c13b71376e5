import { describe, expect, it } from "vitest";
import { construct } from "../../src/constructions/construct.ts";
import { stationaryWeights } from "../../src/constructions/stationary-weights.ts";
import { randomStream } from "../../src/numerics/random.ts";

const sigmoid = (t: number) => 1 / (1 + Math.exp(-t));

/** g(w) = sum r_n sigma(w x_n) with its first two derivatives, for one input, by differences of nothing: the sigmoid's own formulas. */
function curve(x: readonly number[], r: ArrayLike<number>, w: number): [number, number, number] {
	let [value, slope, curvature] = [0, 0, 0];
	for (const [n, each] of x.entries()) {
		const s = sigmoid(w * each);
		value += r[n] * s;
		slope += r[n] * s * (1 - s) * each;
		curvature += r[n] * s * (1 - s) * (1 - 2 * s) * each * each;
	}
	return [value, slope, curvature];
}

describe("weights and residual solved for together", () => {
	it("satisfy the equations, and the signs are those of the second derivative", () => {
		let found = 0;
		for (let seed = 1; seed <= 12; seed++)
			for (const [m, n] of [
				[1, 2],
				[2, 4],
				[3, 6],
			]) {
				const fixed = randomStream(seed, "inputs");
				const x = Array.from({ length: n }, () => 2 * fixed.normal());
				const made = stationaryWeights(
					"sigmoid",
					x.map((each) => [each]),
					m,
					randomStream(seed, "weights"),
				);
				if (made === null) continue;
				found++;
				expect(Math.hypot(...made.residual)).toBeCloseTo(1, 10);
				for (const [j, [w]] of made.weights.entries()) {
					const [value, slope, curvature] = curve(x, made.residual, w);
					expect(Math.abs(value)).toBeLessThan(1e-11);
					expect(Math.abs(slope)).toBeLessThan(1e-11);
					expect(Math.sign(curvature)).toBe(made.signs[j]);
				}
			}
		expect(found).toBeGreaterThan(8);
	});

	it("are never found for one tanh unit and two samples: tanh(aw)/tanh(bw) is monotone", () => {
		for (let seed = 1; seed <= 200; seed++) {
			const random = randomStream(seed, "two");
			const x = [[2 * random.normal()], [2 * random.normal()]];
			expect(stationaryWeights("tanh", x, 1, random)).toBeNull();
		}
	});
});

describe("li-2018/strict-narrow with a number of samples", () => {
	it("is refused from width N on, where the theorem says that there is none", async () => {
		for (const [width, samples] of [
			[2, 2],
			[4, 3],
		])
			await expect(
				construct("li-2018/strict-narrow", { settings: { width, samples, activation: "sin" }, seed: 1 }),
			).rejects.toThrow(/No strict bad local minimum/);
	});

	it("keeps the inputs of a seed, and passes its own checks at m = N - 1", async () => {
		const settings = { width: 1, samples: 2, activation: "sin" };
		const made = await construct("li-2018/strict-narrow", { settings, seed: 2 });
		expect(made.document.checks.filter(({ passed }) => !passed)).toEqual([]);
		const other = await construct("li-2018/strict-narrow", {
			settings: { ...settings, activation: "sigmoid" },
			seed: 2,
		});
		expect(Array.from(other.problem.data.x)).toEqual(Array.from(made.problem.data.x));
		expect(made.construct.better).not.toBeNull();
	});
});
