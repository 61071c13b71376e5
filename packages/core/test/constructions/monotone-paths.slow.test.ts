import { describe, expect, it } from "vitest";
import { construct } from "../../src/constructions/construct.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";

const activations = ["tanh", "sigmoid", "softplus", "sin", "gaussian", "relu", "silu", "cube", "arctan"];
const losses = ["squared", "absolute", "logistic"];
const starts = ["random", "equal-units", "zero-weights", "duplicated"];

describe("monotone paths", () => {
	it("108 points, nine activations, three losses: no upward step above 1e-12, the end within 1e-9 (1e-6) of the infimum", async () => {
		let worst = 0;
		let paths = 0;
		for (const [k, activation] of activations.entries())
			for (const loss of losses)
				for (const start of starts) {
					const made = await construct("li-2018/monotone-path", {
						settings: { activation, loss, start },
						seed: 10 + k,
					});
					const { path } = made.construct;
					if (path === null) throw new Error("no path");
					// The losses are evaluated anew, by another objective than the one that made the path.
					const objective = createObjective(made.problem);
					const n = objective.parameters;
					let before = objective.value(path.theta.slice(0, n));
					const first = before;
					for (let row = 1; row < path.points; row++) {
						const value = objective.value(path.theta.slice(row * n, (row + 1) * n));
						worst = Math.max(worst, (value - before) / (1 + Math.abs(before)));
						before = value;
					}
					objective.release();
					expect(before - path.infimum, `${activation} ${loss} ${start}`).toBeLessThan(
						path.attained ? 1e-9 : 1e-6,
					);
					expect(before).toBeLessThan(first);
					paths++;
				}
		expect(paths).toBe(108);
		expect(worst).toBeLessThan(1e-12);
	});

	it("starts from a person's own problem and point: several outputs, weights, repeated inputs with different targets", async () => {
		const x = [
			[0, 1],
			[0, 1],
			[1, 0],
			[2, 1],
			[-1, 3],
		];
		const problem = await parseProblem({
			lossatlas: 1,
			data: {
				inline: {
					x,
					y: [
						[1, 0],
						[3, 0],
						[0, 1],
						[2, 2],
						[1, 1],
					],
					weights: [1, 3, 1, 2, 1],
				},
			},
			network: { layers: [{ width: 4, activation: "tanh" }, { width: 2 }] },
			loss: { name: "squared" },
		});
		const point = Array.from({ length: problem.network.parameters }, (_, k) => Math.sin(3 * k));
		const { construct: made, passed } = await construct("li-2018/monotone-path", { problem, point });
		expect(passed).toBe(true);
		expect(Array.from(made.theta)).toEqual(point);
		// Equal inputs with targets 1 and 3, weights 1 and 3: (1 * 1.5^2 + 3 * 0.5^2) / 2 / 8.
		expect(made.path?.infimum).toBeCloseTo(3 / 16, 12);
	});

	it("refuses a network that is one unit too narrow, naming the hypothesis", async () => {
		const problem = await parseProblem({
			lossatlas: 1,
			data: { inline: { x: [[0], [1], [2]], y: [0, 1, 0] } },
			network: { layers: [{ width: 2, activation: "tanh" }, { width: 1 }] },
			loss: { name: "squared" },
		});
		await expect(construct("li-2018/monotone-path", { problem })).rejects.toThrow(
			/2 units are fewer than the proved bound 3/,
		);
	});
});
