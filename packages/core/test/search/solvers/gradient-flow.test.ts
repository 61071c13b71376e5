import { describe, expect, it } from "vitest";
import type { SolverContext } from "../../../src/search/solver.ts";
import { gradientFlow } from "../../../src/search/solvers/gradient-flow.ts";
import {
	analyticObjective,
	doubleWell,
	exponentialDrift,
	type Landscape,
	softplusDrift,
} from "../../oracle/analytic-objectives.ts";

/** Every accepted point of the flow with its time. */
function flow(landscape: Landscape, start: readonly number[], steps: number) {
	const context: SolverContext = {
		objective: analyticObjective(landscape),
		tolerance: 0,
		index: null,
		seed: 1,
		start: 0,
	};
	const state = gradientFlow.start(Float64Array.from(start), context);
	const path: { time: number; theta: Float64Array }[] = [];
	for (let k = 0; k < steps; k++)
		if (gradientFlow.step(state, context).step > 0)
			path.push({ time: state.time, theta: state.theta.slice() });
	return path;
}

describe("the gradient flow", () => {
	it("of e^t stays on t = -log(s + e^-t0) over thirty decades of time", () => {
		const path = flow(exponentialDrift, [0.5], 600);
		expect(path[path.length - 1].time).toBeGreaterThan(1e30);
		for (const { time, theta } of path) {
			const exact = -Math.log(time + Math.exp(-0.5));
			expect(Math.abs(theta[0] - exact)).toBeLessThan(2e-3 * (1 + Math.abs(exact)));
		}
	});

	it("of log(1 + e^-t) conserves t + e^t - s over thirty decades of time", () => {
		const path = flow(softplusDrift, [-1], 600);
		expect(path[path.length - 1].time).toBeGreaterThan(1e30);
		for (const { time, theta } of path) {
			const t = theta[0];
			// d(t + e^t) = ds; the error in t is (t + e^t - s - c) / (1 + e^t).
			const error = (t + Math.exp(t) - time - (-1 + Math.exp(-1))) / (1 + Math.exp(t));
			expect(Math.abs(error)).toBeLessThan(2e-3 * (1 + Math.abs(t)));
		}
	});

	it("stays on the symmetry axis it starts on, and ends in the saddle there", () => {
		// On x = 0 the double well is 1/4 + y^2 / 2, and y(s) = y0 e^-s.
		const path = flow(doubleWell, [0, 1], 200);
		for (const { time, theta } of path) {
			expect(theta[0]).toBe(0);
			expect(Math.abs(theta[1] - Math.exp(-time))).toBeLessThan(1e-3);
		}
		expect(Math.abs(path[path.length - 1].theta[1])).toBeLessThan(1e-10);
	});
});
