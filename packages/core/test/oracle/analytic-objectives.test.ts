import { describe, expect, it } from "vitest";
import { himmelblauGradient } from "../search/solvers/himmelblau.ts";
import { analyticObjective, barrier, himmelblau, monkeySaddle, rosenbrock } from "./analytic-objectives.ts";

const points = [
	[0.3, -0.7],
	[-2, 1.5],
	[4, 4],
];

describe("analytic landscapes", () => {
	it("have the derivatives that are worked out by hand", () => {
		for (const [x, y] of points) {
			const theta = Float64Array.of(x, y);
			const near = (found: Float64Array, expected: readonly number[]) => {
				expected.forEach((value, k) => {
					expect(Math.abs(found[k] - value)).toBeLessThan(1e-12 * (1 + Math.abs(value)));
				});
			};
			near(analyticObjective(himmelblau).gradient(theta), himmelblauGradient(x, y));
			near(analyticObjective(himmelblau).hessian(theta), [
				6 * x * x + 2 * y - 21,
				2 * (x + y),
				2 * (x + y),
				6 * y * y + 2 * x - 13,
			]);
			near(analyticObjective(rosenbrock).gaussNewton(theta), [400 * x * x + 1, -200 * x, -200 * x, 100]);
			near(analyticObjective(monkeySaddle).gradient(theta), [
				3 * x * x - 3 * y * y + x * (x * x + y * y),
				-6 * x * y + y * (x * x + y * y),
			]);
			near(analyticObjective(rosenbrock).hessianVector(theta, Float64Array.of(1, 0)), [
				600 * x * x - 200 * y + 1,
				-200 * x,
			]);
		}
	});

	it("are not numbers outside their domain", () => {
		expect(analyticObjective(barrier).value(Float64Array.of(1.5))).toBeNaN();
	});
});
