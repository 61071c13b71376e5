import { describe, expect, it } from "vitest";
import { answers, failing, file, statuses } from "./judged.ts";

const hinge2 = { loss: { name: "hinge-power", power: 3 } };
const net = (width: number, activation: unknown, more: object = {}) => [
	{ width, activation, ...more },
	{ width: 1 },
];

describe("cases that must not be decided the other way", () => {
	it("softplus without inner biases on (1,+) (1,+) (-1,-) (-1,-) (2,-) (-2,+): nothing excludes errors", async () => {
		// sum_i y_i softplus(w x_i) = 0 for every w, so f = 0 is a global minimum for every convex loss, whatever the width.
		const softplus = (t: number) => Math.log1p(Math.exp(-Math.abs(t))) + Math.max(t, 0);
		const x = [1, 1, -1, -1, 2, -2];
		const y = [1, 1, -1, -1, -1, 1];
		for (const w of [-3, -0.5, 0.1, 1, 7])
			expect(x.reduce((sum, xi, i) => sum + y[i] * softplus(w * xi), 0)).toBeCloseTo(0, 13);
		for (const width of [1, 7, 50]) {
			const rows = x.map((xi) => [xi]);
			const found = await answers(file(rows, y, net(width, "softplus", { bias: false }), hinge2));
			expect(["undecided", "exists"]).toContain(found["nonzero-training-error"]);
			expect(found["bad-local-minimum"]).not.toBe("vacuous");
		}
	});

	it("independence within the classes is decided, not assumed: general points, a repeated one, one-hot features", async () => {
		const curve = (t: number) => [1, t, t * t];
		const make = (inner: readonly (readonly number[])[], outer: readonly (readonly number[])[]) =>
			file(
				[...inner.map((p) => [...p, 0, 0, 0]), ...outer.map((p) => [0, 0, 0, ...p])],
				[...inner.map(() => 1), ...outer.map(() => -1)],
				net(18, "softplus", { bias: false }),
				hinge2,
			);
		const theorem = "liang-2018-subspaces";
		const general = Array.from({ length: 13 }, (_, k) => curve(k - 5));
		// n = 26 distinct inputs, ranks 3, 3, 6: n - 1 = 25 > 18 >= 2 max(ceil(26 / 3), 3, 3).
		expect(await failing(theorem, make(general, general))).toEqual([]);
		const repeated = [...general.slice(1), general[5]];
		expect(await statuses(theorem, make(repeated, general))).toMatchObject({
			applies: "no",
			"width-for-subspaces": "fails",
		});
		const padded = [...general.slice(2), [1, 0, 0], [0, 1, 0]]; // three with the same last entry 0
		expect((await statuses(theorem, make(padded, general))).applies).not.toBe("yes");
	});

	it("quadratic units without inner biases on separable data: the second moments decide, ties claim no error", async () => {
		const positives = [
			[2, 2],
			[2.5, 1],
			[1.5, 2.2],
		];
		const negatives = [
			[-0.5, -0.6],
			[-0.7, 0.1],
			[-0.2, -0.8],
		];
		const square = net(9, "square", { bias: false });
		const theorem = "liang-2018-quadratic-neurons";
		expect(
			await failing(theorem, file([...positives, ...negatives], [1, 1, 1, -1, -1, -1], square, hinge2)),
		).toEqual(["pencil-indefinite"]);
	});

	it("a smooth hinge of order 1 is enough for separable data, not for different subspaces", async () => {
		const x = [
			[1, 0],
			[0, 1],
		];
		const squared = { loss: { name: "hinge-power", power: 2 } };
		expect(await failing("liang-2018-separable", file(x, [1, -1], net(3, "softplus"), squared))).toEqual([]);
		expect(await failing("liang-2018-subspaces", file(x, [1, -1], net(3, "softplus"), squared))).toEqual([
			"smooth-margin-loss",
		]);
	});
});
