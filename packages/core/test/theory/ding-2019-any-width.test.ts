import { describe, expect, it } from "vitest";
import { check } from "../../src/laboratory.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { anyWidthTheorem as theorem } from "../../src/theory/theorems/ding-2019-any-width.ts";
import type { CoreCandidate, CoreSearch } from "../../src/theory/witnesses/core-candidates.ts";
import { file } from "./judged.ts";
import { reportOf, unmet } from "./judged-directly.ts";

const x = [-2, -1.4286, -0.8571, -0.2857, 0.2857, 0.8571, 1.4286, 2].map((value) => [value]);
const y = [2.076047, 1.003136, 1.264879, -1.203829, -0.437066, -2.606936, -2.723381, -0.952459];
const net = (width: number, activation: string, more: object = {}) => [
	{ width, activation },
	{ width: 1, ...more },
];

async function candidatesOf(problem: object): Promise<CoreSearch> {
	const report = await reportOf(theorem, problem);
	expect(report.applies).toBe("undecided");
	expect(unmet(report)).toEqual([["certified-core", "undecided"]]);
	return report.hypotheses.at(-1)?.evidence as unknown as CoreSearch;
}

/** Least change of the loss at random moves of the core's unit split into two copies with these shares. */
async function aroundSplit(core: CoreCandidate, shares: readonly number[], radius: number): Promise<number> {
	const objective = createObjective(await parseProblem(file(x, y, net(2, "tanh"))));
	const [w, b, a, c] = core.theta;
	const theta = Float64Array.of(w, w, b, b, a * shares[0], a * shares[1], c);
	const loss = objective.value(theta);
	expect(loss).toBeCloseTo(core.loss, 14);
	let state = 5;
	const random = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return 2 * (state / 4294967296) - 1;
	};
	let lowest = Infinity;
	for (let k = 0; k < 8000; k++) {
		const size = radius * [1, 0.1, 0.01][k % 3];
		const d = size * random();
		// Half of the moves cancel to first order in the output, which is where the splitting matrix decides.
		const move =
			k % 2 === 0 ? Array.from(theta, () => size * random()) : [d / shares[0], -d / shares[1], 0, 0, 0, 0, 0];
		lowest = Math.min(lowest, objective.value(theta.map((v, i) => v + move[i])) - loss);
	}
	objective.release();
	return lowest;
}

describe("bad local minima at any width", () => {
	it("are never claimed for given labels without a proof; the candidate of a known core is reported with its numbers", async () => {
		const { candidates, lowest, runs } = await candidatesOf(file(x, y, net(9, "tanh")));
		expect(runs).toBe(8);
		// Certified elsewhere: loss 0.273455355689898, least eigenvalues 0.05491898 and about 0.003395.
		const core = candidates[0];
		expect(core.loss).toBeCloseTo(0.273455355689898, 13);
		expect(core.hessian[0]).toBeCloseTo(0.054919, 5);
		expect(core.splitting[0]).toBeCloseTo(0.003395, 6);
		expect(core.shares).toBe("positive");
		expect(lowest).toBeLessThan(1e-6);
		const { hypotheses } = await reportOf(theorem, file(x, y, net(9, "tanh")));
		expect(hypotheses.at(-1)?.sentence).toMatch(/For these labels a candidate .* A proof would enclose/);
	});

	it("positive shares of that candidate are a local minimum, a negative share is a saddle", async () => {
		const { candidates } = await candidatesOf(file(x, y, net(2, "tanh")));
		expect(await aroundSplit(candidates[0], [0.5, 0.5], 0.02)).toBeGreaterThan(-1e-15);
		expect(await aroundSplit(candidates[0], [0.2, 0.8], 0.02)).toBeGreaterThan(-1e-15);
		expect(await aroundSplit(candidates[0], [1.5, -0.5], 0.02)).toBeLessThan(-1e-8);
	});

	it("realisable labels give no candidate above the lowest loss", async () => {
		const line = file(
			x,
			x.map(([t]) => Math.tanh(0.7 * t + 0.2)),
			net(3, "tanh"),
		);
		const { candidates, lowest } = await candidatesOf(line);
		expect(lowest).toBeLessThan(1e-12);
		for (const { loss } of candidates) expect(Number.isFinite(loss)).toBe(true);
	});

	it("each hypothesis dropped in turn", async () => {
		const say = async (problem: object) => unmet(await reportOf(theorem, problem)).map(([id]) => id);
		expect(await say(file(x, y, net(9, "relu")))).toContain("smooth-activation");
		expect(await say(file(x, y, net(9, "identity")))).toContain("smooth-activation");
		expect(await say(file(x, y, net(9, "tanh"), { loss: "huber" }))).toContain("squared-loss");
		expect(await say(file(x, y, net(9, "tanh"), { regularizer: { "weight-decay": 0.1 } }))).toContain(
			"no-penalty",
		);
		expect(await say(file(x, y, [{ width: 9, activation: "tanh", fixed: "ones" }, { width: 1 }]))).toContain(
			"everything-trained",
		);
		expect(
			await say(
				file(
					x,
					y.map((v) => [v, -v]),
					[{ width: 9, activation: "tanh" }, { width: 2 }],
				),
			),
		).toContain("one-output");
	});
});

describe("with a prover", () => {
	it("the known core is proved bad: the desk concludes, with a witness that is a local minimum of lower-lying company", async () => {
		const problem = await parseProblem(file(x, y, net(3, "tanh")));
		const { questions, theorems } = await check(problem, { remedies: false });
		const theorem = theorems.find(({ id }) => id === "ding-2019-any-width");
		expect(theorem?.applies).toBe("yes");
		expect(theorem?.hypotheses.at(-1)).toMatchObject({ status: "holds", evidence: { from: 3 } });
		for (const question of ["bad-local-minimum", "bad-differentiable-local-minimum"]) {
			const verdict = questions.find((each) => each.question === question);
			expect(verdict?.answer).toBe("exists");
			expect(verdict?.because).toContain("ding-2019-any-width");
			const objective = createObjective(problem);
			const theta = Float64Array.from(verdict?.witness?.point ?? []);
			expect(objective.value(theta)).toBeCloseTo(0.273455355689898, 12);
			expect(Math.max(...objective.gradient(theta).map(Math.abs))).toBeLessThan(1e-9);
			const better = Float64Array.from(verdict?.witness?.better?.point ?? []);
			expect(objective.value(better)).toBeLessThan(0.1);
			objective.release();
		}
	});

	it("without a candidate above the lowest loss nothing is concluded", async () => {
		const line = file(
			x,
			x.map(([t]) => Math.tanh(0.7 * t + 0.2)),
			net(3, "tanh"),
		);
		const { theorems } = await check(await parseProblem(line), { remedies: false });
		expect(theorems.find(({ id }) => id === "ding-2019-any-width")?.applies).toBe("undecided");
	});
});
