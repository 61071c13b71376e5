import { describe, expect, test } from "vitest";
import { criticalValues } from "../../src/closed-forms/critical-values.ts";
import { type LinearNetwork, linearNetwork } from "../../src/closed-forms/linear-network.ts";
import { outsideLinearScope } from "../../src/closed-forms/linear-scope.ts";
import { realize } from "../../src/closed-forms/realize.ts";
import { linearSelection } from "../../src/closed-forms/selection.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { activation } from "../../src/problem/formula/activations.ts";
import { loss } from "../../src/problem/formula/losses.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { numbers, product } from "../numerics/matrices.ts";
import {
	diagonalProblem,
	inertiaOf,
	linearHessian,
	linearOracle,
	linearProblem,
	randomProblem,
} from "./linear-problems.ts";

function networkOf(problem: Problem): LinearNetwork {
	const network = linearNetwork(problem);
	if (network === null) throw new Error("out of scope");
	return network;
}

describe("linearSelection", () => {
	test.each([
		["shallow", randomProblem([3, 2, 3], 7, 1)],
		[
			"weights and biases",
			randomProblem([2, 2, 3, 2], 5, 7, {
				biases: [true, true, true],
				weights: [1, 2, 0.25, 1, 4],
				reduction: "mean",
			}),
		],
		["first-layer bias", randomProblem([2, 2, 3], 7, 8, { biases: [true, false] })],
		["slopes", randomProblem([3, 2, 2], 6, 9, { slopes: [2, -0.5] })],
		["deep", randomProblem([3, 2, 2, 3], 8, 11)],
		["repeated", diagonalProblem([2, 2, 1, 1], [3])],
		["zero eigenvalues", diagonalProblem([3, 1, 0], [3])],
		["no hidden layer", randomProblem([3, 2], 6, 14, { biases: [true] })],
	] as const)("%s: a realized point is recognised, also when perturbed", (_, problem) => {
		const network = networkOf(problem);
		const next = numbers(5);
		for (const value of criticalValues(network)) {
			const exact = realize(network, value.selection, { draw: next });
			for (const theta of [exact, exact.map((x) => x + 1e-10 * next())]) {
				const found = linearSelection(network, theta);
				expect(found?.selection).toEqual(value.selection);
				expect(found?.kind).toBe(value.kind);
				expect(found?.global).toBe(value.kind === "minimum" ? "yes" : "no");
				expect(found?.value).toBeCloseTo(value.loss, 12);
				if (network.depth < 3 || value.strict) expect(found?.strict).toBe(value.strict ? "yes" : "no");
			}
			const exactly = linearSelection(network, exact);
			expect(exactly?.strict).toBe(value.strict ? "yes" : "no");
		}
	});

	test.each([
		[3, [3, 3]],
		[4, [3, 3, 3]],
	])(
		"%i layers, residual blocks: strict exactly when the Hessian has a negative eigenvalue",
		(depth, hidden) => {
			const problem = diagonalProblem([3, 2, 1], hidden);
			const network = networkOf(problem);
			// The residual problem of the selection [1, 0, 0]: N = diag(2, 1), all blocks 2 x 2.
			const choices = [
				[0, 0, 0, 0],
				[1, 0, 0, 0],
				[0, 1, 0, 0],
				[0, 0, 1, 0],
				[0, 0, 0, 1],
				[1, 0, 0, 1],
			].map((z) => Float64Array.from(z, (x) => 0.7 * x));
			const counts: Record<string, number> = { yes: 0, no: 0, unknown: 0 };
			for (let code = 0; code < 6 ** depth; code++) {
				const residual = Array.from({ length: depth }, (_, j) => choices[Math.floor(code / 6 ** j) % 6]);
				if (!solvesResidual(residual)) continue;
				const theta = realize(network, [1, 0, 0], {
					residual,
					draw: numbers(code),
				});
				const { gradient } = linearOracle(problem, theta);
				for (const g of gradient) expect(Math.abs(g)).toBeLessThan(1e-12);
				const spectrum = symmetricEigen(linearHessian(problem, theta), theta.length).values;
				const found = linearSelection(network, theta);
				expect(found?.kind).toBe("saddle");
				expect(found?.strict).toBe(inertiaOf(spectrum).index > 0 ? "yes" : "no");
				counts[found?.strict ?? "unknown"]++;
			}
			expect(counts.unknown).toBe(0);
			expect(counts.yes).toBeGreaterThan(10);
			// With three layers only Z = 0, with four also a single outer block.
			expect(counts.no).toBeGreaterThanOrEqual(depth === 3 ? 1 : 5);
		},
	);

	test("the origin of a deep network: a saddle whose Hessian vanishes", () => {
		const problem = diagonalProblem([3, 2, 1], [2, 2]);
		const theta = new Float64Array(problem.network.parameters);
		const found = linearSelection(networkOf(problem), theta);
		expect(found).toMatchObject({
			selection: [0, 0, 0],
			kind: "saddle",
			strict: "no",
			global: "no",
		});
		expect(found?.value).toBeCloseTo(7, 13);
		expect(found?.gap).toBeCloseTo(6.5, 13);
	});

	test("inputs of almost no weight still count: no global minimum", () => {
		const problem = linearProblem({
			widths: [2, 2, 2],
			x: [1, 0, 0, 1e-11],
			y: [1, 0, 0, 1],
		});
		const theta = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0);
		const found = linearSelection(networkOf(problem), theta);
		expect(found?.kind).toBe("saddle");
		expect(found?.global).toBe("no");
	});

	test("a gap of 5e-11 is not called the global minimum", () => {
		const found = linearSelection(
			networkOf(diagonalProblem([1, 1e-5], [2])),
			Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0),
		);
		expect(found?.kind).toBe("undecided");
		expect(found?.global).toBe("unknown");
		expect(found?.reason).toMatch(/possibly a saddle/);
	});

	test.each([1, 1e-3, 1e-7])("a projector on the wrong side is not critical, eps = %s", (eps) => {
		// W = M Pi, Pi onto (e1 + e3, e2 + e4) / sqrt 2: W M^T is symmetric, traces are whole numbers.
		const h = Math.SQRT1_2;
		const f = Float64Array.of(h, 0, 0, h, h, 0, 0, h);
		const y = Float64Array.of(2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
		const outer = product(y, f, 4, 4, 2).map((x) => x * eps);
		const theta = new Float64Array(16);
		for (let i = 0; i < 4; i++) for (let k = 0; k < 2; k++) theta[k * 4 + i] = f[2 * i + k] / eps;
		theta.set(outer, 8);
		expect(linearSelection(networkOf(diagonalProblem([2, 2, 1, 1], [2])), theta)).toBeNull();
	});

	test("five layers of very different size: each gradient has its own yardstick", () => {
		const problem = linearProblem({
			widths: [1, 1, 1, 1, 1, 1],
			x: [1],
			y: [1],
		});
		const theta = Float64Array.of(1e4, 1, 1, 1, 5e-5);
		expect(linearSelection(networkOf(problem), theta)).toBeNull();
		const exact = Float64Array.of(1e4, 1, 1, 1, 1e-4);
		expect(linearSelection(networkOf(problem), exact)?.global).toBe("yes");
	});

	test("what is not critical, or has a wrong output bias, is null", () => {
		const network = networkOf(randomProblem([2, 2, 2], 6, 6, { biases: [false, true] }));
		const theta = realize(network, [1, 1]);
		expect(linearSelection(network, theta)?.global).toBe("yes");
		const shifted = theta.slice();
		shifted[theta.length - 1] += 1e-3;
		expect(linearSelection(network, shifted)).toBeNull();
		const turned = theta.slice();
		turned[0] += 1e-2;
		expect(linearSelection(network, turned)).toBeNull();
	});

	test("dependent inputs leave no doubt about an exact fit", () => {
		// The second input is twice the first; targets are linear in it.
		const problem = linearProblem({
			widths: [2, 1, 1],
			x: [0.1, 0.2, 0.3, 0.6, -0.7, -1.4],
			y: [0.1, 0.3, -0.7],
		});
		const network = networkOf(problem);
		expect(network.inputs.rank).toBe(1);
		expect(linearSelection(network, realize(network, [1]))?.global).toBe("yes");
	});

	test("dependent inputs and a target of lower rank: exact ranks settle what rounding cannot", () => {
		const next = numbers(9);
		const x: number[] = [];
		const y: number[] = [];
		for (let i = 0; i < 9; i++) {
			const [a, b] = [next(), next()];
			// Sums and doubles of float64 numbers on a coarse grid are exact.
			const p = Math.round(a * 1024) / 3072;
			const q = Math.round(b * 1024) / 3072;
			x.push(p, q, 2 * p);
			const t = next();
			y.push(t, 2 * t);
		}
		for (const biases of [
			[false, false],
			[true, false],
			[true, true],
		]) {
			const problem = linearProblem({ widths: [3, 2, 2], x, y, biases });
			const network = networkOf(problem);
			expect(network.sigma.length).toBe(1);
			expect(network.doubts).toEqual({ droppedInputs: 0, droppedTargets: 0 });
			const best = realize(network, [1]);
			expect(linearSelection(network, best)?.global).toBe("yes");
		}
	});

	test("inputs that depend only up to rounding leave a doubt", () => {
		const next = numbers(4);
		const x: number[] = [];
		const y: number[] = [];
		for (let i = 0; i < 8; i++) {
			const a = next();
			x.push(a, a * 3 * (1 + (i % 2) * 2 ** -52));
			y.push(next());
		}
		const network = networkOf(linearProblem({ widths: [2, 1, 1], x, y }));
		expect(network.inputs.rank).toBe(1);
		expect(network.doubts.droppedInputs).toBeGreaterThan(0);
		const found = linearSelection(network, realize(network, [1]));
		expect(found?.global).toBe("unknown");
		expect(found?.reason).toMatch(/undecided exactly/);
	});

	test.each([
		["shallow 2-2-2", randomProblem([2, 2, 2], 6, 21)],
		["deep 2-2-2-2", randomProblem([2, 2, 2, 2], 6, 22)],
		["bias 2-1-2", randomProblem([2, 1, 2], 6, 23, { biases: [true, true] })],
	] as const)("%s: Newton runs from anywhere end at points of the list", (_, problem) => {
		const network = networkOf(problem);
		const losses = [...criticalValues(network)].map((v) => v.loss);
		const hit = new Set<number>();
		let converged = 0;
		for (let seed = 0; seed < 40; seed++) {
			const theta = newton(problem, seed);
			if (theta === null) continue;
			converged++;
			const found = linearSelection(network, theta);
			if (found === null) throw new Error(`seed ${seed} is off the list`);
			const { loss: value } = linearOracle(problem, theta);
			expect(found.value).toBeCloseTo(value, 9);
			hit.add(losses.findIndex((x) => Math.abs(x - value) < 1e-9));
		}
		expect(converged).toBeGreaterThan(8);
		expect(hit.has(-1)).toBe(false);
		expect(hit.size).toBeGreaterThanOrEqual(2);
	});
});

describe("scope of the closed forms", () => {
	const base = randomProblem([2, 2, 2], 4, 1);
	const withLayer = (k: number, change: object): Problem => ({
		...base,
		network: {
			...base.network,
			branches: [
				{
					role: "main",
					layers: base.network.branches[0].layers.map((layer, j) =>
						j === k ? { ...layer, ...change } : layer,
					),
				},
			],
		},
	});
	test.each([
		["loss", { ...base, loss: loss("absolute") }, /loss is absolute/],
		["weight decay", { ...base, weightDecay: 1e-3 }, /weight decay/],
		["activation", withLayer(0, { activation: activation("tanh") }), /Layer 0 .* tanh/],
		["affine, not linear", withLayer(0, { activation: activation("polynomial", [1, 1]) }), /Layer 0/],
		["fixed", withLayer(1, { fixed: new Float64Array(4) }), /Layer 1 is fixed/],
		["noise", withLayer(0, { noise: new Float64Array(8) }), /Layer 0 has noise/],
		[
			"middle bias",
			randomProblem([2, 2, 2, 2], 4, 1, { biases: [false, true, false] }),
			/Layer 1 has a bias/,
		],
	])("%s is outside, and said", (_, problem, sentence) => {
		expect(outsideLinearScope(problem)).toMatch(sentence);
		expect(linearNetwork(problem)).toBeNull();
	});
	test("the base is inside", () => {
		expect(outsideLinearScope(base)).toBeNull();
	});
});

/** (R0) and (Rj) for 2 x 2 blocks and N = diag(2, 1). */
function solvesResidual(z: readonly Float64Array[]): boolean {
	const n = Float64Array.of(2, 0, 0, 1);
	const one = Float64Array.of(1, 0, 0, 1);
	const chain = (from: number, to: number) => {
		let out: Float64Array = one;
		for (let k = from; k < to; k++) out = product(z[k], out, 2, 2, 2);
		return out;
	};
	const vanishes = (a: Float64Array) => a.every((x) => x === 0);
	if (!vanishes(chain(0, z.length))) return false;
	for (let j = 0; j < z.length; j++) {
		const inner = product(chain(0, j), n, 2, 2, 2);
		if (!vanishes(product(inner, chain(j + 1, z.length), 2, 2, 2))) return false;
	}
	return true;
}

/** Pseudo-inverse Newton steps on the gradient, shortened until it falls; null if it does not vanish. */
function newton(problem: Problem, seed: number): Float64Array | null {
	const next = numbers(seed + 100);
	let theta = new Float64Array(problem.network.parameters).map(() => 1.5 * next());
	const size = (g: Float64Array) => Math.sqrt(g.reduce((s, x) => s + x * x, 0));
	let { gradient } = linearOracle(problem, theta);
	for (let step = 0; step < 80; step++) {
		if (size(gradient) < 1e-12) return theta;
		const n = theta.length;
		const { values, vectors } = symmetricEigen(linearHessian(problem, theta), n, true);
		const move = new Float64Array(n);
		for (let k = 0; k < n; k++) {
			if (Math.abs(values[k]) < 1e-8) continue;
			let along = 0;
			for (let i = 0; i < n; i++) along += (vectors as Float64Array)[k * n + i] * gradient[i];
			for (let i = 0; i < n; i++) move[i] -= (along / values[k]) * (vectors as Float64Array)[k * n + i];
		}
		let factor = 1;
		for (; factor > 1e-6; factor /= 2) {
			const there = theta.map((x, i) => x + factor * move[i]);
			const after = linearOracle(problem, there).gradient;
			if (size(after) < (1 - 1e-4 * factor) * size(gradient)) {
				theta = there;
				gradient = after;
				break;
			}
		}
		if (factor <= 1e-6) break;
	}
	return size(gradient) < 1e-11 ? theta : null;
}
