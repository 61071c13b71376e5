import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createObjective } from "../../src/objective/create-objective.ts";
import type { Objective } from "../../src/objective/objective.ts";
import type { Run } from "../../src/search/driver.ts";
import { solver, solverNames } from "../../src/search/solvers.ts";
import { type Knowledge, knownProblem, problems } from "../problems.ts";
import { runFrom, starts, targetOf } from "./run-solver.ts";

const count = 6;
const minimisers = solverNames.filter((name) => targetOf(name) === "minima" && !solver(name).noisy);
const finders = solverNames.filter((name) => targetOf(name) === "all");

function isOneOf(values: readonly number[], value: number): boolean {
	return values.some((known) => Math.abs(known - value) <= 1e-10 * (1 + Math.abs(known)));
}

/** A motion of theta by 1e-14 (1 + max |theta|) changes the gradient by as much as there is of it. */
function isCritical(objective: Objective, { theta, gradientNorm }: Run): boolean {
	const n = theta.length;
	const hessian = objective.hessian(theta);
	let widest = 0;
	for (let p = 0; p < n; p++) {
		const row = hessian.subarray(p * n, (p + 1) * n);
		widest = Math.max(
			widest,
			row.reduce((sum, h) => sum + Math.abs(h), 0),
		);
	}
	const size = theta.reduce((most, t) => Math.max(most, Math.abs(t)), 0);
	return gradientNorm <= 1e-14 * (1 + size) * widest;
}

function ofKind(runs: readonly Run[], kind: string): Run[] {
	return runs.filter(({ outcome }) => outcome.kind === kind);
}

for (const { name, because, known } of problems) {
	describe(`${name} (${because})`, () => {
		let objective: Objective;
		let knowledge: Knowledge;
		beforeAll(async () => {
			const problem = await knownProblem(name);
			objective = createObjective(problem);
			knowledge = known(problem);
		});
		afterAll(() => objective.release());

		for (const solverName of minimisers) {
			it(`${solverName} tells the truth about minima`, () => {
				const runs = starts(objective, count).map((start) => runFrom(objective, start, solverName));
				const converged = ofKind(runs, "converged");
				for (const each of converged) {
					const { value, classification } = each;
					expect(["minimum", "undecided"]).toContain(classification?.kind);
					expect(isCritical(objective, each), `gradient ${each.gradientNorm}`).toBe(true);
					expect(value).toBeGreaterThanOrEqual(knowledge.infimum - 1e-14);
					if (knowledge.minima !== null) expect(isOneOf(knowledge.minima, value), `${value}`).toBe(true);
					if (classification?.global === "yes")
						expect(Math.abs(value - knowledge.infimum)).toBeLessThan(1e-10);
				}
				if (!knowledge.attained) {
					expect(ofKind(runs, "drifting")).toHaveLength(count);
					for (const { outcome, value } of runs) {
						expect(outcome.evidence.infimum).toBeGreaterThanOrEqual(knowledge.infimum);
						expect(outcome.evidence.infimum).toBeLessThanOrEqual(value);
					}
				}
				if (knowledge.kinked) {
					expect(ofKind(runs, "kink")).toHaveLength(count);
					for (const { value } of runs) expect(isOneOf(knowledge.minima ?? [], value), `${value}`).toBe(true);
				}
				// Where every critical point is known, none of them at infinity, no run may end elsewhere.
				if (knowledge.criticalValues !== null && knowledge.attained && !knowledge.kinked)
					expect(converged).toHaveLength(count);
				if (knowledge.theta !== undefined)
					for (const { theta } of runs)
						theta.forEach((value, k) => {
							expect(Math.abs(value - (knowledge.theta?.[k] ?? Number.NaN))).toBeLessThan(1e-7);
						});
			});
		}

		it("is solved by every minimiser from one of the starts", () => {
			if (!knowledge.attained || knowledge.kinked) return;
			for (const solverName of minimisers) {
				// The bad minimum of the cubic attracts everything left of 1.
				const first = starts(objective, 12, "minima", { kind: "normal", scale: 1.5 }).find(
					(start) => Math.abs(runFrom(objective, start, solverName).value - knowledge.infimum) < 1e-10,
				);
				expect(first, solverName).toBeDefined();
			}
		});

		for (const solverName of finders) {
			it(`${solverName} finds nothing but critical points`, () => {
				const runs = starts(objective, count, "all").map((start) => runFrom(objective, start, solverName));
				for (const each of ofKind(runs, "converged")) {
					const { value, classification } = each;
					expect(classification?.kind).not.toBe("not-critical");
					expect(isCritical(objective, each), `gradient ${each.gradientNorm}`).toBe(true);
					if (knowledge.criticalValues !== null)
						expect(isOneOf(knowledge.criticalValues, value), `${value}`).toBe(true);
					if (classification?.kind === "minimum" && knowledge.minima !== null)
						expect(isOneOf(knowledge.minima, value), `${value} is a minimum`).toBe(true);
					if (classification?.kind === "saddle" || classification?.kind === "maximum")
						expect(value).toBeGreaterThan(knowledge.infimum + 1e-6);
				}
			});
		}
	});
}

describe("finders meet every critical value of a short list", () => {
	for (const name of [
		"linear autoencoder 2-1-2",
		"one tanh unit, one sample",
		"a cubic with a bad minimum",
		"shortcut of one square unit",
		"multiplicative noise on a linear unit",
	])
		for (const solverName of finders)
			it(`${name}: ${solverName}`, async () => {
				const problem = await knownProblem(name);
				const objective = createObjective(problem);
				const found = starts(objective, 40, "all", { kind: "normal", scale: 2 })
					.map((start) => runFrom(objective, start, solverName))
					.filter(({ outcome }) => outcome.kind === "converged")
					.map(({ value }) => value);
				const values = problems.find((each) => each.name === name)?.known(problem).criticalValues ?? [];
				for (const value of values) expect(isOneOf(found, value), `${value} of ${values.join()}`).toBe(true);
				objective.release();
			});
});

describe("every solver", () => {
	for (const name of solverNames) {
		it(`${name}: never accepts a point where loss or gradient is not finite`, async () => {
			for (const problemName of ["one exponential unit", "exponential loss, one of four labels flipped"]) {
				const objective = createObjective(await knownProblem(problemName));
				for (const scale of [3, 30, 100, 300, 340]) {
					const start = Float64Array.from({ length: objective.parameters }, (_, k) => (k ? 0 : scale));
					const chosen = solver(name);
					const context = { objective, tolerance: 1e-10, index: null, seed: 1, start: 0 };
					const state = chosen.start(start, context);
					for (let k = 0; k < 60; k++) {
						const report = chosen.step(state, context);
						const where = `scale ${scale}, step ${k}`;
						expect(Number.isFinite(state.value) && Number.isFinite(report.value), where).toBe(true);
						expect(state.gradient.every(Number.isFinite) && state.theta.every(Number.isFinite), where).toBe(
							true,
						);
						expect(report.value).toBe(state.value);
						if (report.status === "stalled") break;
					}
				}
				objective.release();
			}
		});

		it(`${name}: reports the loss and gradient of its point`, async () => {
			const objective = createObjective(await knownProblem("exclusive or"));
			const chosen = solver(name);
			const context = { objective, tolerance: 1e-10, index: null, seed: 1, start: 0 };
			const state = chosen.start(starts(objective, 1)[0], context);
			for (let k = 0; k < 30; k++) {
				const before = state.value;
				const { value, step, gradientNorm } = chosen.step(state, context);
				expect(value).toBe(objective.value(state.theta));
				const gradient = objective.gradient(state.theta);
				expect(state.gradient).toEqual(gradient);
				expect(gradientNorm).toBe(gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0));
				if (step === 0) expect(value).toBe(before);
				// A minimiser goes up by no more than rounding.
				if (chosen.finds === "minima") expect(value).toBeLessThanOrEqual(before * (1 + 1e-12));
			}
			objective.release();
		});

		it(`${name}: gives the same bits twice`, async () => {
			const once = async () => {
				const objective = createObjective(await knownProblem("exclusive or"));
				const runs = starts(objective, 3, targetOf(name)).map((start) => runFrom(objective, start, name));
				objective.release();
				return runs;
			};
			const [first, second] = [await once(), await once()];
			// toEqual compares numbers by Object.is.
			expect(first).toEqual(second);
			for (const { trace } of first) for (const value of trace.loss) expect(value).toBeLessThan(Infinity);
		});
	}
});
