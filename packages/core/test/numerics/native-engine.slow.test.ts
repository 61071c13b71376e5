import { beforeAll, describe, expect, it } from "vitest";
import { cholesky } from "../../src/numerics/cholesky.ts";
import { chooseEngine, engineIdentity, engineInUse, nativeLibrary } from "../../src/numerics/kernels.ts";
import { leastNativeSize } from "../../src/numerics/native/lapack.ts";
import { randomStream } from "../../src/numerics/random.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import { referenceObjective } from "../oracle/reference-objective.ts";
import { shallowReference } from "../oracle/shallow-reference.ts";

/*
 * The machine's OpenBLAS through koffi. Where it is not installed these tests are passed over, unless LOSSATLAS_REQUIRE_SERVICES is
 * set: then that is a failure.
 */
const found = await chooseEngine("native").then(
	() => true,
	(error: RangeError) => {
		console.info(error.message);
		return false;
	},
);
const required = process.env.LOSSATLAS_REQUIRE_SERVICES !== undefined;

function regression(inputs: number, layers: readonly object[], samples: number, outputs = 1) {
	const stream = randomStream(20261126, "native data", inputs * 1000 + samples);
	const draw = (count: number) => Array.from({ length: count }, () => stream.normal());
	const x = Array.from({ length: samples }, () => draw(inputs));
	const y = Array.from({ length: samples }, () => draw(outputs));
	const problem = parseProblem({
		lossatlas: 1,
		data: { inline: { x, y: outputs === 1 ? y.map(([each]) => each) : y } },
		network: { layers: [...layers, { width: outputs }] },
		loss: { name: "squared" },
	});
	return { x, y: y.map(([each]) => each), problem, draw };
}

describe.skipIf(!found && !required)("the native engine", () => {
	beforeAll(() => {
		console.info(`engine: ${engineIdentity()}`);
	});

	it("is in use, with the library it names, and stays", async () => {
		expect(engineInUse()).toBe("native");
		expect(nativeLibrary()?.description).toMatch(/^OpenBLAS .*\(.+\)$/);
		expect(engineIdentity()).toBe(`native, ${nativeLibrary()?.description}`);
		await chooseEngine("native");
		await expect(chooseEngine("portable")).rejects.toThrow("before anything is computed");
	});

	const tanh = (width: number, bias = true) => ({ width, activation: "tanh", bias });
	it.each([
		["products on both sides of the least size", 9, [tanh(10)], 256, 1],
		["without biases", 10, [tanh(9, false)], 256, 1],
		["two hidden layers", 4, [tanh(9), tanh(9)], 256, 1],
		["several outputs", 5, [tanh(10)], 256, 4],
	] as const)(
		"computes loss, gradient and Hessian as the jets do: %s",
		async (_, inputs, layers, samples, outputs) => {
			const { problem, draw } = regression(inputs, layers, samples, outputs);
			const objective = createObjective(await problem);
			const p = objective.parameters;
			const theta = Float64Array.from(draw(p), (t) => t / 4);
			const { loss } = referenceObjective(await problem, theta);
			const hessian = objective.hessian(theta);
			const gradient = objective.gradient(theta);
			const near = (value: number, exact: number, terms: number) =>
				expect(Math.abs(value - exact)).toBeLessThanOrEqual(1e-13 * terms);
			near(objective.value(theta), loss.v, loss.av);
			for (let i = 0; i < p; i++) {
				near(gradient[i], loss.g[i], loss.ag[i]);
				for (let j = 0; j < p; j++) near(hessian[i * p + j], loss.h[i * p + j], loss.ah[i * p + j]);
			}
			objective.release();
		},
	);

	it.each([
		[784, 100, 1000],
		[40, 30, 700],
		[100, 7, 33],
		[3, 400, 515],
	])(
		"computes loss, gradient and products of wide layers, %d-%d-1, N = %d",
		async (inputs, width, samples) => {
			const { x, y, problem, draw } = regression(inputs, [tanh(width)], samples);
			const objective = createObjective(await problem);
			const theta = Float64Array.from(draw(objective.parameters), (t) => t / Math.sqrt(inputs));
			const v = Float64Array.from(draw(objective.parameters));
			const reference = shallowReference({ x, y, width }, theta, v);
			const gradient = new Float64Array(objective.parameters);
			const value = objective.valueAndGradient(theta, gradient);
			expect(Math.abs(value - reference.loss)).toBeLessThan(1e-13 * reference.loss);
			const compare = (ours: Float64Array, theirs: Float64Array) => {
				const size = Math.max(...theirs.map(Math.abs));
				ours.forEach((each, k) => {
					expect(Math.abs(each - theirs[k])).toBeLessThan(1e-12 * size);
				});
			};
			compare(gradient, reference.gradient);
			compare(objective.hessianVector(theta, v), reference.product);
			objective.release();
		},
	);

	it.each([leastNativeSize - 1, leastNativeSize, 333])("decomposes symmetric matrices, n = %d", (n) => {
		const stream = randomStream(4, "native eigen", n);
		const matrix = new Float64Array(n * n);
		for (let i = 0; i < n; i++)
			for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = 1e150 * stream.normal();
		const before = matrix.slice();
		const { values, vectors } = symmetricEigen(matrix, n, true);
		if (vectors === null) throw new Error("vectors were asked for");
		expect(matrix).toEqual(before);
		const bound = 1e-14 * n * Math.abs(values[n - 1]);
		for (let k = 0; k < n; k++) {
			if (k > 0) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]);
			let norm = 0;
			for (let i = 0; i < n; i++) {
				let sum = 0;
				for (let j = 0; j < n; j++) sum += matrix[i * n + j] * vectors[k * n + j];
				expect(Math.abs(sum - values[k] * vectors[k * n + i])).toBeLessThan(bound);
				norm += vectors[k * n + i] * vectors[k * n + i];
			}
			expect(Math.abs(norm - 1)).toBeLessThan(1e-13);
		}
		const alone = symmetricEigen(matrix, n, false).values;
		alone.forEach((value, k) => {
			expect(Math.abs(value - values[k])).toBeLessThan(bound);
		});
		// The lower triangle counts, as with the other engines.
		const lower = matrix.map((each, at) => (at % n > Math.floor(at / n) ? 7 : each));
		expect(symmetricEigen(lower, n, false).values).toEqual(alone);
	});

	it.each([leastNativeSize, 250])("factors positive definite matrices, and no others, n = %d", (n) => {
		const stream = randomStream(5, "native cholesky", n);
		const root = Float64Array.from({ length: n * n }, () => stream.normal());
		const matrix = new Float64Array(n * n);
		for (let i = 0; i < n; i++)
			for (let j = 0; j < n; j++) {
				for (let k = 0; k < n; k++) matrix[i * n + j] += root[i * n + k] * root[j * n + k];
			}
		const factor = cholesky(matrix, n);
		if (factor === null) throw new Error("it is positive definite");
		for (let i = 0; i < n; i++)
			for (let j = 0; j < n; j++) {
				if (j > i) expect(factor[i * n + j]).toBe(0);
				let sum = 0;
				for (let k = 0; k < n; k++) sum += factor[i * n + k] * factor[j * n + k];
				expect(Math.abs(sum - matrix[i * n + j])).toBeLessThan(1e-13 * n * n);
			}
		matrix[n * n - 1] -= 2 * factor[n * n - 1] * factor[n * n - 1];
		expect(cholesky(matrix, n)).toBeNull();
		matrix[0] = Number.NaN;
		expect(cholesky(matrix, n)).toBeNull();
	});
});
