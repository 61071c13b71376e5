import fc from "fast-check";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.ts";
import { solver } from "../../../src/search/solvers.ts";
import {
	analyticObjective,
	exponentialDrift,
	quadratic,
	slope,
	valley,
} from "../../oracle/analytic-objectives.ts";
import { walk } from "./walk.ts";

interface Ball {
	readonly n: number;
	readonly hessian: Float64Array;
	readonly gradient: Float64Array;
	/** Ascending, by an independent implementation. */
	readonly eigenvalues: readonly number[];
	/** First step of a solver from 0, whose first radius is 1. */
	readonly step: Float64Array;
}

function product(matrix: Float64Array, v: Float64Array): Float64Array {
	const n = v.length;
	return v.map((_, i) => v.reduce((total, x, j) => total + matrix[i * n + j] * x, 0));
}

function dot(a: Float64Array, b: Float64Array): number {
	return a.reduce((total, x, k) => total + x * b[k], 0);
}

/**
 * The first step from theta = 0 on 1/2 p.H p + g.p, H random symmetric; of what lies along the lowest
 * eigenvector g keeps the share `kept`.
 */
function firstStep(name: string, seed: number, n: number, size: number, kept = 1): Ball {
	const random = randomStream(seed, "ball", n);
	const hessian = new Float64Array(n * n);
	for (let i = 0; i < n; i++)
		for (let j = 0; j <= i; j++) hessian[i * n + j] = hessian[j * n + i] = random.normal();
	const matrix = Matrix.from1DArray(n, n, Array.from(hessian));
	const eigen = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
	const order = eigen.realEigenvalues.map((value, k) => ({ value, k })).sort((a, b) => a.value - b.value);
	let centre = Float64Array.from({ length: n }, () => size * random.normal());
	if (kept < 1) {
		const lowest = Float64Array.from(eigen.eigenvectorMatrix.getColumn(order[0].k));
		const along = dot(centre, lowest);
		centre = centre.map((x, k) => x - (1 - kept) * along * lowest[k]);
	}
	const { path } = walk(solver(name), analyticObjective(quadratic(hessian, centre)), new Float64Array(n), {
		steps: 1,
		gradient: 0,
	});
	return {
		n,
		hessian,
		gradient: product(hessian, centre).map((x) => -x),
		eigenvalues: order.map(({ value }) => value),
		step: path[1],
	};
}

/** A definite model may be minimised in a ball whose radius differs by this from 1; any other in the unit ball itself. */
const definiteBallWidth = 0.0101;

/** How far the conditions of Moré & Sorensen (1983) for a global minimiser of the model in the unit ball are violated. */
function violation({ hessian, gradient, eigenvalues, step }: Ball): number {
	const size = Math.sqrt(dot(step, step));
	const slope = product(hessian, step).map((x, k) => x + gradient[k]);
	const multiplier = size === 0 ? 0 : -dot(step, slope) / dot(step, step);
	const left = slope.map((x, k) => x + multiplier * step[k]);
	const ballWidth = eigenvalues[0] > 0 ? definiteBallWidth : 0;
	const scale = 1 + Math.abs(multiplier) + Math.sqrt(dot(gradient, gradient));
	return Math.max(
		Math.sqrt(dot(left, left)) / scale, // (H + m I) p = -g
		-multiplier, // m >= 0
		-(eigenvalues[0] + multiplier), // H + m I positive semi-definite
		size - 1 - ballWidth, // |p| <= 1
		Math.min(Math.abs(multiplier), Math.abs(1 - size) - ballWidth), // m (1 - |p|) = 0
	);
}

describe("the exact trust-region step", () => {
	it("satisfies the conditions of Moré and Sorensen", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 100000 }),
				fc.integer({ min: 1, max: 7 }),
				fc.constantFrom(0.01, 0.3, 3, 100),
				(seed, n, size) => {
					expect(violation(firstStep("trust-region-newton", seed, n, size))).toBeLessThan(1e-11);
				},
			),
			{ seed: 31, numRuns: 300 },
		);
	});

	it("also in the hard case and near it, where the gradient has next to no part along the lowest eigenvector", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 100000 }),
				fc.integer({ min: 2, max: 7 }),
				fc.constantFrom(0.001, 0.1),
				fc.constantFrom(0, 1e-12, 1e-9, 1e-6, 1e-3),
				(seed, n, size, kept) => {
					const ball = firstStep("trust-region-newton", seed, n, size, kept);
					expect(violation(ball)).toBeLessThan(1e-11);
					if (ball.eigenvalues[0] < 0) expect(dot(ball.step, ball.step)).toBeGreaterThan(1 - 1e-11);
				},
			),
			{ seed: 32, numRuns: 200 },
		);
	});
});

describe("the truncated Krylov step", () => {
	it("stays in the ball and lowers the model at least as far as the steepest descent step does", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 100000 }),
				fc.integer({ min: 1, max: 7 }),
				fc.constantFrom(0.01, 0.3, 3, 100),
				(seed, n, size) => {
					const { hessian, gradient, step } = firstStep("trust-region-krylov", seed, n, size);
					const model = (p: Float64Array) => dot(gradient, p) + 0.5 * dot(p, product(hessian, p));
					const g = Math.sqrt(dot(gradient, gradient));
					const curvature = dot(gradient, product(hessian, gradient));
					const length = curvature > 0 ? Math.min((g * g) / curvature, 1 / g) : 1 / g;
					const cauchy = model(gradient.map((x) => -length * x));
					expect(Math.sqrt(dot(step, step))).toBeLessThan(1 + 1e-12);
					expect(model(step)).toBeLessThanOrEqual(cauchy + 1e-12 * Math.abs(cauchy));
				},
			),
			{ seed: 33, numRuns: 300 },
		);
	});
});

describe("the radius", () => {
	it("grows without bound, so that a run to infinity takes steps as long as the model allows", () => {
		for (const name of ["trust-region-newton", "trust-region-krylov"]) {
			// Every Newton step on e^t is exactly -1, at every scale.
			const { theta } = walk(solver(name), analyticObjective(exponentialDrift), [0], {
				steps: 300,
				gradient: 0,
			});
			expect(theta[0], name).toBeLessThan(-295);
		}
	});

	it("grows by 2.5 with every step down a line of constant slope", () => {
		const { path } = walk(solver("trust-region-newton"), analyticObjective(slope), [0], {
			steps: 25,
			gradient: 0,
		});
		for (let k = 2; k < path.length; k++)
			expect((path[k][0] - path[k - 1][0]) / (path[k - 1][0] - path[k - 2][0])).toBeCloseTo(2.5, 6);
		expect(path[25][0]).toBeLessThan(-1e9);
	});

	it("is used along a direction without curvature that the gradient points to", () => {
		// The pseudo-inverse of the Hessian knows nothing of x.
		const { theta } = walk(solver("trust-region-newton"), analyticObjective(valley), [0, 1], {
			steps: 40,
			gradient: 0,
		});
		expect(theta[0]).toBeLessThan(-1e6);
		expect(Math.abs(theta[1])).toBeLessThan(1e-10);
	});
});
