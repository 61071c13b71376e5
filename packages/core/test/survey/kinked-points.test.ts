import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { survey } from "../../src/survey/survey.ts";

const file = {
	lossatlas: 1,
	data: { builtin: { name: "gaussian", samples: 6, inputs: 2, targets: "normal", seed: 3 } },
	network: {
		layers: [
			{ width: 2, activation: "leaky-relu", bias: false },
			{ width: 1, bias: false },
		],
	},
	loss: { name: "squared" },
};

describe("a survey of a network whose minima lie on kinks", () => {
	it("lists them with the one-sided verdict, and no nearby point is lower", async () => {
		const problem = await parseProblem(file);
		const { survey: found, starts } = await survey(problem, { starts: 80, seed: 1 }).result();
		const kinked = found.points.filter(({ method }) => method === "kink-test");
		expect(kinked.length).toBeGreaterThan(1);
		expect(found.starts.outcomes.kink).toBeGreaterThan(5);
		const listed = starts.filter(({ outcome, point }) => outcome === "kink" && point !== null);
		expect(listed.length).toBeGreaterThan(5);
		for (const { sentence } of listed) expect(sentence).toMatch(/^Ended on kinks\./);
		const objective = createObjective(problem);
		let state = 7;
		const random = () => {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			return state / 4294967296;
		};
		for (const { boundary, kind, loss, theta, index } of kinked) {
			expect(boundary).toBeGreaterThan(0);
			expect(index).toBeNull();
			expect(["minimum", "undecided"]).toContain(kind);
			if (kind !== "minimum") continue;
			let lowest = Infinity;
			for (let k = 0; k < 3000; k++) {
				const size = [1e-2, 1e-3, 1e-4][k % 3];
				const moved = Float64Array.from(theta, (value) => value + size * (2 * random() - 1));
				lowest = Math.min(lowest, objective.value(moved) - loss);
			}
			expect(lowest).toBeGreaterThan(-1e-13);
		}
		objective.release();
	});

	it("has the same digest when run again", async () => {
		const problem = await parseProblem(file);
		const digest = async () => (await survey(problem, { starts: 12, seed: 2 }).result()).survey.digest;
		expect(await digest()).toBe(await digest());
	});
});
