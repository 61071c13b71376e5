import { describe, expect, it } from "vitest";
import { answers, failing, file, say } from "./judged.ts";

const net = (width: number, activation: unknown, more: object = {}, output: object = {}) => [
	{ width, activation, ...more },
	{ width: 1, ...output },
];

describe("quadratic units", () => {
	const theorem = "liang-2018-quadratic-neurons";
	/** Classes on the two axes: x^2 - y^2 and y^2 - x^2 tell them apart, so do two semidefinite forms. */
	const axes = {
		x: [
			[1, 0],
			[-1.2, 0],
			[0.9, 0],
			[0, 1],
			[0, -1.1],
			[0, -0.8],
		],
		y: [1, 1, 1, -1, -1, -1],
	};
	const hinge = { loss: "hinge-power" };

	it("classify whenever semidefinite forms tell the classes apart both ways", async () => {
		expect(await failing(theorem, file(axes.x, axes.y, net(5, "square", { bias: false }), hinge))).toEqual(
			[],
		);
		expect(await failing(theorem, file(axes.x, axes.y, net(7, "square"), hinge))).toEqual([]);
		expect(await answers(file(axes.x, axes.y, net(7, "square"), hinge))).toMatchObject({
			"nonzero-training-error": "excluded",
		});
	});

	it("each hypothesis dropped in turn; separable data that fail by semidefiniteness, exactly", async () => {
		expect(await failing(theorem, file(axes.x, axes.y, net(4, "square", { bias: false }), hinge))).toEqual([
			"width-for-quadratic-units",
		]);
		expect(await failing(theorem, file(axes.x, axes.y, net(7, "softplus"), hinge))).toEqual([
			"quadratic-units",
		]);
		expect(
			await failing(theorem, file(axes.x, axes.y, net(7, "square", {}, { bias: false }), hinge)),
		).toEqual(["offset-trained"]);
		const n1 = [
			[2, 2],
			[2.5, 1],
			[1.5, 2.2],
			[-0.5, -0.6],
			[-0.7, 0.1],
			[-0.2, -0.8],
		];
		const bare = file(n1, [1, 1, 1, -1, -1, -1], net(9, "square", { bias: false }), hinge);
		expect(await failing(theorem, bare)).toEqual(["pencil-indefinite"]);
		const found = await say(theorem, bare);
		expect(found.hypotheses.at(-1)).toMatchObject({ status: "fails", evidence: { sign: 1 } });
	});

	it("a common point of both classes makes forms impossible: never holds", async () => {
		const shared = file(
			[
				[1, 0],
				[0, 1],
				[1, 0],
			],
			[1, -1, -1],
			net(9, "square", { bias: false }),
			hinge,
		);
		expect((await say(theorem, shared)).applies).not.toBe("yes");
	});
});

describe("an exponential neuron", () => {
	const theorem = "liang-2018-exponential-neuron";
	const on = (more: Record<string, unknown>) => file([[0], [1], [2]], [1, -1, 1], net(1, "tanh"), more);

	it("makes every local minimum global, whatever the network", async () => {
		const problem = on({ neuron: { penalty: 0.1 }, loss: "hinge-power" });
		expect(await failing(theorem, problem)).toEqual([]);
		expect(await answers(problem)).toMatchObject({
			"bad-local-minimum": "excluded",
			"nonzero-training-error": "excluded",
		});
		expect(await answers(on({ neuron: { penalty: 0.1 } }))).toMatchObject({
			"bad-local-minimum": "excluded",
		});
	});

	it("with the logistic loss there is none at all, unless every input carries both labels", async () => {
		expect(await answers(on({ neuron: { penalty: 0.1 }, loss: "logistic" }))).toMatchObject({
			"bad-local-minimum": "vacuous",
		});
		const mixed = file([[0], [0]], [1, -1], net(1, "tanh"), { neuron: { penalty: 0.1 }, loss: "logistic" });
		expect(await answers(mixed)).toMatchObject({
			"bad-local-minimum": "excluded",
			"nonzero-training-error": "undecided",
		});
	});

	it("each hypothesis dropped in turn", async () => {
		expect(await failing(theorem, on({ neuron: { penalty: 0 } }))).toEqual(["exponential-neuron-penalised"]);
		expect(
			await failing(theorem, on({ neuron: { penalty: 0.1 }, regularizer: { "weight-decay": 0.1 } })),
		).toEqual(["exponential-neuron-penalised"]);
		expect(await failing(theorem, on({ neuron: { penalty: 0.1 }, loss: "absolute" }))).toEqual([
			"convex-differentiable-loss",
		]);
		const noisy = file([[0], [0], [2]], [1, 1, 1], net(1, "tanh"), {
			neuron: { penalty: 0.1 },
			noise: { law: "normal", sigma: 0.1 },
		});
		expect(await failing(theorem, noisy)).toEqual(["equal-outputs-for-equal-inputs"]);
	});
});

describe("lower layers held fixed", () => {
	const theorem = "soudry-2016-last-two-layers";
	const leaky = { name: "leaky-relu", slope: 0.1 };
	const layers = (widths: readonly number[], fixed: object = { init: "normal" }) => [
		{ width: widths[0], activation: leaky, bias: false, fixed },
		{ width: widths[1], activation: leaky, bias: false },
		{ width: 1, bias: false },
	];
	const x = [
		[1, 2],
		[2, -1],
		[-1, 1],
		[3, 1],
		[1, -2],
		[0.5, 1],
	];
	const on = (
		given: readonly object[],
		more: Record<string, unknown> = { noise: { law: "normal", sigma: 0.2 } },
	) => file(x, [1, 2, 3, 4, 5, 6], given, more);

	it("N up to the product of the last two hidden widths, with probability one over the noise", async () => {
		expect(await failing(theorem, on(layers([3, 2])))).toEqual([]);
		expect((await say(theorem, on(layers([3, 2])))).conclusions).toMatchObject([
			{ for: "almost-every-noise" },
		]);
		expect(await failing(theorem, on(layers([5, 1])))).toEqual(["last-two-widths"]);
		expect(await failing(theorem, on(layers([3, 2]), {}))).toEqual(["continuous-noise"]);
		expect(
			await failing(theorem, on([{ width: 3, activation: leaky, bias: false }, ...layers([3, 2]).slice(1)])),
		).toEqual(["frozen-lower-layers"]);
	});

	it("a first-layer preactivation exactly 0 is seen", async () => {
		const weights = { values: [1, -2, 1, 1, 0, 1] }; // 1 x + -2 y = 0 would need (2, 1); (1, 1).(-1, 1) = 0
		expect(await failing(theorem, on(layers([3, 2], weights)))).toEqual(["frozen-lower-layers"]);
	});
});
