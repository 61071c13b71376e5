import { describe, expect, it } from "vitest";
import { answers, failing, file, say, statuses } from "./judged.ts";

const separable = {
	x: [
		[0, 1],
		[1, 2],
		[2, 0.5],
		[-1, -1],
		[-2, 0.5],
		[-0.5, -2],
	],
	y: [1, 1, 1, -1, -1, -1],
};
const axes = {
	x: [
		[1, 0],
		[-1.2, 0],
		[0.9, 0],
		[0, 1],
		[0, -1.1],
		[0, -0.8],
		[0, 1.3],
	],
	y: [1, 1, 1, -1, -1, -1, -1],
};
const net = (width: number, activation: unknown, more: object = {}) => [
	{ width, activation, ...more },
	{ width: 1 },
];
const hinge = { loss: "hinge-power" };

describe("separable data", () => {
	const theorem = "liang-2018-separable";
	const on = (more: object = {}, layers: readonly object[] = net(1, "softplus")) =>
		file(separable.x, separable.y, layers, { ...hinge, ...more });

	it("applies to one unit, to kinked increasing units, to a shortcut beside any network, with sample weights", async () => {
		for (const activation of [
			"softplus",
			"sigmoid",
			"tanh",
			"exp",
			"arctan",
			"identity",
			"leaky-relu",
			"elu",
			"selu",
		])
			expect(await failing(theorem, on({}, net(1, activation))), activation).toEqual([]);
		const deep = [{ width: 3, activation: "relu" }, { width: 2, activation: "sin" }, { width: 1 }];
		expect(await failing(theorem, on({ shortcut: { width: 1, activation: "softplus" } }, deep))).toEqual([]);
		expect(await failing(theorem, on({ weights: [1, 2, 3, 4, 5, 6] }))).toEqual([]);
		expect(await failing(theorem, on({ loss: { name: "hinge-power", power: 2 } }))).toEqual([]);
	});

	it("each hypothesis dropped in turn is the one that fails", async () => {
		for (const activation of ["relu", "square", "gelu", "silu", "sin", "gaussian"])
			expect(await failing(theorem, on({}, net(2, activation))), activation).toEqual([
				"activation-increasing",
			]);
		for (const loss of ["squared", "hinge", "absolute"])
			expect(await failing(theorem, on({ loss })), loss).toEqual(["monotone-margin-loss"]);
		expect(await failing(theorem, on({ regularizer: { "weight-decay": 0.1 } }))).toEqual([
			"shortcut-unpenalised",
		]);
		expect(
			await failing(
				theorem,
				on({}, [{ width: 2, activation: "tanh", fixed: { init: "normal" } }, { width: 1 }]),
			),
		).toContain("shortcut-branch");
		const deep = [{ width: 3, activation: "tanh" }, { width: 2, activation: "tanh" }, { width: 1 }];
		expect(await failing(theorem, on({}, deep))).toContain("shortcut-branch");
		expect(await failing(theorem, file(axes.x, axes.y, net(2, "softplus"), hinge))).toEqual([
			"linearly-separable",
		]);
		const regression = file(separable.x, [1, 2, 3, 4, 5, 6], net(2, "tanh"));
		expect(await failing(theorem, regression)).toContain("binary-labels");
	});

	it("without trained inner biases the hyperplane must pass through the origin", async () => {
		const x = [[1], [2], [3]];
		const y = [-1, 1, 1];
		expect(await failing(theorem, file(x, y, net(1, "tanh"), hinge))).toEqual([]);
		expect(await failing(theorem, file(x, y, net(1, "tanh", { bias: false }), hinge))).toEqual([
			"linearly-separable",
		]);
	});

	it("the exact midpoint of two negatives is not separable, whatever a solver says", async () => {
		const midpoint = file(
			[
				[-2e-9, -80],
				[0, 60],
				[-1e-9, -10],
			],
			[-1, -1, 1],
			net(1, "identity"),
			hinge,
		);
		expect(await statuses(theorem, midpoint)).toMatchObject({ applies: "no", "linearly-separable": "fails" });
	});

	it("a flat loss that is 0 where it is flat makes every local minimum global; an exponential neuron may stand beside", async () => {
		expect(await answers(on())).toMatchObject({
			"nonzero-training-error": "excluded",
			"bad-local-minimum": "excluded",
			"bad-basin": "excluded",
			"bad-valley": "undecided",
		});
		expect(await failing(theorem, on({ neuron: { penalty: 0.1 } }))).toEqual([]);
	});

	it("one class alone", async () => {
		expect(await failing(theorem, file(separable.x, [1, 1, 1, 1, 1, 1], net(1, "tanh"), hinge))).toEqual([]);
	});
});

describe("classes in different subspaces", () => {
	const theorem = "liang-2018-subspaces";
	const on = (more: object = {}, layers: readonly object[] = net(6, "softplus")) =>
		file(axes.x, axes.y, layers, { ...hinge, ...more });

	it("applies to n - 1 strictly convex units on data that are not separable", async () => {
		for (const activation of ["softplus", "exp", "square"])
			expect(await failing(theorem, on({}, net(6, activation)))).toEqual([]);
		expect(await answers(on())).toMatchObject({
			"nonzero-training-error": "excluded",
			"bad-local-minimum": "excluded",
		});
	});

	it("counts distinct inputs, and needs one unit less than there are", async () => {
		expect(await failing(theorem, on({}, net(5, "softplus")))).toEqual(["width-for-subspaces"]);
		const doubled = file([...axes.x, axes.x[0]], [...axes.y, axes.y[0]], net(6, "softplus"), hinge);
		expect(await failing(theorem, doubled)).toEqual([]);
	});

	it("each hypothesis dropped in turn is the one that fails", async () => {
		for (const activation of ["relu", "tanh", "sigmoid", "identity", "gelu", "cube"])
			expect(await failing(theorem, on({}, net(6, activation))), activation).toEqual([
				"activation-strictly-convex",
			]);
		expect(await failing(theorem, on({ loss: { name: "hinge-power", power: 2 } }))).toEqual([
			"smooth-margin-loss",
		]);
		expect(await failing(theorem, on({ loss: "squared" }))).toEqual(["smooth-margin-loss"]);
		expect(
			await failing(
				theorem,
				on({}, [
					{ width: 6, activation: "softplus" },
					{ width: 1, bias: false },
				]),
			),
		).toEqual(["offset-trained"]);
		expect(await failing(theorem, on({ regularizer: { "weight-decay": 1e-6 } }))).toEqual([
			"shortcut-unpenalised",
		]);
		const oneLine = file([[2], [-2], [1], [-1]], [1, 1, -1, -1], net(9, "softplus"), hinge);
		expect(await failing(theorem, oneLine)).toEqual(["classes-outside-spans"]);
	});

	it("a sample in the span of the other class by 1e-13 is in it or not, exactly", async () => {
		const negatives = [
			[1, 0, 0],
			[1, 1e-13, 0],
		];
		const with0 = (positive: number[], bias: boolean) =>
			file([...negatives, positive], [-1, -1, 1], net(4, "softplus", { bias }), hinge);
		expect(await failing(theorem, with0([0, 1, 0], false))).toEqual(["classes-outside-spans"]);
		expect(await failing(theorem, with0([1, 1, 0], false))).toEqual(["classes-outside-spans"]);
		expect(await failing(theorem, with0([1, 1, 0], true))).toEqual(["classes-outside-spans"]);
		expect(await failing(theorem, with0([0, 1, 0], true))).toEqual([]);
	});

	it("the smaller width needs independent samples within the classes, shown and not assumed", async () => {
		const direction = (angle: number): number[] => [Math.cos(angle), Math.sin(angle)];
		const many = Array.from({ length: 14 }, (_, k) => [...direction(k + 1), 0.3 * k - 2]);
		const positives = many.slice(0, 12).map(([a, , c]) => [a, 0, c]);
		const negatives = many.slice(0, 12).map(([, b, c]) => [0, b, c]);
		const wide = file(
			[...positives, ...negatives],
			[...positives.map(() => 1), ...negatives.map(() => -1)],
			net(22, "softplus", { bias: false }),
			hinge,
		);
		const found = await say(theorem, wide);
		const width = found.hypotheses.find(({ id }) => id === "width-for-subspaces");
		expect(width?.status).toBe("fails"); // 22 < 23 = n - 1 and 2 max(24/1, 2, 2) = 48
		expect(width?.evidence).toMatchObject({ width: 22, needed: 23, orRanks: 48 });
	});
});

describe("losses that are never flat", () => {
	const theorem = "liang-2018-logistic-vacuous";

	it("separable data: no local minimum at all, and a decreasing path to infinity", async () => {
		for (const loss of ["logistic", "exponential"]) {
			const problem = file(separable.x, separable.y, net(2, "tanh"), { loss });
			expect(await failing(theorem, problem)).toEqual([]);
			expect(await answers(problem)).toMatchObject({
				"nonzero-training-error": "vacuous",
				"bad-local-minimum": "vacuous",
				"bad-strict-local-minimum": "vacuous",
				"bad-basin": "vacuous",
				"decreasing-path-to-infinity": "exists",
			});
		}
	});

	it("different subspaces do as well; neither fails when neither applies", async () => {
		expect(await failing(theorem, file(axes.x, axes.y, net(6, "softplus"), { loss: "logistic" }))).toEqual(
			[],
		);
		expect(await failing(theorem, file(axes.x, axes.y, net(6, "tanh"), { loss: "logistic" }))).toEqual([
			"separable-or-subspaces",
		]);
		expect(await failing(theorem, file(separable.x, separable.y, net(2, "tanh"), hinge))).toEqual([
			"loss-never-flat",
		]);
	});
});
