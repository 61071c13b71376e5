import type { Objective } from "../../src/objective/objective.ts";
import { type Run, run } from "../../src/search/driver.ts";
import type { Init } from "../../src/search/initialisers.ts";
import { initialPoint } from "../../src/search/initialisers.ts";
import { solver, successorOf } from "../../src/search/solvers.ts";

/** What a solver searches for. */
export function targetOf(name: string): "minima" | "all" {
	return solver(name).finds === "minima" ? "minima" : "all";
}

/** Runs a solver by name from a point, with its successor and its own target. */
export function runFrom(
	objective: Objective,
	start: ArrayLike<number>,
	name = "trust-region-newton",
	budget = 20000,
): Run {
	const chosen = solver(name);
	return run(objective, Float64Array.from(start), {
		solver: chosen,
		successor: successorOf(chosen, objective.parameters),
		target: targetOf(name),
		budget,
		tolerance: 1e-10,
	});
}

/** The first starts of a survey with seed 1, standard normal unless said otherwise. */
export function starts(
	objective: Objective,
	count: number,
	target: "minima" | "all" = "minima",
	init: Init = { kind: "normal", scale: 1 },
): Float64Array[] {
	return Array.from({ length: count }, (_, k) => initialPoint(objective.problem, init, 1, k, target));
}
