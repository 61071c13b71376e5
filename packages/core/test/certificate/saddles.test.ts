import { describe, expect, it } from "vitest";
import { parseProblem, survey } from "../../src/laboratory.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { proved } from "./prove.ts";

describe("saddles of a linear network, modulo the linear maps between its layers", () => {
	/** Autoencoder 4-2-4: the critical points of rank 2 project onto two eigenvectors of X X^T. */
	const x = [
		[3, 0.5, 0.2, -0.1],
		[-2.5, 1, 0.3, 0.2],
		[0.5, 2, -0.4, 0.1],
		[0.25, -1.5, 1, 0.3],
		[0.1, 0.2, 1.2, -0.6],
		[-0.3, -0.1, -0.8, 0.7],
	];
	const file = {
		lossatlas: 1,
		data: { inline: { x, y: x } },
		network: {
			layers: [
				{ width: 2, activation: "identity", bias: false },
				{ width: 4, bias: false },
			],
		},
		loss: { name: "squared" },
		reduction: "sum",
	};
	const gram = Float64Array.from({ length: 16 }, (_, k) =>
		x.reduce((sum, row) => sum + row[k >> 2] * row[k & 3], 0),
	);
	const { values, vectors } = symmetricEigen(gram, 4, true);
	/** Eigenvector k of X X^T, counted from the largest eigenvalue. */
	const eigenvector = (k: number) => {
		const row = 3 - k;
		return Array.from({ length: 4 }, (_, i) => (vectors as Float64Array)[row * 4 + i]);
	};
	const projection = ([i, j]: readonly number[]): number[] => {
		const u = eigenvector(i);
		const v = eigenvector(j);
		return [...u, ...v, ...u.flatMap((_, k) => [u[k], v[k]])];
	};
	/** Directions that are left out in favour of smaller ones, pair by pair. */
	const indexOf = (chosen: readonly number[]) =>
		[0, 1, 2, 3]
			.filter((k) => !chosen.includes(k))
			.reduce((sum, left) => sum + chosen.filter((k) => k > left).length, 0);
	const pairs = [
		[0, 1],
		[0, 2],
		[1, 2],
		[0, 3],
		[1, 3],
	];
	it.each(pairs.map((pair) => [pair, indexOf(pair)] as const))(
		"directions %j: index %d",
		async (pair, index) => {
			const found = await proved(file, projection(pair));
			expect(found.index).toBe(index);
			expect(found.modulo).toEqual(["linear"]);
			expect(found.claim).toBe(index === 0 ? "local-minimum" : "saddle");
			// Half the sum of the eigenvalues left out.
			const loss = [0, 1, 2, 3].filter((k) => !pair.includes(k)).reduce((s, k) => s + values[3 - k] / 2, 0);
			expect(Math.abs(found.loss[0] - loss)).toBeLessThan(1e-12);
			expect(found.loss[1] - found.loss[0]).toBeLessThan(1e-12);
		},
	);
});

describe("saddles of tanh networks with weight decay", () => {
	const x = [-2, -1.556, -1.111, -0.667, -0.222, 0.222, 0.667, 1.111, 1.556, 2].map((t) => [t]);
	const y = [0.317, 0.959, 0.382, -0.877, -0.779, 0.726, 1.3, 0.094, -1.21, -0.659];
	const file = (width: number) => ({
		lossatlas: 1,
		data: { inline: { x, y } },
		network: { layers: [{ width, activation: "tanh" }, { width: 1 }] },
		loss: { name: "squared" },
		regularizer: { "weight-decay": 0.001 },
	});
	it.each([
		[2, [1, 2]],
		[3, [2, 3]],
	])("width %d: the indices that a survey found are proved, among them %j", async (width, expected) => {
		const problem = await parseProblem(file(width));
		const options = { starts: 40, seed: 1, target: "all", init: { kind: "normal", scale: 2 } } as const;
		const { survey: found } = await survey(problem, options).result();
		const proofs = new Set<number>();
		for (const point of found.points) {
			expect(point.kind).toBe("saddle");
			const certificate = await proved(file(width), point.theta);
			expect(certificate.claim).toBe("saddle");
			expect(certificate.index).toBe(point.index);
			expect(Math.abs(certificate.loss[0] - point.loss)).toBeLessThan(1e-12);
			proofs.add(point.index as number);
		}
		expect([...proofs].sort()).toEqual(expected);
	});
});
