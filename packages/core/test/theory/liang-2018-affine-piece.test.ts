import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signOf } from "../../src/rigor/rational.ts";
import { classOverlap } from "../../src/theory/exact/class-overlap.ts";
import { affineClassifierPiece } from "../../src/theory/theorems/liang-2018-affine-piece.ts";
import { file } from "./judged.ts";
import { existing, lookAround, reportOf, unmet } from "./judged-directly.ts";

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
const hinge2 = { name: "hinge-power", power: 3 };
const net = (width: number, activation: unknown, more: object = {}) => [
	{ width, activation, ...more },
	{ width: 1 },
];
const on = (layers: readonly object[] = net(3, "relu"), more: object = {}) =>
	file(axes.x, axes.y, layers, { loss: hinge2, ...more });
const both = ["nonzero-training-error", "bad-differentiable-local-minimum"];

/** The least of sum_i l(-y_i (c.x_i + c_0)) / N over affine functions, by coordinate search with shrinking steps. */
function leastAffine(l: (z: number) => number): number {
	const value = (c: readonly number[]) =>
		axes.x.reduce((sum, [p, q], i) => sum + l(-axes.y[i] * (c[0] * p + c[1] * q + c[2])), 0) / axes.x.length;
	let c = [0, 0, 0];
	for (let step = 1; step > 1e-9; ) {
		const next = [0, 1, 2]
			.flatMap((k) => [step, -step].map((s) => c.map((v, j) => (j === k ? v + s : v))))
			.sort((a, b) => value(a) - value(b))[0];
		if (value(next) < value(c)) c = next;
		else step /= 2;
	}
	return value(c);
}

describe("stuck at the best affine classifier", () => {
	it("exists for every width, depth and activation with a sloped piece; training error 1/7 on the crossed axes", async () => {
		const least = leastAffine((z) => Math.max(z + 1, 0) ** 3);
		for (const activation of ["relu", "leaky-relu", "elu", "selu"]) {
			const problem = on(net(4, activation));
			const report = await reportOf(affineClassifierPiece, problem);
			expect(unmet(report), activation).toEqual([]);
			expect(existing(report)).toEqual(both);
			const seen = await lookAround(problem, report, 0.02);
			expect(seen.loss).toBeCloseTo(least, 9);
			expect(seen.gradientNorm).toBeLessThan(1e-6);
			expect(seen.lowest).toBeGreaterThan(-1e-12);
			expect(seen.better).toBeLessThan(seen.loss - 1e-3);
			const wrong = seen.outputs.filter((f, i) => f >= 0 !== axes.y[i] > 0).length;
			expect(wrong).toBe(1);
		}
		const deep = on([
			{ width: 3, activation: "relu" },
			{ width: 1, activation: "leaky-relu" },
			{ width: 2, activation: "elu" },
			{ width: 1 },
		]);
		const report = await reportOf(affineClassifierPiece, deep);
		expect(existing(report)).toEqual(both);
		const seen = await lookAround(deep, report, 1e-3);
		expect(seen.loss).toBeCloseTo(least, 9);
		expect(seen.lowest).toBeGreaterThan(-1e-12);
	});

	it("logistic, exponential and squared hinge losses, with sample weights", async () => {
		const losses: [object, (z: number) => number][] = [
			[{ name: "logistic" }, (z) => Math.log1p(Math.exp(z))],
			[{ name: "exponential" }, Math.exp],
			[{ name: "hinge-power", power: 2 }, (z) => Math.max(z + 1, 0) ** 2],
		];
		for (const [loss, l] of losses) {
			const problem = on(net(2, "relu"), { loss });
			const report = await reportOf(affineClassifierPiece, problem);
			expect(existing(report)).toEqual(both);
			const seen = await lookAround(problem, report, 0.02);
			expect(seen.loss).toBeCloseTo(leastAffine(l), 9);
			expect(seen.lowest).toBeGreaterThan(-1e-12);
		}
		expect(
			existing(await reportOf(affineClassifierPiece, on(net(2, "relu"), { weights: [1, 2, 3, 4, 5, 6, 7] }))),
		).toEqual(both);
	});

	it("one unit cannot bend beside the fit: misclassifying, not shown to be bad; nor where inputs carry both labels", async () => {
		expect(existing(await reportOf(affineClassifierPiece, on(net(1, "relu"))))).toEqual([
			"nonzero-training-error",
		]);
		const mixed = file([...axes.x, [1, 0]], [...axes.y, -1], net(3, "relu"), { loss: hinge2 });
		expect(existing(await reportOf(affineClassifierPiece, mixed))).toEqual(["nonzero-training-error"]);
	});

	it("exclusive or: the best affine classifier is 0; bad, but an error would rest on ties and is not claimed", async () => {
		const xor = file(
			[
				[1, 1],
				[-1, -1],
				[1, -1],
				[-1, 1],
			],
			[1, 1, -1, -1],
			net(3, "relu"),
			{ loss: hinge2 },
		);
		const report = await reportOf(affineClassifierPiece, xor);
		expect(existing(report)).toEqual(["bad-differentiable-local-minimum"]);
		expect((await lookAround(xor, report, 0.05)).loss).toBeCloseTo(1, 12);
	});

	it("each hypothesis dropped in turn", async () => {
		const ids = async (problem: object) =>
			unmet(await reportOf(affineClassifierPiece, problem)).map(([id]) => id);
		for (const activation of ["softplus", "tanh", "exp", "identity"])
			expect(await ids(on(net(3, activation))), activation).toEqual(["affine-piece"]);
		for (const loss of ["squared", "hinge", "absolute"])
			expect(await ids(on(net(3, "relu"), { loss })), loss).toEqual(["convex-margin-loss"]);
		expect(await ids(on(net(3, "relu"), { regularizer: { "weight-decay": 1e-4 } }))).toEqual(["no-penalty"]);
		expect(await ids(on(net(3, "relu", { bias: false })))).toEqual(["biases-everywhere"]);
		expect(await ids(on(net(3, "relu"), { shortcut: { width: 1, activation: "relu" } }))).toContain(
			"one-chain",
		);
		const separable = file([[1], [2], [-1]], [1, 1, -1], net(3, "relu"), { loss: hinge2 });
		expect(await ids(separable)).toEqual(["classes-overlap"]);
	});

	it("classes that touch are parted weakly, exactly; an ulp more and they overlap", async () => {
		const touching = (d: number) =>
			file([[0], [1], [d], [-1]], [1, 1, -1, -1], net(3, "relu"), { loss: hinge2 });
		expect(unmet(await reportOf(affineClassifierPiece, touching(0)))).toEqual([["classes-overlap", "fails"]]);
		for (const d of [1e-3, 1e-9, 1e-15, 2 ** -60, 5e-324])
			expect(unmet(await reportOf(affineClassifierPiece, touching(d))), `${d}`).toEqual([]);
		const midpoint = (shift: number) => ({
			x: Float64Array.of(-2e-9, -80, 0, 60, -1e-9, -10 + shift),
			y: Float64Array.of(-1, -1, 1),
			samples: 3,
			inputs: 2,
		});
		expect((await classOverlap(midpoint(0))).status).toBe("holds");
		// Off the line the three points are affinely independent, so any labels are separable.
		for (const shift of [2 ** -40, -(2 ** -40)])
			expect((await classOverlap(midpoint(shift))).status).toBe("fails");
	});
});

describe("overlap of two classes", () => {
	it("agrees with the enumeration of all lines through two samples, on small integer points", async () => {
		const point = fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 }), fc.boolean());
		let held = 0;
		let failed = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(point, { minLength: 3, maxLength: 9 }), async (samples) => {
				const spansPlane = samples.some(([a, b]) =>
					samples.some(([c, d]) => samples.some(([e, f]) => (c - a) * (f - b) - (d - b) * (e - a) !== 0)),
				);
				fc.pre(spansPlane);
				const label = (positive: boolean) => (positive ? 1 : -1);
				// Extreme rays of {y_i (u.x_i + beta) >= 0} pass through two distinct samples, or through none (u = 0).
				const weakly = (u: number, v: number, beta: number) =>
					samples.every(([a, b, p]) => label(p) * (u * a + v * b + beta) >= 0);
				let parted = weakly(0, 0, 1) || weakly(0, 0, -1);
				for (const [a, b] of samples)
					for (const [c, d] of samples)
						if (a !== c || b !== d) parted ||= weakly(b - d, c - a, a * d - b * c);
				const found = await classOverlap({
					x: Float64Array.from({ length: 2 * samples.length }, (_, k) => Number(samples[k >> 1][k % 2])),
					y: Float64Array.from(samples, ([, , p]) => label(p)),
					samples: samples.length,
					inputs: 2,
				});
				expect(found.status).toBe(parted ? "fails" : "holds");
				if (found.status === "holds") held++;
				if (found.status === "fails") {
					failed++;
					const common = found.hyperplane.reduce((product, { denominator }) => product * denominator, 1n);
					const h = found.hyperplane.map(({ numerator, denominator }) => (numerator * common) / denominator);
					for (const [a, b, p] of samples) {
						const side = h[0] * BigInt(a) + h[1] * BigInt(b) + h[2];
						expect(p ? side >= 0n : side <= 0n).toBe(true);
					}
					expect(found.hyperplane.some((entry) => signOf(entry) !== 0)).toBe(true);
				}
			}),
			{ seed: 20261125, numRuns: 400 },
		);
		expect(held).toBeGreaterThan(50);
		expect(failed).toBeGreaterThan(50);
	});
});
