import { setFlagsFromString } from "node:v8";
import { beforeAll, describe, expect, it } from "vitest";
import { elementaryFunctions, elementaryNames } from "../../src/numerics/elementary.ts";
import { chooseEngine, engineInUse } from "../../src/numerics/kernels.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { referenceObjective } from "../oracle/reference-objective.ts";
import { mpfrUlpError, places, ulpBounds } from "./elementary-reference.ts";

/*
 * The fused kernels need relaxed SIMD, which Node 20 has behind a flag, and a processor with fused multiply-adds. Where there is
 * none, what must hold is that the engine says so.
 */
let fused = false;

beforeAll(async () => {
	const [major] = process.versions.node.split(".").map(Number);
	if (major < 22) {
		await expect(chooseEngine("fused")).rejects.toThrow("Node 22 or newer");
		setFlagsFromString("--experimental-wasm-relaxed-simd");
	}
	try {
		await chooseEngine("fused");
		fused = true;
	} catch (error) {
		expect(String(error)).toMatch(/rounds twice|Node 22 or newer/);
	}
});

describe("the fused engine", () => {
	it("is in use, and is not changed for another one afterwards", async () => {
		console.info(`engine: ${engineInUse()}`);
		if (!fused) return expect(engineInUse()).toBe("portable");
		expect(engineInUse()).toBe("fused");
		await chooseEngine("fused");
		await expect(chooseEngine("portable")).rejects.toThrow("before anything is computed");
		await expect(chooseEngine("quick")).rejects.toThrow('no engine "quick"');
	});

	it("keeps the elementary functions within their bounds", async () => {
		const ulpError = await mpfrUlpError();
		for (const name of elementaryNames)
			for (const x of places(name, 1000, 5))
				expect(ulpError(name, x, elementaryFunctions[name](x)), `${name}(${x})`).toBeLessThanOrEqual(
					ulpBounds[name],
				);
	});

	it.each([1, 2, 5, 16, 33])(
		"computes loss, gradient and Hessian as the jets do, N = %d",
		async (samples) => {
			const stream = randomStream(3, "fused", samples);
			const draw = (count: number) => Array.from({ length: count }, () => stream.normal());
			const problem = await parseProblem({
				lossatlas: 1,
				data: {
					inline: { x: Array.from({ length: samples }, () => draw(3)), y: draw(samples) },
				},
				network: {
					layers: [{ width: 5, activation: "tanh" }, { width: 3, activation: "softplus" }, { width: 1 }],
				},
				loss: { name: "squared" },
				regularizer: { "weight-decay": 0.01 },
			});
			const objective = createObjective(problem);
			const p = objective.parameters;
			const theta = Float64Array.from(draw(p));
			const { loss } = referenceObjective(problem, theta);
			const hessian = objective.hessian(theta);
			const gradient = objective.gradient(theta);
			// The jets carry the sums of the absolute values of their terms.
			const near = (found: number, exact: number, terms: number) =>
				expect(Math.abs(found - exact)).toBeLessThanOrEqual(1e-13 * terms);
			near(objective.value(theta), loss.v, loss.av);
			for (let i = 0; i < p; i++) {
				near(gradient[i], loss.g[i], loss.ag[i]);
				for (let j = 0; j < p; j++) near(hessian[i * p + j], loss.h[i * p + j], loss.ah[i * p + j]);
			}
			objective.release();
		},
	);

	it("diagonalises: A v = lambda v", () => {
		const n = 40;
		const stream = randomStream(4, "fused eigen");
		const matrix = new Float64Array(n * n);
		for (let i = 0; i < n; i++)
			for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = stream.normal();
		const { values, vectors } = symmetricEigen(matrix, n, true);
		if (vectors === null) throw new Error("vectors were asked for");
		for (let k = 0; k < n; k++)
			for (let i = 0; i < n; i++) {
				let sum = 0;
				for (let j = 0; j < n; j++) sum += matrix[i * n + j] * vectors[k * n + j];
				expect(Math.abs(sum - values[k] * vectors[k * n + i])).toBeLessThan(1e-13 * n);
			}
	});
});
