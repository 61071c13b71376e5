import { describe, expect, test } from "vitest";
import { linearAscent } from "../../src/closed-forms/ascent.ts";
import { criticalValues } from "../../src/closed-forms/critical-values.ts";
import { linearDescent } from "../../src/closed-forms/descent.ts";
import { linearNetwork } from "../../src/closed-forms/linear-network.ts";
import { randomCriticalPoint } from "../../src/closed-forms/random-critical-point.ts";
import { realize } from "../../src/closed-forms/realize.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import { classifyPoint } from "../../src/points/classification.ts";
import { diagonalProblem, linearOracle, randomProblem } from "./linear-problems.ts";
import { oddLinearProblem } from "./odd-linear-problems.ts";

describe("descent and ascent at critical points of linear networks", () => {
	test("200 random problems: every saddle has both, verified by an oracle of the loss", () => {
		const seen = { rotation: 0, "rank-raising": 0, path: 0, minima: 0 };
		const wrong: string[] = [];
		for (let seed = 0; seed < 200; seed++) {
			const { problem, next, features } = oddLinearProblem(77000 + seed);
			const network = linearNetwork(problem);
			if (network === null) throw new Error("out of scope");
			for (const [k, value] of [...criticalValues(network)].entries()) {
				if (k > 12) break;
				const theta =
					next() < -0.5
						? realize(network, value.selection)
						: randomCriticalPoint(network, value.counts, next).theta;
				const r = value.selection.reduce((sum, p) => sum + p, 0);
				const label = `problem ${77000 + seed} (${features}), counts ${value.counts}`;
				const at = (there: Float64Array) => linearOracle(problem, there).loss;
				const here = at(theta);
				const up = linearAscent(network, theta);
				if (up === null) {
					if (network.inputs.rank > 0) wrong.push(`${label}: no ascent`);
				} else if (!(at(theta.map((x, i) => x + up[i])) > here))
					wrong.push(`${label}: ascent does not ascend`);
				if (value.kind === "minimum") {
					seen.minima++;
					continue;
				}
				const down = linearDescent(network, theta, r);
				if (down === null) {
					wrong.push(`${label}: no descent`);
					continue;
				}
				seen[down.kind]++;
				const change = at(theta.map((x, i) => x + down.direction[i])) - here;
				if (!(change < 0) || Math.abs(change - down.change) > 1e-9 * (1 + here))
					wrong.push(`${label}: ${down.kind} changes the loss by ${change}, said ${down.change}`);
				if (down.kind === "path") {
					for (const stage of down.stages.slice(0, -1))
						if (Math.abs(at(stage) - here) > 1e-10 * (1 + here))
							wrong.push(`${label}: a neutral piece changes the loss by ${at(stage) - here}`);
					continue;
				}
				// Negative curvature along the straight direction.
				const { product } = linearOracle(problem, theta, down.direction);
				const curvature = product.reduce((sum, x, i) => sum + x * down.direction[i], 0);
				if (!(curvature < 0)) wrong.push(`${label}: ${down.kind} has curvature ${curvature}`);
			}
		}
		console.log(seen);
		expect(wrong).toEqual([]);
		expect(Math.min(seen.rotation, seen["rank-raising"], seen.path)).toBeGreaterThan(20);
	});

	test("rotation: the curvature is minus the difference of the eigenvalues", () => {
		// d^T H d = -(lambda_n - lambda_s) for dA_2 = u' u^T A_2, dB = A_2^+ u u'^T M.
		const network = linearNetwork(diagonalProblem([3, 2, 1], [1]));
		if (network === null) throw new Error("out of scope");
		const theta = realize(network, [0, 1, 0]);
		const found = linearDescent(network, theta, 1);
		expect(found?.kind).toBe("rotation");
		if (found === null) throw new Error("none");
		const steps = theta.map((x, i) => x + found.direction[i]);
		// The step is 2^-k times the direction of that curvature: recover k from |dA_2|, which is |A_2| 2^-k.
		const outer = found.direction.slice(3).reduce((s, x) => Math.max(s, Math.abs(x)), 0);
		const factor = outer / theta.slice(3).reduce((s, x) => Math.max(s, Math.abs(x)), 0);
		const { product } = linearOracle(network.problem, theta, found.direction);
		const curvature = product.reduce((sum, x, i) => sum + x * found.direction[i], 0);
		expect(curvature / (factor * factor)).toBeCloseTo(-(9 - 4), 10);
		expect(linearOracle(network.problem, steps).loss).toBeLessThan(5);
	});

	test("the origin of deep networks: a way of lower loss although the Hessian vanishes", () => {
		for (const hidden of [
			[2, 2],
			[1, 2, 2],
		]) {
			const problem = diagonalProblem([3, 2, 1], hidden);
			const network = linearNetwork(problem);
			if (network === null) throw new Error("out of scope");
			const theta = new Float64Array(problem.network.parameters);
			const found = linearDescent(network, theta, 0);
			expect(found?.kind).toBe("path");
			expect(linearOracle(problem, found?.stages.at(-1) ?? theta).loss).toBeLessThan(7);
		}
	});

	test("classify prints a descent that lowers the objective, and none at a global minimum", () => {
		for (const problem of [
			randomProblem([3, 2, 3], 7, 1),
			randomProblem([2, 2, 3, 2], 5, 7, { biases: [true, true, true], weights: [1, 2, 0.25, 1, 4] }),
			diagonalProblem([3, 2, 1], [2, 2]),
		]) {
			const network = linearNetwork(problem);
			if (network === null) throw new Error("out of scope");
			const objective = createObjective(problem);
			for (const value of criticalValues(network)) {
				const theta = realize(network, value.selection);
				const found = classifyPoint(objective, theta);
				if (value.kind === "minimum") {
					expect(found.descent).toBeNull();
					continue;
				}
				const { descent } = found;
				if (descent === null) throw new Error(`no descent at ${value.selection}`);
				expect(objective.value(theta.map((x, i) => x + descent[i]))).toBeLessThan(found.loss);
				expect(found.reason).toMatch(/theta \+ descent/);
			}
			objective.release();
		}
	});
});
