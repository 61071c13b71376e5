import { describe, expect, it } from "vitest";
import { defaultSolver, solver, solverNames, solvers, successorOf } from "../../../src/search/solvers.ts";

describe("the registry of solvers", () => {
	it("holds every solver once, with a sentence for people", () => {
		expect(new Set(solverNames).size).toBe(solvers.length);
		for (const { name, summary } of solvers) {
			expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
			expect(summary).toMatch(/^[A-Z].*\.$/);
			expect(solver(name).name).toBe(name);
		}
	});

	it("proposes the nearest name", () => {
		expect(() => solver("lbfgs")).toThrow(/l-bfgs/);
		expect(() => solver("newton-mrr")).toThrow(/newton-mr/);
		expect(() => solver("trust-region")).toThrow(RangeError);
	});

	it("chooses by target, and without dense matrices where there are many parameters", () => {
		for (const parameters of [1, 50, 300, 301, 12577]) {
			for (const target of ["minima", "all"] as const) {
				const chosen = defaultSolver(target, parameters);
				expect(chosen.finds).toBe(target === "minima" ? "minima" : "critical-points");
				expect(chosen.dense).toBe(parameters <= 300);
				expect(successorOf(chosen, parameters).finds).toBe(chosen.finds);
			}
		}
	});
});
