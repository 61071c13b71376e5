import { describe, expect, test } from "vitest";
import { patternVerdict } from "../../src/closed-forms/pattern-verdict.ts";
import { productCones } from "../../src/closed-forms/product-cones.ts";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen.ts";
import { createObjective } from "../../src/objective/create-objective.ts";
import type { Problem } from "../../src/problem/problem.ts";
import { numbers } from "../numerics/matrices.ts";
import { coneCases, coneOracle, randomCones } from "./cone-problems.ts";

describe("descents of one ReLU layer", () => {
	test.each(coneCases)(
		"%s: descent from everywhere ends at listed values where it ends in a product cone",
		async (_, problem) => {
			const { values } = await productCones(problem);
			const hit = new Set<number>();
			for (let seed = 0; seed < 150; seed++) {
				const theta = descend(problem, seed);
				if (theta === null) continue;
				const { active, loss, margin } = coneOracle(problem, theta);
				if (margin < 1e-4) continue;
				const patterns = new Set(active.map((row) => row.join()).filter((row) => row.includes("true")));
				if (patterns.size > 1) continue;
				const samples = [...(active.find((row) => row.includes(true)) ?? []).entries()]
					.filter(([, on]) => on)
					.map(([i]) => i);
				const units = active.filter((row) => row.includes(true)).length;
				const found = values.findIndex(
					(value) =>
						Math.abs(value.loss - loss) < 1e-6 * (1 + loss) &&
						value.units === units &&
						`${value.samples}` === `${samples}`,
				);
				expect(found, `seed ${seed}: ${units} on ${samples}, loss ${loss}`).toBeGreaterThanOrEqual(0);
				hit.add(found);
			}
			expect(hit.size).toBeGreaterThan(0);
		},
	);

	test("descents with 2 inputs, 3 units, 7 samples: the loss is the formula's", () => {
		const losses = new Set<string>();
		let compared = 0;
		let worst = 0;
		let saddles = 0;
		for (let seed = 0; seed < 2000; seed++) {
			const problem = randomCones(100 + (seed % 4) * 6, [2, 3, 1], 7, false);
			const theta = descend(problem, seed);
			if (theta === null) continue;
			const { loss, margin } = coneOracle(problem, theta);
			if (margin < 1e-5) continue;
			const verdict = patternVerdict(problem, theta);
			if (verdict === null) continue;
			compared++;
			if (verdict.kind === "saddle") saddles++;
			worst = Math.max(worst, Math.abs(verdict.value - loss));
			losses.add(loss.toFixed(6));
			if (verdict.kind !== "minimum") continue;
			const next = numbers(seed);
			for (let k = 0; k < 20; k++) {
				const there = theta.map((x) => x + 0.1 * margin * next());
				expect(coneOracle(problem, there).loss).toBeGreaterThanOrEqual(loss - 1e-12);
			}
		}
		console.log({ compared, saddles, values: losses.size, worst });
		expect(compared).toBeGreaterThan(100);
		expect(losses.size).toBeGreaterThan(10);
		expect(worst).toBeLessThan(1e-9);
	});
});

/** Gradient descent with backtracking, then Newton steps without null directions; null if the gradient stays. */
function descend(problem: Problem, seed: number): Float64Array | null {
	const next = numbers(seed + 3000);
	let theta: Float64Array = new Float64Array(problem.network.parameters).map(() => 1.5 * next());
	let step = 0.1;
	let here = coneOracle(problem, theta);
	for (let k = 0; k < 1500; k++) {
		const square = here.gradient.reduce((s, g) => s + g * g, 0);
		if (square < 1e-8) break;
		let moved = false;
		for (; step > 1e-12; step /= 2) {
			const at = theta.map((x, i) => x - step * here.gradient[i]);
			const tried = coneOracle(problem, at);
			if (tried.loss > here.loss - 0.3 * step * square) continue;
			theta = at;
			here = tried;
			moved = true;
			break;
		}
		if (!moved) return null;
		step *= 1.5;
	}
	const objective = createObjective(problem);
	const n = theta.length;
	for (let k = 0; k < 30; k++) {
		const gradient = coneOracle(problem, theta).gradient;
		if (Math.sqrt(gradient.reduce((s, g) => s + g * g, 0)) < 1e-12) {
			objective.release();
			return theta;
		}
		const { values, vectors } = symmetricEigen(objective.hessian(theta), n, true);
		if (vectors === null) break;
		const there = theta.slice();
		for (let e = 0; e < n; e++) {
			if (Math.abs(values[e]) < 1e-7) continue;
			let along = 0;
			for (let i = 0; i < n; i++) along += vectors[e * n + i] * gradient[i];
			for (let i = 0; i < n; i++) there[i] -= (along / values[e]) * vectors[e * n + i];
		}
		theta = there;
	}
	objective.release();
	return null;
}
