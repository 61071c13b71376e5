import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { hiddenLayers } from "../../src/points/hidden-layer.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { coerciveObjective } from "../../src/theory/theorems/coercive-objective.ts";
import { homogeneousVacuous } from "../../src/theory/theorems/li-2018-homogeneous-vacuous.ts";
import { idleUnitPath as theorem } from "../../src/theory/theorems/liang-2022-idle-unit.ts";
import { file } from "./judged.ts";
import { reportOf, unmet } from "./judged-directly.ts";

const x = [[1], [2]];
const relu = { activation: "relu", bias: false };
const leaky = { activation: "leaky-relu", bias: false };
const out = { width: 1, bias: false };
const on = (layers: readonly object[], more: object = {}) => file(x, [1, 3], layers, { ...more });

function numbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return 4 * (state / 4294967296 - 0.5);
	};
}

/** Whether the loss takes different values at random parameters. */
async function varies(problem: object): Promise<boolean> {
	const objective = createObjective(await parseProblem(problem));
	const random = numbers(11);
	const values = Array.from({ length: 60 }, () =>
		objective.value(Float64Array.from({ length: objective.parameters }, random)),
	);
	objective.release();
	return Math.max(...values) - Math.min(...values) > 1e-9;
}

/** A loss that no parameter changes: nothing decreases, and neither theorem may say so. */
const constant: Readonly<Record<string, object>> = {
	"a frozen layer whose units are all dead": on([
		{ width: 2, ...relu, fixed: { values: [-1, -1] } },
		{ width: 2, ...relu },
		out,
	]),
	"noise factors that are all 0": on([{ width: 2, ...relu }, out], {
		noise: { law: "bernoulli", keep: 0.05 },
	}),
	"cross-entropy with one class": file(x, [0, 0], [{ width: 2, activation: "relu" }, { width: 1 }], {
		loss: "cross-entropy",
	}),
	"inputs 0 and no bias": file([[0], [0]], [1, 3], [{ width: 3, ...relu }, out]),
	"the polynomial 0": on([
		{ width: 2, activation: { name: "polynomial", coefficients: [0] } },
		{ width: 1, bias: false },
	]),
};

/** The loss varies although one unit is idle. */
const varying: Readonly<Record<string, object>> = {
	"a trained output constant": on([{ width: 1, activation: "tanh" }, { width: 1 }]),
	"a second unit": on([{ width: 2, ...relu }, out]),
	"a second unit in a lower layer": on([{ width: 2, ...leaky }, { width: 1, ...leaky }, out]),
	"a frozen layer that is alive": on([
		{ width: 2, ...relu, fixed: { values: [-1, 1] } },
		{ width: 2, ...relu },
		out,
	]),
	"biases above a frozen dead layer": on([
		{ width: 2, ...relu, fixed: { values: [-1, -1] } },
		{ width: 2, activation: "relu" },
		out,
	]),
	"a bent output with biases": on([
		{ width: 1, activation: "tanh" },
		{ width: 1, activation: "sigmoid" },
	]),
	"cross-entropy with two classes": file(
		x,
		[0, 1],
		[
			{ width: 2, ...relu },
			{ width: 2, bias: false },
		],
		{
			loss: "cross-entropy",
		},
	),
	"a shortcut": on([{ width: 1, ...relu }, out], { shortcut: { width: 1, activation: "tanh" } }),
	"the hinge loss": file(x, [1, -1], [{ width: 2, ...relu }, out], { loss: "hinge" }),
};

describe("decreasing paths to infinity", () => {
	for (const [name, problem] of Object.entries(constant))
		it(`not where the loss is constant: ${name}`, async () => {
			expect(await varies(problem)).toBe(false);
			expect(unmet(await reportOf(theorem, problem)).map(([, status]) => status)).toEqual(["undecided"]);
			const { conclusions } = await reportOf(homogeneousVacuous, problem);
			expect(conclusions.map(({ question }) => question)).not.toContain("decreasing-path-to-infinity");
		});

	for (const [name, problem] of Object.entries(varying))
		it(`with ${name}`, async () => {
			expect(await varies(problem)).toBe(true);
			expect(unmet(await reportOf(theorem, problem))).toEqual([]);
		});

	it("random small networks, frozen layers, dead noise and zero inputs: where it applies, some unit can be idle while the loss varies (seed 2022)", async () => {
		const uniform = numbers(2022);
		const whole = (n: number) => Math.min(n - 1, Math.floor((uniform() / 4 + 0.5) * n));
		const pick = <T>(list: readonly T[]): T => list[whole(list.length)];
		const count = { yes: 0, undecided: 0 };
		for (let k = 0; k < 250; k++) {
			const q = pick([1, 1, 2]);
			const depth = pick([1, 1, 2]);
			const layers = Array.from({ length: depth }, () => ({
				width: 1 + whole(3),
				activation: pick(["relu", "leaky-relu", "tanh", "square"]),
				bias: pick([true, false]),
				...(pick([0, 0, 0, 1]) ? { fixed: { init: "normal", seed: k } } : {}),
			}));
			const inputs = Array.from({ length: 2 }, () => [whole(3) - 1]);
			const targets = inputs.map(() => (q === 1 ? whole(5) - 2 : [whole(3) - 1, whole(3) - 1]));
			const problem = file(inputs, targets, [...layers, { width: q, bias: pick([true, false, false]) }], {
				loss: pick(["squared", "absolute", "huber"]),
				...(pick([0, 0, 1]) ? { noise: { law: "bernoulli", keep: 0.3, seed: k } } : {}),
			});
			const report = await reportOf(theorem, problem);
			if (report.applies === "no") continue;
			count[report.applies]++;
			if (report.applies !== "yes") continue;
			const parsed = await parseProblem(problem);
			const objective = createObjective(parsed);
			const idle = hiddenLayers(parsed).filter(({ incoming, outgoing }) => incoming && outgoing);
			const spread = idle.flatMap(({ width, next }) =>
				Array.from({ length: width }, (_, unit) => {
					const values = Array.from({ length: 40 }, () => {
						const theta = Float64Array.from({ length: objective.parameters }, () => 3 * uniform());
						for (let o = 0; o < next.width; o++) theta[next.weight + o * width + unit] = 0;
						return objective.value(theta);
					});
					return Math.max(...values) - Math.min(...values);
				}),
			);
			objective.release();
			expect(Math.max(...spread), JSON.stringify(problem)).toBeGreaterThan(1e-6);
		}
		expect(Math.min(count.yes, count.undecided)).toBeGreaterThan(30);
	});

	it("one unit alone is not shown to leave anything to move; frozen units and penalties void it", async () => {
		expect(unmet(await reportOf(theorem, on([{ width: 1, ...relu }, out])))).toEqual([
			["loss-varies-without-unit", "undecided"],
		]);
		expect(
			unmet(await reportOf(theorem, on([{ width: 2, ...relu, fixed: "ones" }, { width: 1 }]))),
		).toContainEqual(["idle-unit", "fails"]);
		const penalised = on([{ width: 2, ...relu }, out], { regularizer: { "weight-decay": 0.1 } });
		expect(unmet(await reportOf(theorem, penalised))).toContainEqual(["no-penalty", "fails"]);
		expect(unmet(await reportOf(coerciveObjective, penalised))).toEqual([]);
	});

	it("such a path, walked: idle incoming weights grow like 10^k while the loss falls at every step", async () => {
		const problem = on([{ width: 2, activation: "tanh" }, { width: 1 }]);
		expect(unmet(await reportOf(theorem, problem))).toEqual([]);
		const objective = createObjective(await parseProblem(problem));
		const theta = Float64Array.from({ length: objective.parameters }, numbers(3));
		// Layout: 2 weights, 2 biases, 2 outgoing weights, 1 constant; unit 0 is idle.
		theta[4] = 0;
		let last = Infinity;
		for (let k = 0; k < 12; k++) {
			theta[0] = 10 ** k;
			theta[6] = 1 + 0.9 ** k;
			const value = objective.value(theta);
			theta[6] += 1e-3;
			const rising = objective.value(theta) > value;
			theta[6] -= 1e-3;
			if (k > 0) expect(Math.sign(value - last)).toBe(rising ? -1 : 1);
			last = value;
		}
		objective.release();
	});

	it("weight decay: the objective on spheres grows beyond its value at 0", async () => {
		const problem = on([{ width: 3, activation: "tanh" }, { width: 1 }], {
			regularizer: { "weight-decay": 0.1 },
		});
		expect((await reportOf(coerciveObjective, problem)).conclusions).toMatchObject([
			{ question: "decreasing-path-to-infinity", answer: "excluded" },
		]);
		expect(
			unmet(await reportOf(coerciveObjective, on([{ width: 3, activation: "tanh" }, { width: 1 }]))),
		).toEqual([["all-weights-penalised", "fails"]]);
		const objective = createObjective(await parseProblem(problem));
		const random = numbers(5);
		const atZero = objective.value(new Float64Array(objective.parameters));
		for (let k = 0; k < 500; k++) {
			const direction = Float64Array.from({ length: objective.parameters }, random);
			const size = Math.sqrt(direction.reduce((sum, v) => sum + v * v, 0));
			const radius = Math.sqrt((2 * atZero) / 0.1) * 1.0001;
			expect(objective.value(direction.map((v) => (v * radius) / size))).toBeGreaterThan(atZero);
		}
		objective.release();
	});
});
