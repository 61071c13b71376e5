import { describe, expect, it } from "vitest";
import { answers, failing, file, say } from "./judged.ts";

const line = { x: [[-1], [0.5], [2], [3]], y: [0, 1, -1, 2] };
const net = (width: number, activation: unknown, more: object = {}) => [
	{ width, activation, ...more },
	{ width: 1 },
];
const on = (layers: readonly object[], more: Readonly<Record<string, unknown>> = {}) =>
	file(line.x, line.y, layers, more);

describe("wide layers", () => {
	it("a last hidden layer as wide as the distinct inputs excludes basins, whatever the activations and losses", async () => {
		const theorem = "li-2018-wide-last-layer";
		const layers = (width: number) => [
			{ width: 1, activation: "sin" },
			{ width, activation: "gelu" },
			{ width: 1 },
		];
		expect(await failing(theorem, on(layers(4)))).toEqual([]);
		expect(await failing(theorem, on(layers(3)))).toEqual(["last-hidden-layer-wide"]);
		expect(await failing(theorem, on(layers(4), { loss: "absolute" }))).toEqual([]);
		expect(await failing(theorem, file([[1], [1], [1], [2]], line.y, layers(2)))).toEqual([]);
		expect(await answers(on(layers(4)))).toMatchObject({
			"bad-local-minimum": "undecided",
			"bad-strict-local-minimum": "excluded",
			"bad-basin": "excluded",
			"bad-valley": "undecided",
		});
	});

	it("penalties, constants, noise, non-linear outputs and branches void it", async () => {
		const theorem = "li-2018-wide-last-layer";
		expect(await failing(theorem, on(net(4, "tanh"), { regularizer: { "weight-decay": 1e-9 } }))).toEqual([
			"no-penalty",
		]);
		expect(
			await failing(theorem, on([{ width: 4, activation: "tanh", fixed: "ones" }, { width: 1 }])),
		).toEqual(["everything-trained"]);
		expect(await failing(theorem, on(net(4, "tanh"), { noise: { law: "normal", sigma: 0.1 } }))).toEqual([
			"no-noise",
		]);
		expect(
			await failing(
				theorem,
				on([
					{ width: 4, activation: "tanh" },
					{ width: 1, activation: "sigmoid" },
				]),
			),
		).toEqual(["linear-output"]);
		expect(
			await failing(theorem, on(net(4, "tanh"), { shortcut: { width: 1, activation: "tanh" } })),
		).toContain("one-chain");
	});

	it("one wide layer, then a pyramid of monotone activations", async () => {
		const theorem = "li-2018-wide-then-pyramid";
		const layers = (widths: readonly number[], last = "tanh") => [
			...widths.map((width, k) => ({ width, activation: k === 0 ? "sin" : last })),
			{ width: 1 },
		];
		expect(await failing(theorem, on(layers([4, 3, 2])))).toEqual([]);
		expect(await failing(theorem, on(layers([4, 9, 2], "relu")))).toEqual([]);
		expect(await failing(theorem, on(layers([3, 3, 2])))).toEqual(["wide-then-pyramid"]);
		expect(await failing(theorem, on(layers([4, 2, 3])))).toEqual(["wide-then-pyramid"]);
		expect(await failing(theorem, on(layers([4, 3], "sin")))).toEqual(["wide-then-pyramid"]);
	});

	it("as many units as the features have dimensions exclude valleys: proved bounds only", async () => {
		const theorem = "li-2018-feature-span";
		expect(await failing(theorem, on(net(4, "sin")))).toEqual([]);
		expect(await failing(theorem, on(net(3, "sin")))).toEqual(["width-spans-features"]);
		expect(await failing(theorem, on(net(3, "square")))).toEqual([]); // 1, x, x^2
		expect(await failing(theorem, on(net(1, "square", { bias: false })))).toEqual([]); // x^2
		expect(await failing(theorem, on(net(2, "square")))).toEqual(["width-spans-features"]);
		expect(await failing(theorem, on(net(2, "identity")))).toEqual([]);
		const symmetric = (width: number, bias: boolean) =>
			file([[1], [-1], [2], [-2], [0]], [1, 2, 3, 4, 5], net(width, "tanh", { bias }));
		expect(await failing(theorem, symmetric(2, false))).toEqual([]);
		expect(await failing(theorem, symmetric(2, true))).toEqual(["width-spans-features"]);
	});

	it("seven sigmoid features that look like three in floating point are seven: three units are not enough to conclude", async () => {
		const x = Array.from({ length: 7 }, (_, n) => [1 + 2e-5 * n]);
		const close = file(x, [0, 1, 0, 1, 0, 1, 0], net(3, "sigmoid", { bias: false }));
		expect(await failing("li-2018-feature-span", close)).toEqual(["width-spans-features"]);
		const [found] = (await say("li-2018-feature-span", close)).hypotheses.slice(-1);
		expect(found).toMatchObject({ status: "undecided", evidence: { bound: 7 } });
	});

	it("polynomials of finite dimension, for any data", async () => {
		const theorem = "venturi-2018-intrinsic-dimension";
		const plane = (width: number, activation: unknown, bias: boolean) =>
			file(
				[
					[1, 2],
					[3, 4],
				],
				[1, 2],
				net(width, activation, { bias }),
			);
		expect(await failing(theorem, plane(3, "square", false))).toEqual([]); // x^2, xy, y^2
		expect(await failing(theorem, plane(6, "square", true))).toEqual([]);
		expect(await failing(theorem, plane(5, "square", true))).toEqual(["width-at-least-intrinsic-dimension"]);
		expect(await failing(theorem, plane(99, "tanh", true))).toEqual(["width-at-least-intrinsic-dimension"]);
	});
});

describe("homogeneous units", () => {
	it("make basins and strict minima vacuous, also beside other layers; weight decay ends that", async () => {
		const theorem = "li-2018-homogeneous-vacuous";
		for (const activation of ["relu", "leaky-relu", "identity", "square", "cube"])
			expect(await failing(theorem, on(net(2, activation))), activation).toEqual([]);
		expect(
			await failing(
				theorem,
				on([{ width: 2, activation: "tanh" }, { width: 2, activation: "relu" }, { width: 1 }]),
			),
		).toEqual([]);
		expect(await failing(theorem, on(net(2, "tanh")))).toEqual(["homogeneous-unit"]);
		expect(await failing(theorem, on(net(2, "relu"), { regularizer: { "weight-decay": 0.1 } }))).toEqual([
			"no-penalty",
		]);
		expect(await answers(on(net(9, "relu")))).toMatchObject({
			"bad-strict-local-minimum": "vacuous",
			"bad-basin": "vacuous",
			"bad-valley": "excluded",
		});
	});
});

describe("linear networks", () => {
	it("no local minimum is bad, at any depth, with the biases that the closed forms cover", async () => {
		const layers = (depth: number, bias: boolean) =>
			Array.from({ length: depth }, () => ({ width: 1, activation: "identity", bias }));
		expect(await failing("zhou-2018-shallow-linear", on(layers(2, false)))).toEqual([]);
		expect(await failing("zhou-2018-deep-linear", on(layers(4, true)))).toEqual([]);
		expect(await failing("zhou-2018-deep-linear", on(layers(2, true)))).toEqual(["three-layers-or-more"]);
		expect(await failing("zhou-2018-shallow-linear", on(layers(3, true)))).toEqual(["two-layers"]);
		expect(await failing("zhou-2018-shallow-linear", on(layers(2, true), { loss: "absolute" }))).toEqual([
			"linear-network",
		]);
		expect(await answers(on(layers(3, false)))).toMatchObject({ "bad-local-minimum": "excluded" });
	});
});

describe("paths to infinity", () => {
	it("weight decay excludes decreasing ones; without it an idle unit makes one", async () => {
		expect(await answers(on(net(2, "tanh"), { regularizer: { "weight-decay": 0.1 } }))).toMatchObject({
			"decreasing-path-to-infinity": "excluded",
		});
		expect(await answers(on(net(1, "tanh")))).toMatchObject({ "decreasing-path-to-infinity": "exists" });
		expect(await answers(on([{ width: 1 }]))).toMatchObject({ "decreasing-path-to-infinity": "undecided" });
	});
});
