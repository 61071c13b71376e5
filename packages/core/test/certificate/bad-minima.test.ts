import { describe, expect, it } from "vitest";
import { proved } from "./prove.ts";

/** Ten points, two units, weight decay 1e-3; values worked out with multiple precision elsewhere. */
const x = [-2, -1.556, -1.111, -0.667, -0.222, 0.222, 0.667, 1.111, 1.556, 2].map((t) => [t]);
const problem = (activation: string, y: readonly number[]) => ({
	lossatlas: 1,
	data: { inline: { x, y } },
	network: { layers: [{ width: 2, activation }, { width: 1 }] },
	loss: { name: "squared" },
	regularizer: { "weight-decay": 0.001 },
});
const tanh = problem("tanh", [0.317, 0.959, 0.382, -0.877, -0.779, 0.726, 1.3, 0.094, -1.21, -0.659]);
const softplus = problem(
	"softplus",
	[0.084, 0.947, 0.689, -0.711, -1.11, 0.616, 0.722, -0.146, -1.481, -0.207],
);

interface Known {
	readonly at: readonly number[];
	readonly loss: number;
	/** Half a unit of the last digit that is known. */
	readonly to: number;
	readonly eigenvalue: readonly [number, number];
	readonly gap: number;
}

describe("two tanh units: both strict bad minima", () => {
	const better = Float64Array.of(
		0.95006522,
		2.8008702,
		-0.22149017,
		-0.30464254,
		-4.3640591,
		3.3145856,
		-0.25787371,
	);
	const known: readonly Known[] = [
		{
			at: [2.37164, -3.08827, 2.806885, 3.951071, -0.229539, 0.549867, -0.169119],
			loss: 0.23376934417233,
			to: 1e-14,
			eigenvalue: [0.002665, 0.002667],
			gap: 0.16179,
		},
		{
			at: [-1.601023, -3.082081, -1.4719, -3.048557, -2.351765, 2.529686, 0.181077],
			loss: 0.247191830467155,
			to: 1.1e-13,
			eigenvalue: [0.0011335, 0.0011336],
			gap: 0.17521,
		},
	];
	it.each(known.map((k) => [k.loss, k] as const))("loss %d", async (_, { at, loss, to, eigenvalue, gap }) => {
		const found = await proved(tanh, at, { better });
		expect(found.claim).toBe("strict-local-minimum");
		expect(found.modulo).toEqual([]);
		expect(found.index).toBe(0);
		expect(found.loss[0]).toBeLessThanOrEqual(loss + to);
		expect(found.loss[1]).toBeGreaterThanOrEqual(loss - to);
		expect(found.loss[1] - found.loss[0]).toBeLessThan(1e-14);
		expect(found.radius).toBeLessThan(1e-20);
		expect(found.uniqueness).toBeGreaterThan(1e-6);
		expect(found.smallestEigenvalue).toBeGreaterThan(eigenvalue[0]);
		expect(found.smallestEigenvalue).toBeLessThan(eigenvalue[1]);
		expect(found.gap).toBeGreaterThan(gap - 2e-4);
		expect(found.gap).toBeLessThan(gap + 1e-5);
	});
});

describe("two softplus units: seven strict bad minima", () => {
	const better = Float64Array.of(
		3.49207101,
		7.20975438,
		1.04229474,
		2.54597352,
		-5.6050304,
		2.56087187,
		0.61428518,
	);
	const known: readonly (readonly [number, readonly number[]])[] = [
		[0.205223, [-3.228008, -6.469631, 1.428218, 3.195315, 5.15637, -2.42374, -0.789898]],
		[0.237046, [-2.967614, -5.943088, -2.588305, -3.640739, -4.845281, 2.03016, -0.160522]],
		[0.24409632587553, [2.830517, 5.537996, -3.465584, -4.700871, 5.569651, -2.081343, 0.063218]],
		[0.264541, [0.523939, -0.443825, -0.010581, 0.029032, -0.540926, 0.444505, 0.009651]],
		[0.264751, [1.847457, -1.855071, -1.381489, -1.042814, -0.236181, 0.189028, -0.052985]],
		[0.26511, [0.427828, 0.427828, 0.165899, 0.165899, -0.513927, -0.513927, 0.778044]],
		[0.265871, [-0.391157, -0.391157, 0.266769, 0.266769, 0.533685, 0.533685, -0.982535]],
	];
	it.each(known)("loss %d", async (loss, at) => {
		const found = await proved(softplus, at, { better });
		expect(found.claim).toBe("strict-local-minimum");
		expect(Math.abs(found.loss[0] - loss)).toBeLessThan(6e-7);
		expect(found.loss[1] - found.loss[0]).toBeLessThan(1e-14);
		expect(found.smallestEigenvalue).toBeGreaterThan(2e-4);
		expect(found.smallestEigenvalue).toBeLessThan(3.1e-3);
		expect(found.gap).toBeGreaterThan(0.0199);
		expect(found.gap).toBeLessThan(0.081);
	});
});
