import { describe, expect, it } from "vitest";
import { oddActivation } from "../../src/theory/theorems/liang-2018-odd-activation.ts";
import { oneSubspace } from "../../src/theory/theorems/liang-2018-one-subspace.ts";
import { file } from "./judged.ts";
import { existing, lookAround, reportOf, unmet } from "./judged-directly.ts";

/** The hinge of order 2 in the papers. */
const hinge2 = { name: "hinge-power", power: 3 };
const net = (width: number, activation: unknown, more: object = {}) => [
	{ width, activation, ...more },
	{ width: 1 },
];
const both = ["bad-differentiable-local-minimum", "nonzero-training-error"];

describe("one class a spread of the other", () => {
	/** Every negative twice: the best constant is 2 sqrt 2 - 3, no tie. */
	const tieFree = (layers: readonly object[] = net(3, "softplus"), more: object = {}) =>
		file([[2], [-2], [1], [-1], [1], [-1]], [1, 1, -1, -1, -1, -1], layers, { loss: hinge2, ...more });

	it("the tie-free data: loss 0.915055, constant 2 sqrt 2 - 3, at every width and for many activations", async () => {
		for (const width of [1, 3, 12])
			for (const activation of ["softplus", "square", "exp", "sigmoid", "elu", "gelu", "sin"]) {
				const problem = tieFree(net(width, activation));
				const report = await reportOf(oneSubspace, problem);
				expect(unmet(report), activation).toEqual([]);
				expect(existing(report)).toEqual(both);
				const seen = await lookAround(problem, report, 0.02);
				expect(seen.loss).toBeCloseTo(0.915055, 6);
				for (const f of seen.outputs) expect(f).toBeCloseTo(2 * Math.sqrt(2) - 3, 10);
				expect(seen.gradientNorm).toBeLessThan(1e-12);
				expect(seen.lowest).toBeGreaterThan(-1e-14);
				expect(seen.better).toBeLessThan(seen.loss - 1e-4);
			}
	});

	it("logistic and exponential losses, classes exchanged, weights", async () => {
		for (const loss of [{ name: "logistic" }, { name: "exponential" }, { name: "hinge-power", power: 2 }]) {
			const exchanged = file([[2], [-2], [1], [-1]], [-1, -1, 1, 1], net(2, "softplus"), {
				loss,
				weights: [1, 1, 2, 2],
			});
			const report = await reportOf(oneSubspace, exchanged);
			expect(existing(report)).toEqual(both);
			const seen = await lookAround(exchanged, report, 0.02);
			expect(seen.outputs[0]).toBeGreaterThan(0);
			expect(seen.lowest).toBeGreaterThan(-1e-14);
			expect(seen.better).toBeLessThan(seen.loss - 1e-4);
		}
	});

	it("balanced: bad, but an error would rest on ties and is not claimed", async () => {
		const balanced = file([[2], [-2], [1], [-1]], [1, 1, -1, -1], net(3, "softplus"), { loss: hinge2 });
		expect(existing(await reportOf(oneSubspace, balanced))).toEqual(["bad-differentiable-local-minimum"]);
	});

	it("negatives +-(1 + d) around positives +-1: the negatives are the wider class, exactly, never the positives", async () => {
		for (const d of [1e-7, 1e-8, 1e-9, 2 ** -52]) {
			const close = file([[1], [-1], [1 + d], [-1 - d]], [1, 1, -1, -1], net(2, "square"), { loss: hinge2 });
			const report = await reportOf(oneSubspace, close);
			const trap = report.hypotheses.find(({ id }) => id === "mean-predictor-trapped");
			expect(trap?.evidence.side).toBe("convex");
			const point = report.conclusions[0]?.witness?.point ?? [];
			// No coupling spreads the negatives to the positives: square units with positive weights, not with negative ones.
			expect(point[4]).toBeGreaterThan(0);
		}
		const off = file([[1], [-1], [2 + 2 ** -40], [-2]], [1, 1, -1, -1], net(2, "square"), { loss: hinge2 });
		expect(unmet(await reportOf(oneSubspace, off))).toEqual([["mean-predictor-trapped", "fails"]]);
	});

	it("each hypothesis dropped in turn", async () => {
		const ids = async (problem: object) => unmet(await reportOf(oneSubspace, problem)).map(([id]) => id);
		expect(await ids(tieFree(net(3, "relu")))).toEqual(["curved-activation"]);
		expect(await ids(tieFree(net(3, "softplus", { bias: false })))).toEqual(["inner-and-outer-biases"]);
		expect(await ids(tieFree(undefined, { loss: "squared" }))).toEqual(["convex-margin-loss"]);
		expect(await ids(tieFree(undefined, { loss: "hinge" }))).toContain("convex-margin-loss");
		expect(await ids(tieFree(undefined, { regularizer: { "weight-decay": 1e-3 } }))).toEqual(["no-penalty"]);
		expect(await ids(tieFree(undefined, { neuron: { penalty: 1 } }))).toContain("one-hidden-layer");
	});
});

describe("odd activations without inner biases on mirrored data", () => {
	const axes = {
		x: [
			[1, 0],
			[-1, 0],
			[0, 1],
			[0, -1],
			[0, 2],
			[0, -2],
		],
		y: [1, 1, -1, -1, -1, -1],
	};
	const on = (layers: readonly object[], more: object = {}) =>
		file(axes.x, axes.y, layers, { loss: hinge2, ...more });
	const unbiased = (width: number, activation: string) => net(width, activation, { bias: false });

	it("the constant is the global minimum at any width and depth, training error 2/6: no random point is lower", async () => {
		for (const loss of [hinge2, { name: "logistic" }, { name: "squared" }])
			for (const layers of [
				unbiased(1, "tanh"),
				unbiased(24, "tanh"),
				unbiased(3, "sigmoid"),
				unbiased(3, "identity"),
				[
					{ width: 3, activation: "tanh", bias: false },
					{ width: 2, activation: "sin", bias: false },
					{ width: 1 },
				],
			]) {
				const problem = on(layers, { loss });
				const report = await reportOf(oddActivation, problem);
				expect(unmet(report)).toEqual([]);
				expect(existing(report)).toEqual(["nonzero-training-error"]);
				for (const radius of [0.1, 2, 20])
					expect((await lookAround(problem, report, radius)).lowest).toBeGreaterThan(-1e-14);
				expect((await lookAround(problem, report, 1)).outputs.every((f) => f < 0)).toBe(true);
			}
	});

	it("each hypothesis dropped in turn", async () => {
		const ids = async (problem: object) => unmet(await reportOf(oddActivation, problem)).map(([id]) => id);
		expect(await ids(on(net(3, "tanh")))).toEqual(["odd-network"]);
		for (const activation of ["softplus", "relu", "square"])
			expect(await ids(on(unbiased(3, activation))), activation).toEqual(["odd-network"]);
		expect(
			await ids(
				on([
					{ width: 3, activation: "sigmoid", bias: false },
					{ width: 2, activation: "tanh", bias: false },
					{ width: 1 },
				]),
			),
		).toEqual(["odd-network"]);
		expect(
			await ids(
				on([
					{ width: 3, activation: "tanh", bias: false },
					{ width: 1, bias: false },
				]),
			),
		).toEqual(["output-bias-trained"]);
		const moved = axes.x.map(([a, b], i) => (i === 5 ? [a, b - 2 ** -50] : [a, b]));
		expect(await ids(file(moved, axes.y, unbiased(3, "tanh"), { loss: hinge2 }))).toEqual([
			"mirrored-samples",
		]);
		expect(await ids(on(unbiased(3, "tanh"), { weights: [1, 1, 1, 1, 1, 1.5] }))).toEqual([
			"mirrored-samples",
		]);
		expect(await ids(on(unbiased(3, "tanh"), { regularizer: { "weight-decay": 0.1 } }))).toEqual([
			"no-penalty",
		]);
		const balanced = file(axes.x.slice(0, 4), axes.y.slice(0, 4), unbiased(3, "tanh"), { loss: hinge2 });
		expect(existing(await reportOf(oddActivation, balanced))).toEqual([]);
	});
});
