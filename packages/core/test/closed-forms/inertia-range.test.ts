import { describe, expect, test } from "vitest";
import { criticalValues } from "../../src/closed-forms/critical-values.ts";
import { inertiaRange } from "../../src/closed-forms/inertia-range.ts";
import { linearNetwork } from "../../src/closed-forms/linear-network.ts";
import { randomCriticalPoint } from "../../src/closed-forms/random-critical-point.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { numbers } from "../numerics/matrices.ts";
import { diagonalProblem, inertiaOf, linearHessian, linearProblem } from "./linear-problems.ts";

/** X = I_d, targets diagonal, any numbers of inputs and outputs. */
function rectangular(sigma: readonly number[], inputs: number, hidden: readonly number[], outputs: number) {
	const x: number[] = [];
	const y: number[] = [];
	for (let i = 0; i < inputs; i++) {
		for (let j = 0; j < inputs; j++) x.push(i === j ? 1 : 0);
		for (let o = 0; o < outputs; o++) y.push(i === o ? (sigma[i] ?? 0) : 0);
	}
	return linearProblem({ widths: [inputs, ...hidden, outputs], x, y });
}

describe("inertia over all critical points of a value", () => {
	test.each([
		["two layers, no zeros", diagonalProblem([3, 2, 1], [2])],
		["two layers, zeros on both sides", rectangular([3, 1], 4, [3], 4)],
		["two layers, zero outputs only", rectangular([2, 1], 2, [3], 4)],
		["two layers, wide, nothing to fit", rectangular([], 2, [2], 3)],
		["three layers, all fitted", rectangular([2], 3, [2, 3], 2)],
		["three layers, more room", rectangular([1], 3, [3, 2], 3)],
		["three layers", diagonalProblem([3, 2, 1], [2, 2])],
		["four layers, nothing to fit", rectangular([], 2, [2, 1, 2], 2)],
	] as const)("%s: 300 random points stay within, and reach the ends that are known", (_, problem) => {
		const network = linearNetwork(problem);
		if (network === null) throw new Error("out of scope");
		for (const [k, value] of [...criticalValues(network)].entries()) {
			const { index, nullity, negative } = inertiaRange(network, value.counts);
			const next = numbers(900 + k);
			const seen = {
				index: [Infinity, -Infinity],
				nullity: [Infinity, -Infinity],
				strict: new Set<boolean>(),
			};
			for (let copy = 0; copy < 300; copy++) {
				const { theta } = randomCriticalPoint(network, value.counts, next);
				const found = inertiaOf(symmetricEigen(linearHessian(problem, theta), theta.length).values);
				for (const what of ["index", "nullity"] as const) {
					seen[what][0] = Math.min(seen[what][0], found[what]);
					seen[what][1] = Math.max(seen[what][1], found[what]);
				}
				seen.strict.add(found.index > 0);
			}
			const label = `counts ${value.counts}: seen ${JSON.stringify(seen)}`;
			for (const [what, [least, most]] of [
				["index", index],
				["nullity", nullity],
			] as const) {
				if (least !== null) expect(seen[what][0], `${label}, ${what}`).toBe(least);
				if (most !== null) expect(seen[what][1], `${label}, ${what}`).toBe(most);
			}
			expect(seen.strict.size, label).toBe(negative === null ? 2 : 1);
			if (negative !== null) expect(seen.strict.has(negative), label).toBe(true);
		}
	});
});
