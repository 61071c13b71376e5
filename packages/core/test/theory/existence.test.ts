import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { criticality } from "../../src/points/criticality.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import type { Witness } from "../../src/theory/witness.ts";
import { answers, failing, file, say } from "./judged.ts";

/** A pseudo-random stream of its own. */
function numbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 4294967296;
	};
}

/** The witness is critical, has the loss it says, no nearby point is lower, and the better point is lower. */
async function testify(problem: object, witness: Witness | null, radius: number): Promise<void> {
	if (witness?.point == null || witness.loss === null || witness.better === null)
		throw new Error("No witness.");
	const objective = createObjective(await parseProblem(problem));
	const theta = Float64Array.from(witness.point);
	expect(objective.value(theta)).toBeCloseTo(witness.loss, 12);
	expect(criticality(objective, theta).gradientNorm).toBeLessThan(1e-12 * (1 + witness.loss) + 1e-13);
	const random = numbers(theta.length);
	let lowest = Infinity;
	for (let k = 0; k < 4000; k++) {
		const size = radius * [1, 0.1, 0.01][k % 3];
		const trial = theta.map((value) => value + size * (2 * random() - 1));
		lowest = Math.min(lowest, objective.value(trial) - witness.loss);
	}
	expect(lowest).toBeGreaterThan(-1e-14 * (1 + witness.loss));
	if (witness.better.point === null) throw new Error("No better point.");
	const better = objective.value(Float64Array.from(witness.better.point));
	expect(better).toBeCloseTo(witness.better.loss, 14);
	expect(better).toBeLessThan(witness.loss - 1e-6);
	objective.release();
}

async function witnessOf(theorem: string, problem: object): Promise<Witness | null> {
	const { conclusions } = await say(theorem, problem);
	return conclusions[0]?.witness ?? null;
}

const bent = {
	x: [
		[-1, 0],
		[0, 0],
		[1, 0],
		[0, 1],
		[2, 2],
	],
	y: [0, 1, 0, 0.5, -1],
};
const net = (width: number, activation: unknown, more: object = {}) => [
	{ width, activation, ...more },
	{ width: 1 },
];

describe("units that are constant on an interval", () => {
	const theorem = "liang-2018-dead-relu";
	const on = (layers: readonly object[] = net(3, "relu"), more: Record<string, unknown> = {}) =>
		file(bent.x, bent.y, layers, more);

	it("a bad differentiable local minimum of any width, with its witness, for squared and margin losses", async () => {
		for (const width of [1, 2, 20]) {
			expect(await failing(theorem, on(net(width, "relu")))).toEqual([]);
			await testify(on(net(width, "relu")), await witnessOf(theorem, on(net(width, "relu"))), 0.05);
		}
		const labels = [1, 1, -1, 1, -1];
		for (const loss of [{ name: "hinge-power", power: 2 }, { name: "logistic" }, { name: "exponential" }]) {
			const problem = file(bent.x, labels, net(4, "relu"), { loss });
			expect(await failing(theorem, problem), loss.name).toEqual([]);
			await testify(problem, await witnessOf(theorem, problem), 0.05);
			expect(await answers(problem)).toMatchObject({
				"nonzero-training-error": "exists",
				"bad-differentiable-local-minimum": "exists",
			});
		}
		await testify(
			on(net(3, "relu"), { weights: [1, 2, 3, 4, 5] }),
			await witnessOf(theorem, on(net(3, "relu"), { weights: [1, 2, 3, 4, 5] })),
			0.05,
		);
	});

	it("each hypothesis dropped in turn", async () => {
		expect(await failing(theorem, on(net(3, "leaky-relu")))).toContain("constant-piece");
		expect(await failing(theorem, on(net(3, "relu", { bias: false })))).toContain("inner-and-outer-biases");
		expect(await failing(theorem, on(net(3, "relu"), { regularizer: { "weight-decay": 0.1 } }))).toEqual([
			"no-penalty",
		]);
		expect(
			await failing(
				theorem,
				on([{ width: 3, activation: "relu" }, { width: 3, activation: "relu" }, { width: 1 }]),
			),
		).toContain("one-hidden-layer");
		expect(await failing(theorem, file(bent.x, [2, 2, 2, 2, 2], net(3, "relu")))).toEqual([
			"constant-not-optimal",
		]);
	});

	it("the constant is not bad where equal inputs want it, exactly: x = (0, 0), y = (1, -1)", async () => {
		expect(await failing(theorem, file([[0], [0]], [1, -1], net(2, "relu")))).toEqual([
			"constant-not-optimal",
		]);
	});

	it("balanced classes: bad, but the misclassification would rest on ties, so it is not claimed", async () => {
		const balanced = file([[0], [1], [2], [3]], [1, -1, 1, -1], net(2, "relu"), {
			loss: { name: "hinge-power", power: 2 },
		});
		const { conclusions } = await say("liang-2018-dead-relu", balanced);
		expect(conclusions.map(({ question, answer }) => [question, answer])).toEqual([
			["bad-differentiable-local-minimum", "exists"],
		]);
		// The best affine classifier misclassifies without a tie.
		expect((await answers(balanced))["nonzero-training-error"]).toBe("exists");
	});
});

describe("stuck at the best affine fit", () => {
	const theorem = "christof-2022-affine-piece";
	const on = (layers: readonly object[] = net(3, "relu"), more: Record<string, unknown> = {}) =>
		file(bent.x, bent.y, layers, more);

	it("at any width from 2, with weights, for every activation with a sloped affine piece", async () => {
		for (const activation of ["relu", "leaky-relu", "elu", "selu"]) {
			const problem = on(net(4, activation), { weights: [1, 2, 0.5, 3, 1] });
			expect(await failing(theorem, problem), activation).toEqual([]);
			await testify(problem, await witnessOf(theorem, problem), 0.01);
		}
	});

	it("at any depth: the witness is a local minimum, the better point by the first-order argument", async () => {
		const deep = on([
			{ width: 3, activation: "relu" },
			{ width: 1, activation: "leaky-relu" },
			{ width: 2, activation: "elu" },
			{ width: 1 },
		]);
		expect(await failing(theorem, deep)).toEqual([]);
		const witness = await witnessOf(theorem, deep);
		const objective = createObjective(await parseProblem(deep));
		const theta = Float64Array.from(witness?.point ?? []);
		expect(objective.value(theta)).toBeCloseTo(witness?.loss ?? Number.NaN, 12);
		expect(criticality(objective, theta).gradientNorm).toBeLessThan(1e-13);
		objective.release();
	});

	it("the four cases that must not be called bad", async () => {
		expect(await failing(theorem, file([[0], [0], [1]], [0, 1, 0], net(2, "relu")))).toEqual([
			"targets-not-affine",
		]);
		expect(await failing(theorem, on(net(3, "identity")))).toEqual(["affine-piece"]);
		expect(await failing(theorem, on(net(3, "tanh")))).toEqual(["affine-piece"]);
		expect(await failing(theorem, on(net(3, "relu", { bias: false })))).toEqual(["biases-everywhere"]);
		expect(await failing(theorem, on(net(1, "relu")))).toEqual(["first-layer-two-units"]);
		expect(await failing(theorem, file([[0], [1], [3]], [1, 3, 7], net(2, "relu")))).toEqual([
			"targets-not-affine",
		]);
	});

	it("labels as targets: misclassification where the fit errs without a tie", async () => {
		const x = [
			[0, 0],
			[1, 1],
			[1, 0],
			[0, 1],
			[3, 3],
		];
		const problem = file(x, [1, 1, -1, -1, -1], net(3, "relu"));
		expect(await answers(problem)).toMatchObject({ "nonzero-training-error": "exists" });
	});
});

describe("trapped at the mean predictor", () => {
	const theorem = "yun-2019-convexity-trap";
	const three = {
		x: [
			[1, 0],
			[0, 1],
			[0.5, 0.5],
		],
		y: [0, 0, 1],
	};
	const on = (layers: readonly object[], more: Record<string, unknown> = {}) =>
		file(three.x, three.y, layers, more);

	it("value 1/9 (a third of half of 2/3), any smooth activation and width, with its witness", async () => {
		for (const activation of ["tanh", "sigmoid", "softplus", "gelu", "square", "sin", "elu", "arctan"])
			for (const width of [1, 2, 12]) {
				const problem = on(net(width, activation));
				expect(await failing(theorem, problem), activation).toEqual([]);
				const witness = await witnessOf(theorem, problem);
				expect(witness?.loss).toBeCloseTo(1 / 9, 12);
				await testify(problem, witness, 0.01);
			}
	});

	it("concave data mirror convex ones; in one dimension it is a matter of partial sums", async () => {
		const hill = (y: readonly number[]) => file([[0], [1], [2], [3]], y, net(2, "tanh"));
		expect(await failing(theorem, hill([0, 1, 1, 0]))).toEqual([]);
		expect(await failing(theorem, hill([1, 0, 0, 1]))).toEqual([]);
		expect(await failing(theorem, hill([0, 1, 0, 1]))).toEqual(["mean-predictor-trapped"]);
		expect(await failing(theorem, hill([0, 3, -3, 0]))).toEqual(["mean-predictor-trapped"]);
	});

	it("partial sums decide in one dimension, on 300 random integer data (seed 9)", async () => {
		const { convexityTrap } = await import("../../src/theory/exact/convexity-trap.ts");
		const { distinctInputs } = await import("../../src/theory/exact/distinct-inputs.ts");
		const random = numbers(9);
		const count = { holds: 0, fails: 0 };
		for (let k = 0; k < 300; k++) {
			const n = 3 + Math.floor(random() * 3);
			const x = Float64Array.from({ length: n }, (_, i) => i);
			const half = Array.from({ length: n }, () => Math.floor(random() * 3));
			// Symmetric targets do not correlate with the input.
			const y = Float64Array.from({ length: n }, (_, i) => half[i] + half[n - 1 - i]);
			const data = { samples: n, inputs: 1, outputs: 1, x, y, weights: null };
			const found = await convexityTrap(data, distinctInputs(data));
			const mean = y.reduce((a, b) => a + b) / n;
			const r = Array.from(y, (value) => mean - value);
			// <r, max(t - c, 0)> at every knot c.
			const hinge = (c: number) => r.reduce((sum, value, i) => sum + value * Math.max(i - c, 0), 0);
			const values = Array.from({ length: n }, (_, c) => hinge(c));
			const trivial = r.every((value) => Math.abs(value) < 1e-12);
			const convex = values.every((value) => value > -1e-9);
			const concave = values.every((value) => value < 1e-9);
			expect(found.status).toBe(!trivial && (convex || concave) ? "holds" : "fails");
			count[found.status as "holds" | "fails"]++;
		}
		expect(Math.min(count.holds, count.fails)).toBeGreaterThan(30);
	});

	it("equal inputs are merged: x = (0, 0), y = (1, -1) traps nothing", async () => {
		expect(
			await failing(
				theorem,
				file(
					[
						[0, 0],
						[0, 0],
					],
					[1, -1],
					net(2, "tanh"),
				),
			),
		).toEqual(["mean-predictor-trapped"]);
	});

	it("each hypothesis dropped in turn", async () => {
		expect(await failing(theorem, on(net(3, "relu")))).toEqual(["curved-activation"]);
		expect(await failing(theorem, on(net(3, "tanh", { bias: false })))).toEqual(["inner-and-outer-biases"]);
		expect(await failing(theorem, on(net(3, "tanh"), { loss: "absolute" }))).toEqual(["squared-loss"]);
		expect(await failing(theorem, file([[0], [1], [2]], [0, 1, 1], net(2, "tanh")))).toEqual([
			"mean-predictor-trapped",
		]);
	});
});

describe("noise and differentiable local minima", () => {
	const leaky = (width: number, slope = 0.1) => [
		{ width, activation: { name: "leaky-relu", slope }, bias: false },
		{ width: 1, bias: false },
	];
	const x = [
		[1, 2],
		[2, -1],
		[-1, 1],
		[3, 1],
	];
	const noise = { law: "normal", sigma: 0.3 };
	const on = (layers: readonly object[] = leaky(2), more: Record<string, unknown> = { noise }) =>
		file(x, [1, 2, 3, 4], layers, more);

	it("holds with probability one over the noise, never for the draw; the law needs a density", async () => {
		const theorem = "soudry-2016-one-hidden-layer";
		const found = await say(theorem, on());
		expect(found.applies).toBe("yes");
		expect(found.conclusions).toMatchObject([
			{ question: "bad-differentiable-local-minimum", answer: "excluded", for: "almost-every-noise" },
		]);
		expect(await failing(theorem, on(leaky(2), { noise: { law: "uniform", sigma: 0.3 } }))).toEqual([]);
		expect(await failing(theorem, on(leaky(2), { noise: { law: "bernoulli", keep: 0.5 } }))).toEqual([
			"continuous-noise",
		]);
		expect(await failing(theorem, on(leaky(2), {}))).toEqual(["continuous-noise"]);
		expect(await failing(theorem, on(leaky(2, 0)))).toEqual(["two-slopes-without-biases"]);
		expect(await failing(theorem, on(leaky(1)))).toEqual(["matroid-rank"]);
		expect(await failing(theorem, on(leaky(2, -0.5)))).toEqual([]);
	});

	it("a zero input, or more than d1 samples on one line, violate the rank condition however wide d0 d1 is", async () => {
		const theorem = "soudry-2016-one-hidden-layer";
		const rows = (data: readonly (readonly number[])[]) =>
			file(
				data,
				data.map((_, k) => k),
				leaky(2),
				{ noise },
			);
		expect(
			await failing(
				theorem,
				rows([
					[1, 2],
					[0, 0],
					[1, 1],
				]),
			),
		).toEqual(["matroid-rank"]);
		expect(
			await failing(
				theorem,
				rows([
					[1, 2],
					[2, 4],
					[3, 6],
				]),
			),
		).toEqual(["matroid-rank"]);
		expect(
			await failing(
				theorem,
				rows([
					[1, 2],
					[2, 4],
					[3, 1],
				]),
			),
		).toEqual([]);
	});

	it("small cases are enumerated: with the stored noise the answer is for this problem", async () => {
		expect(await say("soudry-2016-sign-patterns", on())).toMatchObject({
			applies: "yes",
			conclusions: [{ for: "this-problem" }],
		});
		expect((await answers(on()))["bad-differentiable-local-minimum"]).toBe("excluded");
	});

	it("without noise a pattern with dependent columns exists: all units with equal signs have rank d0", async () => {
		const found = await say("soudry-2016-sign-patterns", on(leaky(2), {}));
		expect(found.applies).toBe("no");
		expect(found.hypotheses.find(({ id }) => id === "all-patterns-full-rank")?.evidence).toHaveProperty(
			"signs",
		);
	});

	it("more signs than are enumerated leave it undecided", async () => {
		const many = Array.from({ length: 9 }, (_, k) => [Math.cos(k), Math.sin(k), 0.3 * k - 1]);
		const found = await say(
			"soudry-2016-sign-patterns",
			file(
				many,
				many.map(() => 1),
				leaky(3),
				{ noise },
			),
		);
		expect(found.applies).toBe("undecided");
	});
});
