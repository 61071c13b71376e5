import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";

const rows = (count: number, columns: number) =>
	fc.array(
		fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: columns, maxLength: columns }),
		{
			minLength: count,
			maxLength: count,
		},
	);

/** A network with everything whose layout depends on samples: weights, noise, shortcut, penalty. */
function file(x: number[][], y: number[], weights: number[] | null, reduction: string) {
	return {
		lossatlas: 1,
		data: { inline: { x, y, ...(weights === null ? {} : { weights }) } },
		network: {
			layers: [
				{ width: 3, activation: "tanh" },
				{ width: 1, activation: "identity" },
			],
			shortcut: { width: 2, activation: "sigmoid" },
		},
		loss: { name: "squared" },
		reduction,
		regularizer: { "weight-decay": 0.1 },
	};
}

describe("the objective on a mini-batch", () => {
	it("is the objective of a problem that holds only its samples", async () => {
		const seed = 20261125;
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 2, max: 40 }).chain((n) =>
					fc.record({
						x: rows(n, 2),
						y: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: n, maxLength: n }),
						batch: fc.subarray(
							Array.from({ length: n }, (_, i) => i),
							{ minLength: 1 },
						),
						theta: fc.infiniteStream(fc.double({ min: -1.5, max: 1.5, noNaN: true })),
					}),
				),
				async ({ x, y, batch, theta: stream }) => {
					const whole = createObjective(await parseProblem(file(x, y, null, "mean")));
					const part = createObjective(
						await parseProblem(
							file(
								batch.map((i) => x[i]),
								batch.map((i) => y[i]),
								null,
								"mean",
							),
						),
					);
					const theta = Float64Array.from({ length: whole.parameters }, () => stream.next().value as number);
					const found = new Float64Array(whole.parameters);
					const value = whole.batchValueAndGradient(theta, batch, found);
					const expected = new Float64Array(whole.parameters);
					const wanted = part.valueAndGradient(theta, expected);
					expect(value).toBeCloseTo(wanted, 12);
					for (const [k, g] of found.entries()) expect(g).toBeCloseTo(expected[k], 12);
				},
			),
			{ seed, numRuns: 60 },
		);
	});

	it("has the whole objective as its mean over the batches of an epoch, with weights and noise too", async () => {
		const n = 12;
		const x = Array.from({ length: n }, (_, i) => [Math.cos(i), Math.sin(3 * i)]);
		const y = x.map(([a, b]) => a * b);
		const weights = x.map((_, i) => 0.5 + (i % 4));
		for (const reduction of ["mean", "sum"]) {
			const given = file(x, y, weights, reduction);
			const noise = { law: "normal", sigma: 0.3, seed: 7 };
			const objective = createObjective(
				await parseProblem({ ...given, network: { ...given.network, noise } }),
			);
			const theta = Float64Array.from({ length: objective.parameters }, (_, k) => Math.sin(1 + k));
			const whole = new Float64Array(theta.length);
			const value = objective.valueAndGradient(theta, whole);
			const part = new Float64Array(theta.length);
			const mean = new Float64Array(theta.length);
			let total = 0;
			for (const batch of [
				[7, 2, 11],
				[0, 1, 3],
				[4, 9, 5],
				[10, 8, 6],
			]) {
				total += objective.batchValueAndGradient(theta, batch, part) / 4;
				part.forEach((g, k) => {
					mean[k] += g / 4;
				});
			}
			expect(total).toBeCloseTo(value, 12);
			for (const [k, g] of mean.entries()) expect(g).toBeCloseTo(whole[k], 12);
			expect(objective.value(theta)).toBe(value);
		}
	});
});
