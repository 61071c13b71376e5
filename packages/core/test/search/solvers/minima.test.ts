import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.ts";
import { solvers } from "../../../src/search/solvers.ts";
import {
	analyticObjective,
	doubleWell,
	himmelblau,
	type Landscape,
	monkeySaddle,
	quartic,
	rosenbrock,
} from "../../oracle/analytic-objectives.ts";
import { himmelblauMinima } from "./himmelblau.ts";
import { distance, walk } from "./walk.ts";

const minimisers = solvers.filter(({ finds, noisy }) => finds === "minima" && !noisy);

function starts(count: number, size: number, n = 2): number[][] {
	return Array.from({ length: count }, (_, k) => {
		const random = randomStream(11, "start", k);
		return Array.from({ length: n }, () => size * random.normal());
	});
}

/** Most steps that each solver may need from any of the starts below. */
const enough: Record<string, number> = { "gradient-flow": 400, "l-bfgs": 150 };

function reaches(name: string, landscape: Landscape, minima: readonly (readonly number[])[], size: number) {
	const solver = solvers.find((each) => each.name === name);
	if (solver === undefined) throw new Error(name);
	for (const start of starts(25, size)) {
		const { theta, gradientNorm } = walk(solver, analyticObjective(landscape), start, {
			steps: enough[name] ?? 120,
		});
		expect(gradientNorm, `${name} from ${start}`).toBeLessThan(1e-11);
		expect(Math.min(...minima.map((each) => distance(each, theta)))).toBeLessThan(1e-10);
	}
}

describe.each(minimisers.map(({ name }) => name))("%s", (name) => {
	it("follows Rosenbrock's valley to (1, 1)", () => reaches(name, rosenbrock, [[1, 1]], 1.5));

	it("reaches one of Himmelblau's four minima", () => reaches(name, himmelblau, himmelblauMinima, 3));

	it("falls into one of the two wells", () =>
		reaches(
			name,
			doubleWell,
			[
				[1, 0],
				[-1, 0],
			],
			1,
		));

	it("approaches a degenerate minimum until the gradient is gone", () => {
		const solver = solvers.find((each) => each.name === name) ?? minimisers[0];
		for (const start of starts(10, 1)) {
			const { theta, gradientNorm } = walk(solver, analyticObjective(quartic), start, { steps: 300 });
			expect(gradientNorm).toBeLessThan(1e-11);
			// |x|^3 <= |L_x + L_y| <= 2e-11
			expect(Math.abs(theta[0])).toBeLessThan(3e-4);
			expect(Math.abs(theta[1] - theta[0])).toBeLessThan(1e-11);
		}
	});

	it("never accepts a higher loss", () => {
		const solver = solvers.find((each) => each.name === name) ?? minimisers[0];
		for (const start of starts(10, 2)) {
			const { values } = walk(solver, analyticObjective(rosenbrock), start, { steps: 100 });
			for (let k = 1; k < values.length; k++)
				expect(values[k]).toBeLessThanOrEqual(values[k - 1] * (1 + 1e-13));
		}
	});
});

describe("solvers that see the Hessian", () => {
	it("leave a monkey saddle and reach one of its three minima of loss -27/4", () => {
		const angles = [1, 3, 5].map((k) => (k * Math.PI) / 3);
		const minima = angles.map((angle) => [3 * Math.cos(angle), 3 * Math.sin(angle)]);
		const names = ["hybrid-newton", "trust-region-newton", "trust-region-krylov", "l-bfgs", "gradient-flow"];
		for (const name of names) reaches(name, monkeySaddle, minima, 0.3);
	});

	it.each(["trust-region-newton", "hybrid-newton"])(
		"%s leaves a strict saddle where the gradient is exactly 0",
		(chosen) => {
			const solver = solvers.find(({ name }) => name === chosen) ?? minimisers[0];
			const objective = analyticObjective(doubleWell);
			const context = { objective, tolerance: 1e-12, index: null, seed: 1, start: 0 };
			const state = solver.start(Float64Array.of(0, 0), context);
			for (let k = 0; k < 30; k++) solver.step(state, context);
			expect(Math.abs(Math.abs(state.theta[0]) - 1)).toBeLessThan(1e-10);
			expect(state.value).toBeLessThan(1e-20);
		},
	);
});
