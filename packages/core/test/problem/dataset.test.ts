import fc from "fast-check";
import { expect, test } from "vitest";
import { parseProblem } from "../../src/problem/parse.ts";
import { array, smallProblem, sourceOf, table } from "./problem-files.ts";

const birds = table(
	["bill", "mass", "species"],
	[
		[1, 10, "A"],
		[null, 20, "G"],
		[3, 10, "G"],
		[5, 10, "A"],
		[7, 40, "G"],
	],
);
const ask = (more: Record<string, unknown> = {}, data: Record<string, unknown> = {}) => ({
	...smallProblem,
	data: {
		file: {
			path: "birds.csv",
			inputs: ["bill", "mass"],
			target: "species",
			classes: ["G", "A"],
			missing: "drop",
			...more,
		},
		...data,
	},
});

test("rows are dropped first, then the first ones are taken, then they are standardized", async () => {
	const { data, notes } = await parseProblem(ask({}, { limit: 3, standardize: true }), {
		source: sourceOf(birds),
	});
	expect(data.samples).toBe(3);
	// Bills 1, 3, 5: mean 3, standard deviation sqrt(8/3); mass is constant.
	const unit = 2 / Math.sqrt(8 / 3);
	for (const [k, value] of [-unit, 0, 0, 0, unit, 0].entries()) expect(data.x[k]).toBeCloseTo(value, 15);
	expect(data.x[3]).toBe(0);
	expect([...data.y]).toEqual([-1, 1, -1]);
	expect(data.labels).toBe("binary");
	expect(data.classes).toEqual(["G", "A"]);
	expect(notes).toEqual([
		"1 of 5 rows with missing cells were dropped.",
		"Input mass is constant; standardized it is 0 everywhere.",
	]);
});

test("standardized columns have mean 0 and standard deviation 1, whatever their scale", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 30 }),
			fc.integer({ min: -300, max: 300 }),
			async (values, exponent) => {
				fc.pre(Math.max(...values) - Math.min(...values) > 1e-3);
				const x = values.map((v) => [v * 10 ** exponent]);
				const { data } = await parseProblem({
					...smallProblem,
					data: { inline: { x, y: values.map(() => 0) }, standardize: true },
				});
				const n = values.length;
				const mean = data.x.reduce((sum, v) => sum + v, 0) / n;
				const square = data.x.reduce((sum, v) => sum + v * v, 0) / n;
				expect(Math.abs(mean)).toBeLessThan(1e-11);
				expect(Math.abs(square - 1)).toBeLessThan(1e-11);
			},
		),
		{ seed: 21, numRuns: 60 },
	);
});

test("a sample is the same for the same seed, in the order of the data, without repetition", async () => {
	const x = Array.from({ length: 50 }, (_, i) => [i]);
	const draw = async (count: number, seed: number) => {
		const data = { inline: { x, y: x.map(() => 0) }, sample: { count, seed } };
		return [...(await parseProblem({ ...smallProblem, data })).data.x];
	};
	const first = await draw(20, 1);
	expect(first).toEqual(await draw(20, 1));
	expect(first).not.toEqual(await draw(20, 2));
	expect(new Set(first).size).toBe(20);
	expect(first).toEqual([...first].sort((a, b) => a - b));
	expect(await draw(80, 1)).toEqual(x.flat());
});

test("every subset is equally likely to be sampled", async () => {
	const counts = new Map<string, number>();
	for (let seed = 0; seed < 600; seed++) {
		const data = { inline: { x: [[0], [1], [2], [3]], y: [0, 0, 0, 0] }, sample: { count: 2, seed } };
		const key = [...(await parseProblem({ ...smallProblem, data })).data.x].join();
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	// Six pairs, 100 of each expected: chi-squared with 5 degrees of freedom is below 20.5 with probability 0.999.
	expect(counts.size).toBe(6);
	expect([...counts.values()].reduce((sum, n) => sum + (n - 100) ** 2 / 100, 0)).toBeLessThan(20.5);
});

test("classes: +1 and -1 for one output, indices in their order for cross-entropy, groups of labels", async () => {
	const source = sourceOf(birds);
	const coupled = await parseProblem(
		{ ...ask(), network: { layers: [{ width: 2 }] }, loss: { name: "cross-entropy" } },
		{ source },
	);
	expect([...coupled.data.y]).toEqual([0, 1, 1, 0, 0, 1, 1, 0]);
	expect(coupled.data.labels).toBe("classes");
	const numbers = table(
		["a", "k"],
		[
			[1, 3],
			[2, 4],
			[3, 5],
		],
	);
	const grouped = await parseProblem(ask({ inputs: "a", target: "k", classes: [["3", 5], [4]] }), {
		source: sourceOf(numbers),
	});
	expect([...grouped.data.y]).toEqual([1, -1, 1]);
	expect(grouped.data.classes).toEqual(["3, 5", "4"]);
});

test("targets: numbers, several columns, class indices, probabilities, labels by value", async () => {
	const inline = async (y: unknown, width: number, loss: string) =>
		(
			await parseProblem({
				...smallProblem,
				data: { inline: { x: [[1], [2]], y } },
				network: { layers: [{ width }] },
				loss: { name: loss },
			})
		).data;
	expect(await inline([0.5, 2], 1, "squared")).toMatchObject({ y: Float64Array.of(0.5, 2), labels: null });
	expect(await inline([-1, 1], 1, "squared")).toMatchObject({ labels: "binary" });
	expect(
		await inline(
			[
				[1, 2],
				[3, 4],
			],
			2,
			"squared",
		),
	).toMatchObject({ y: Float64Array.of(1, 2, 3, 4) });
	expect(await inline([1, 0], 2, "cross-entropy")).toMatchObject({
		y: Float64Array.of(0, 1, 1, 0),
		labels: "classes",
	});
	expect(
		await inline(
			[
				[0.25, 0.75],
				[1, 0],
			],
			2,
			"cross-entropy",
		),
	).toMatchObject({ labels: null });
	const two = table(
		["a", "b", "c"],
		[
			[1, 2, 3],
			[4, 5, 6],
		],
	);
	const problem = await parseProblem(
		{ ...ask({ inputs: "a", target: ["b", "c"], classes: undefined }), network: { layers: [{ width: 2 }] } },
		{ source: sourceOf(two) },
	);
	expect([...problem.data.y]).toEqual([2, 3, 5, 6]);
});

test("an autoencoder's targets are its inputs as the network sees them", async () => {
	const request = ask(
		{ inputs: ["bill", "mass"], target: "inputs", classes: undefined },
		{ standardize: true },
	);
	const { data } = await parseProblem(
		{ ...request, network: { layers: [{ width: 2 }] } },
		{ source: sourceOf(birds) },
	);
	expect(data.samples).toBe(4);
	expect([...data.y]).toEqual([...data.x]);
	const digits = await parseProblem({
		...smallProblem,
		data: {
			builtin: { name: "digits", target: "inputs", classes: [[0], [1]] },
			limit: 20,
			standardize: true,
		},
		network: { layers: [{ width: 64 }] },
	});
	expect(digits.data.outputs).toBe(64);
	expect(digits.data.labels).toBeNull();
	expect([...digits.data.y]).toEqual([...digits.data.x]);
});

test("arrays: rows of any rank, weights, numbers to drop, types that were widened", async () => {
	const arrays = [
		array("X", [3, 2, 1], [1, 2, 3, Number.NaN, 5, 6], "float32"),
		array("y", [3], [1, -1, -1], "int64"),
		array("w", [3, 1], [1, 2, 3]),
	];
	const { data, notes } = await parseProblem(
		ask({ inputs: "X", target: "y", weights: "w", classes: undefined }),
		{ source: sourceOf(arrays) },
	);
	expect([...data.x]).toEqual([1, 2, 5, 6]);
	expect([...data.y]).toEqual([1, -1]);
	expect([...(data.weights as Float64Array)]).toEqual([1, 3]);
	expect(notes).toEqual([
		"1 of 3 samples with missing numbers were dropped.",
		"Widened exactly to float64: X (float32), y (int64).",
	]);
});
