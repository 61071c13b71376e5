import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { parseProblem } from "../../src/problem/parse.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { smallProblem } from "./problem-files.ts";

/** A built-in set in a network with as many outputs as it has targets. */
async function builtin(
	parameters: Record<string, unknown>,
	width = 1,
	loss = "squared",
	selection: Record<string, unknown> = {},
): Promise<Problem> {
	const network = { layers: [{ width: 2, activation: "tanh" }, { width }] };
	const data = { builtin: parameters, ...selection };
	return parseProblem({ ...smallProblem, data, network, loss: { name: loss } });
}

test("penguins: 274 complete birds of two species, 342 of three", async () => {
	const { data, notes } = await builtin({ name: "penguins", classes: ["Gentoo", "Adelie"] });
	expect([data.samples, data.inputs, data.labels]).toEqual([274, 4, "binary"]);
	expect(data.y.filter((y) => y === 1).length).toBe(123);
	expect(data.y.filter((y) => y === -1).length).toBe(151);
	expect(notes).toEqual(["2 of 276 rows with missing cells were dropped."]);
	// The first bird of the study: Adelie, Torgersen, 39.1, 18.7, 181, 3750.
	expect([...data.x.subarray(0, 4)]).toEqual([39.1, 18.7, 181, 3750]);
	const all = await builtin({ name: "penguins" }, 3, "cross-entropy");
	expect(all.data.samples).toBe(342);
	expect(all.data.classes).toEqual(["Adelie", "Chinstrap", "Gentoo"]);
});

/** Means of the inputs over the samples of one class. */
function classMeans({ data }: Problem, k: number): number[] {
	const members = Array.from({ length: data.samples }, (_, i) => i).filter(
		(i) => data.y[i * data.outputs + k] === 1,
	);
	return Array.from({ length: data.inputs }, (_, c) =>
		members.reduce((sum, i) => sum + data.x[i * data.inputs + c] / members.length, 0),
	);
}

test("penguins have the means that the study's data package reports", async () => {
	const all = await builtin({ name: "penguins" }, 3, "cross-entropy");
	// palmerpenguins: bill length and depth to 0.1 mm, flipper to 1 mm, mass to 1 g.
	const published = [
		[38.8, 18.3, 190, 3701],
		[48.8, 18.4, 196, 3733],
		[47.5, 15.0, 217, 5076],
	];
	const tolerance = [0.051, 0.051, 0.51, 0.51];
	for (const [k, means] of published.entries())
		for (const [c, mean] of classMeans(all, k).entries())
			expect(Math.abs(mean - means[c])).toBeLessThan(tolerance[c]);
});

test("iris has the means, deviations and class correlations of Fisher's table", async () => {
	const { data } = await builtin({ name: "iris" }, 3, "cross-entropy");
	expect([data.samples, data.inputs, data.classes]).toEqual([150, 4, ["setosa", "versicolor", "virginica"]]);
	const published = {
		mean: [5.843, 3.057, 3.758, 1.199],
		deviation: [0.828, 0.436, 1.765, 0.762],
		correlation: [0.7826, -0.4267, 0.949, 0.9565],
	};
	const k = Array.from({ length: 150 }, (_, i) => data.y.subarray(3 * i, 3 * i + 3).indexOf(1));
	expect([0, 1, 2].map((c) => k.filter((each) => each === c).length)).toEqual([50, 50, 50]);
	const average = (of: (i: number) => number) => k.reduce((sum, _, i) => sum + of(i) / 150, 0);
	for (let c = 0; c < 4; c++) {
		const x = (i: number) => data.x[4 * i + c];
		const mean = average(x);
		const square = average((i) => (x(i) - mean) ** 2);
		expect(Math.abs(mean - published.mean[c])).toBeLessThan(0.00051);
		expect(Math.abs(Math.sqrt((square * 150) / 149) - published.deviation[c])).toBeLessThan(0.00051);
		// The class numbers have mean 1 and variance 2/3.
		const correlation = average((i) => (x(i) - mean) * (k[i] - 1)) / Math.sqrt((square * 2) / 3);
		expect(Math.abs(correlation - published.correlation[c])).toBeLessThan(0.000051);
	}
});

test("digits: pixels in [0, 1] as in the file, all labels early, 8 x 8 means of blocks", async () => {
	const raw = gunzipSync(readFileSync(new URL("../../data/digits.bin.gz", import.meta.url)));
	const full = await builtin({ name: "digits", size: 28 }, 10, "cross-entropy", { limit: 200 });
	expect([full.data.samples, full.data.inputs]).toEqual([200, 784]);
	expect(new Set(Array.from({ length: 10 }, (_, i) => raw[785 * i])).size).toBe(10);
	const small = await builtin({
		name: "digits",
		classes: [
			[0, 1, 2, 3, 4],
			[5, 6, 7, 8, 9],
		],
	});
	expect([small.data.samples, small.data.inputs, small.data.labels]).toEqual([10_000, 64, "binary"]);
	for (const i of [0, 123, 199]) {
		const [digit, ...picture] = raw.subarray(785 * i, 785 * (i + 1));
		expect([...full.data.x.subarray(784 * i, 784 * (i + 1))]).toEqual(picture.map((v) => v / 255));
		expect(full.data.y[10 * i + digit]).toBe(1);
		expect(small.data.y[i]).toBe(digit < 5 ? 1 : -1);
		// Area of the overlap of pixel [c, c + 1] with block [3.5 k, 3.5 k + 3.5].
		const overlap = (c: number, k: number) =>
			Math.max(0, Math.min(c + 1, 3.5 * k + 3.5) - Math.max(c, 3.5 * k));
		for (let k = 0; k < 64; k++) {
			const mean = picture.reduce(
				(sum, v, p) =>
					sum + (v * overlap(Math.floor(p / 28), k >> 3) * overlap(p % 28, k & 7)) / (12.25 * 255),
				0,
			);
			expect(Math.abs(small.data.x[64 * i + k] - mean)).toBeLessThan(1e-14);
		}
	}
	const pair = await builtin({ name: "digits", classes: [3, 8] });
	expect(pair.data.samples).toBe(
		Array.from({ length: 10_000 }, (_, i) => raw[785 * i]).filter((d) => d === 3 || d === 8).length,
	);
});

test("xor: labels by default, other targets when asked", async () => {
	const { data } = await builtin({ name: "xor" });
	expect([...data.x]).toEqual([0, 0, 0, 1, 1, 0, 1, 1]);
	expect([...data.y]).toEqual([-1, 1, 1, -1]);
	expect([...(await builtin({ name: "xor", low: 0.1, high: 0.9 })).data.y]).toEqual([0.1, 0.9, 0.9, 0.1]);
});

test("two moons: without noise on two half circles", async () => {
	const { data } = await builtin({ name: "two-moons", samples: 60, noise: 0, seed: 4 });
	for (let i = 0; i < 60; i++) {
		const [x, y] = data.x.subarray(2 * i, 2 * i + 2);
		const upper = data.y[i] === 1;
		expect(upper ? x ** 2 + y ** 2 : (x - 1) ** 2 + (y - 0.5) ** 2).toBeCloseTo(1, 14);
		expect(upper ? y >= 0 : y <= 0.5).toBe(true);
	}
	expect(data.labels).toBe("binary");
});

test("gaussian: labels or normal targets, the same for the same seed", async () => {
	const labels = await builtin({ name: "gaussian", samples: 500, inputs: 3 });
	expect([labels.data.samples, labels.data.inputs, labels.data.labels]).toEqual([500, 3, "binary"]);
	expect(Math.abs(labels.data.y.reduce((sum, y) => sum + y, 0))).toBeLessThan(5 * Math.sqrt(500));
	const normal = await builtin({ name: "gaussian", samples: 500, targets: "normal", outputs: 2 }, 2);
	expect(normal.data.y.length).toBe(1000);
	const square = normal.data.y.reduce((sum, y) => sum + y * y, 0) / 1000;
	expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / 1000));
	const again = await builtin({ name: "gaussian", samples: 500, targets: "normal", outputs: 2 }, 2);
	expect([...again.data.x]).toEqual([...normal.data.x]);
	const other = await builtin({ name: "gaussian", samples: 500, targets: "normal", outputs: 2, seed: 2 }, 2);
	expect([...other.data.x]).not.toEqual([...normal.data.x]);
});

test("teacher: a network of its width can tell the targets, an identity teacher is affine", async () => {
	const { data } = await builtin({
		name: "teacher",
		samples: 40,
		inputs: 2,
		width: [3, 2],
		activation: "identity",
	});
	// An affine function of two inputs: second differences along any line of the fit through three samples vanish.
	const rows = Array.from({ length: 40 }, (_, i) => [1, data.x[2 * i], data.x[2 * i + 1], data.y[i]]);
	const det = (m: number[][]): number =>
		m.length === 1
			? m[0][0]
			: m[0].reduce(
					(sum, v, k) => sum + (k % 2 ? -v : v) * det(m.slice(1).map((r) => r.filter((_, c) => c !== k))),
					0,
				);
	for (let i = 3; i < 40; i++)
		expect(Math.abs(det([rows[0], rows[1], rows[2], rows[i]]))).toBeLessThan(1e-12);
	const noisy = await builtin({
		name: "teacher",
		samples: 40,
		inputs: 2,
		width: [3, 2],
		activation: "identity",
		noise: 0.5,
	});
	expect([...noisy.data.x]).toEqual([...data.x]);
	const spread = noisy.data.y.reduce((sum, y, i) => sum + (y - data.y[i]) ** 2, 0) / 40;
	expect(Math.abs(spread / 0.25 - 1)).toBeLessThan(5 * Math.sqrt(2 / 40));
});
