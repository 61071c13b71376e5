import { describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import type { Objective } from "../../src/objective/objective.ts";
import { parseProblem } from "../../src/problem/parse.ts";
import type { Run } from "../../src/search/driver.ts";
import { solver, solverNames } from "../../src/search/solvers.ts";
import { knownProblem } from "../problems.ts";
import { runFrom, starts, targetOf } from "./run-solver.ts";

const minimisers = solverNames.filter((name) => targetOf(name) === "minima" && !solver(name).noisy);

async function known(name: string): Promise<Objective> {
	return createObjective(await knownProblem(name));
}

/** A network without output bias on inline data, squared loss unless said otherwise. */
async function inline(
	x: readonly number[][],
	y: readonly number[],
	layers: readonly object[],
	loss: object = { name: "squared" },
): Promise<Objective> {
	return createObjective(
		await parseProblem({ lossatlas: 1, data: { inline: { x, y } }, network: { layers }, loss }),
	);
}

function kinds(runs: readonly Run[]): string[] {
	return [...new Set(runs.map(({ outcome }) => outcome.kind))];
}

describe("the exclusive or", () => {
	for (const [solver, count] of [
		["trust-region-newton", 200],
		["levenberg-marquardt", 60],
		["l-bfgs", 40],
		["newton", 60],
	] as const) {
		it(`${solver}: nothing between loss 0 and 0.08 is called converged`, async () => {
			const objective = await known("exclusive or");
			const runs = starts(objective, count, targetOf(solver), { kind: "glorot" }).map((start) =>
				runFrom(objective, start, solver),
			);
			expect(kinds(runs)).toContain("converged");
			expect(kinds(runs)).toContain("drifting");
			for (const { outcome, value, classification } of runs) {
				if (outcome.kind !== "converged") continue;
				expect(value < 1e-20 || value > 0.08 - 1e-12, `converged at ${value}`).toBe(true);
				expect(classification?.kind).toBe(value < 1e-20 ? "minimum" : "saddle");
			}
			if (targetOf(solver) === "all" || solver === "l-bfgs") return;
			// The levels of the runs to infinity: one pattern given up, or one of four pairs of averages.
			for (const { outcome, value } of runs) {
				if (outcome.kind !== "drifting") continue;
				const level = Math.abs(value - 0.04) < 1e-4 ? 0.04 : 0.16 / 3;
				expect(Math.abs(value - level)).toBeLessThan(1e-4);
				expect(Math.abs(Number(outcome.evidence.infimum) - level)).toBeLessThan(1e-6);
				expect(outcome.evidence.normAfter).toBeGreaterThan(Number(outcome.evidence.normBefore));
			}
		});
	}
});

describe("saturated plateaus", () => {
	const patterns = [
		[1, 1, -0.5, 1, 1, -1.5, 1, -1, -0.5],
		[1, -1, 0.3, 1, -1, -0.6, 1, 1, -0.5],
		[1, 0, -0.5, 0, 1, -0.5, 1, -1, 0.2],
	];
	for (const scale of [30, 100, 300, 1000]) {
		it(`weights of ${scale}: the exclusive or with sigmoids and with tanh never converges there`, async () => {
			const withTanh = createObjective(
				await parseProblem({
					lossatlas: 1,
					data: { builtin: { name: "xor", low: -0.8, high: 0.8 } },
					network: {
						layers: [
							{ width: 2, activation: "tanh" },
							{ width: 1, activation: "tanh" },
						],
					},
					loss: { name: "squared" },
				}),
			);
			for (const objective of [await known("exclusive or"), withTanh]) {
				for (const pattern of patterns) {
					for (const scaled of [9, 6]) {
						const start = pattern.map((x, k) => (k < scaled ? scale * x : x));
						for (const solver of ["trust-region-newton", "l-bfgs", "newton"]) {
							const { outcome, theta } = runFrom(objective, start, solver, 1500);
							const largest = theta.reduce((most, t) => Math.max(most, Math.abs(t)), 0);
							// A long step may leave the plateau, and then end anywhere.
							if (largest > scale / 2)
								expect(outcome.kind, `${start.join()}, ${solver}`).not.toBe("converged");
						}
					}
				}
			}
		});
	}

	it("where outputs are rounded to their limit, a loss of exactly 0 is no minimum", async () => {
		const towards = await known("tanh towards 1");
		// f = a tanh(w x) through (-1, -1), (1, 1), (2, 1): only the step function fits.
		const step = await inline(
			[[-1], [1], [2]],
			[-1, 1, 1],
			[
				{ width: 1, activation: "tanh", bias: false },
				{ width: 1, bias: false },
			],
		);
		for (const scale of [18, 20, 30, 100, 300, 1000]) {
			for (const solver of solverNames) {
				const one = runFrom(towards, [scale], solver, 3000);
				const two = runFrom(step, [scale, 1], solver, 3000);
				expect(["drifting", "budget"], `${solver} from ${scale}`).toContain(one.outcome.kind);
				expect(["drifting", "budget"], `${solver} from ${scale}`).toContain(two.outcome.kind);
			}
		}
	});

	it("a loss that underflows to its infimum at infinity is no minimum", async () => {
		const objective = await known("logistic regression, separable");
		for (const scale of [40, 1000, 1e5]) {
			const start = [scale, scale, 0];
			for (const solver of solverNames) {
				const { outcome, value } = runFrom(objective, start, solver, 3000);
				expect(value).toBeLessThan(1e-12);
				expect(outcome.kind, `${solver} from ${scale}`).not.toBe("converged");
			}
		}
	});
});

describe("what theorems say of separable classes (Liang, Sun, Li & Srikant 2018)", () => {
	const x = [
		[1, 0.3],
		[0.5, 1],
		[0.2, 0.9],
		[-1, 0.2],
		[-0.7, -1],
		[-0.1, -0.8],
	];
	const y = [1, 1, 1, -1, -1, -1];
	for (const [activation, power] of [
		["tanh", 3],
		["sigmoid", 4],
		["softplus", 3],
		["exp", 4],
	] as const)
		it(`one ${activation} unit, hinge to the power ${power}: whatever converges has training error 0`, async () => {
			const objective = await inline(x, y, [{ width: 1, activation }, { width: 1 }], {
				name: "hinge-power",
				power,
			});
			const scales = [0.5, 2, 10, 50, 300];
			for (const scale of scales) {
				for (const start of starts(objective, 8, "minima", { kind: "normal", scale })) {
					const { outcome, classification, value } = runFrom(objective, start, "trust-region-newton", 5000);
					if (outcome.kind !== "converged") continue;
					expect([classification?.kind, classification?.trainingError], `scale ${scale}`).toEqual([
						"minimum",
						0,
					]);
					expect(value).toBeLessThan(1e-20);
				}
			}
		});
});

describe("drifting", () => {
	for (const solver of minimisers) {
		it(`${solver}: separable classes under the logistic loss, by proof`, async () => {
			const objective = await known("logistic regression, separable");
			for (const start of starts(objective, 4)) {
				const { outcome, value } = runFrom(objective, start, solver);
				expect(outcome.kind).toBe("drifting");
				expect(outcome.evidence.proof).toBe("scaling the last layers");
				expect(outcome.evidence.infimum).toBe(0);
				// N L(theta) lies below log 2, the least loss of a sample that is not on its side.
				expect(4 * value).toBeLessThan(Math.LN2);
				expect(outcome.evidence.level).toBeCloseTo(Math.LN2 / 4, 8);
			}
		});
	}

	it("|theta| ~ log(t) / 4 where a tanh saturates: L = e^(-4 w)", async () => {
		const objective = await known("tanh towards 1");
		for (const start of [0.1, 0.5, 1, 2]) {
			const { outcome, value } = runFrom(objective, [start]);
			expect(outcome.evidence.growth).toBe("logarithmic");
			expect(Math.abs(Number(outcome.evidence.rate) - 0.25)).toBeLessThan(0.005);
			expect(outcome.evidence.direction).toEqual([1]);
			expect(outcome.evidence.infimum).toBeGreaterThanOrEqual(0);
			expect(outcome.evidence.infimum).toBeLessThanOrEqual(value);
		}
	});

	it("|theta| ~ t^(1/4) where a softsign saturates: L = 1/2 (1 + w)^-2", async () => {
		const objective = await inline([[1]], [1], [{ width: 1, activation: "softsign", bias: false }]);
		for (const start of [0.1, 0.5, 1, 2]) {
			const { outcome, value } = runFrom(objective, [start]);
			expect(outcome.kind).toBe("drifting");
			expect(outcome.evidence.growth).toBe("power");
			expect(Math.abs(Number(outcome.evidence.rate) - 0.25)).toBeLessThan(0.01);
			expect(outcome.evidence.infimum).toBeLessThanOrEqual(value);
		}
	});

	it("towards a limit above 0: a sigmoid whose target 3/2 is out of reach", async () => {
		// The infimum is (3/2 - 1)^2 / 2.
		const objective = await inline([[1]], [1.5], [{ width: 1, activation: "sigmoid", bias: false }]);
		for (const solver of minimisers) {
			const { outcome, value } = runFrom(objective, [0.3], solver);
			expect(outcome.kind, solver).toBe("drifting");
			expect(value).toBeGreaterThanOrEqual(0.125);
			expect(Math.abs(Number(outcome.evidence.infimum) - 0.125)).toBeLessThan(1e-6);
		}
	});
});

describe("kink", () => {
	// L = ((relu(w1) + 1)^2 + (relu(-w1) + 1)^2 + (relu(w2) - 2)^2) / 6 is least at (0, 2), on the kinks of two samples.
	for (const solver of minimisers)
		it(`${solver}: a ReLU unit whose minimum lies on its kink`, async () => {
			const objective = await inline(
				[
					[1, 0],
					[-1, 0],
					[0, 1],
				],
				[-1, -1, 2],
				[{ width: 1, activation: "relu", bias: false }],
			);
			for (const start of [-1.3, 0.2, 2]) {
				const { outcome, value, theta, classification } = runFrom(objective, [start, 1], solver);
				expect(outcome.kind).toBe("kink");
				expect(classification).toBeNull();
				expect(Math.abs(theta[0])).toBeLessThan(1e-6);
				expect(Math.abs(theta[1] - 2)).toBeLessThan(1e-4);
				expect(value - 1 / 3).toBeLessThan(1e-6);
				expect(outcome.evidence.settled).toBe(true);
			}
		});
});

describe("gradient-flat", () => {
	it("a point where |gradient| > 0 is least is not critical, and says so", async () => {
		// L = sum (p(w_i) - y_i)^2 / 4, p = w^3 + w: for y = 1000, L'' = 0 and L' = -500 near w = 0, where |L'| is least.
		const objective = await inline(
			[
				[1, 0],
				[0, 1],
			],
			[1000, 10],
			[{ width: 1, activation: { name: "polynomial", coefficients: [0, 1, 0, 1] }, bias: false }],
		);
		const { outcome, theta, gradientNorm } = runFrom(objective, [0.3, 2.1], "gradient-norm");
		expect(outcome.kind).toBe("gradient-flat");
		expect(outcome.evidence.residual).toBeGreaterThan(0.9);
		expect(Math.abs(gradientNorm - 500)).toBeLessThan(1);
		// (3 w^2 + 1)^2 + 6 w (w^3 + w - 1000) = 0, and the root 2 of w^3 + w = 10
		expect(Math.abs(theta[0] - 1 / 6000)).toBeLessThan(1e-6);
		expect(Math.abs(theta[1] - 2)).toBeLessThan(1e-9);
		// No finder calls it critical; a minimiser goes through.
		for (const solver of solverNames) {
			const found = runFrom(objective, [0.3, 2.1], solver);
			if (found.outcome.kind !== "converged") continue;
			expect(found.value, solver).toBeLessThan(1e-20);
		}
		expect(runFrom(objective, [0.3, 2.1]).outcome.kind).toBe("converged");
	});
});

describe("budget", () => {
	it("a run whose evaluations are spent is undecided, unless what it has seen decides", async () => {
		const objective = await known("teacher and student");
		const found: string[] = [];
		for (const solver of solverNames) {
			for (const start of starts(objective, 6, targetOf(solver))) {
				const { outcome, evaluations, value } = runFrom(objective, start, solver, 50);
				found.push(outcome.kind);
				if (outcome.kind !== "budget") continue;
				expect(evaluations).toBeGreaterThanOrEqual(50);
				expect(outcome.sentence).toContain("--budget");
				expect(outcome.sentence).toContain(value.toPrecision(6));
			}
		}
		expect(found).toContain("budget");
		for (const kind of found) expect(["budget", "converged", "drifting", "gradient-flat"]).toContain(kind);
	});
});

describe("overflow", () => {
	it("a loss that is not finite at the start", async () => {
		const objective = await known("one exponential unit");
		for (const solver of solverNames)
			expect(runFrom(objective, [1000, 0], solver).outcome.kind, solver).toBe("overflow");
	});

	it("gradients that float64 cannot resolve: an exponential unit of scale 1e50 times 1e-50", async () => {
		const objective = await inline(
			[[1], [0.5], [-1]],
			[1, 1, -1],
			[{ width: 1, activation: "exp" }, { width: 1 }],
			{ name: "hinge-power", power: 4 },
		);
		// f = 1e-50 e^(115 x) + 0.1: outputs of order 1, derivatives of order 1e50.
		for (const start of [
			[115, 0, 1e-50, 0.1],
			[128, 0, 1e-60, 0.1],
		]) {
			const found = solverNames.map((name) => ({ name, ...runFrom(objective, start, name, 2000) }));
			expect(found[0].outcome.kind).toBe("overflow");
			for (const { name, outcome, value, classification } of found) {
				expect(Number.isFinite(value)).toBe(true);
				// A run may get away from there; mini-batches may take all evaluations.
				if (outcome.kind === "overflow" || (outcome.kind === "budget" && solver(name).noisy)) continue;
				expect(outcome.kind).toBe("converged");
				expect(classification?.trainingError).toBe(0);
				expect(value).toBeLessThan(1e-20);
			}
		}
	});
});
