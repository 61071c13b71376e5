import { unknownName } from "../problem/formula/nearest-name.ts";
import type { Solver } from "./solver.ts";
import { adam } from "./solvers/adam.ts";
import { eigenvectorFollowing } from "./solvers/eigenvector-following.ts";
import { gradientFlow } from "./solvers/gradient-flow.ts";
import { gradientNorm } from "./solvers/gradient-norm.ts";
import { hybridNewton } from "./solvers/hybrid-newton.ts";
import { lBfgs } from "./solvers/l-bfgs.ts";
import { levenbergMarquardt } from "./solvers/levenberg-marquardt.ts";
import { newton } from "./solvers/newton.ts";
import { newtonMr } from "./solvers/newton-mr.ts";
import { sgd } from "./solvers/sgd.ts";
import { trustRegionKrylov } from "./solvers/trust-region-krylov.ts";
import { trustRegionNewton } from "./solvers/trust-region-newton.ts";

/** All solvers. */
export const solvers: readonly Solver[] = [
	trustRegionNewton,
	hybridNewton,
	levenbergMarquardt,
	lBfgs,
	trustRegionKrylov,
	gradientFlow,
	newton,
	newtonMr,
	gradientNorm,
	eigenvectorFollowing,
	sgd,
	adam,
] as unknown as readonly Solver[];

export const solverNames: readonly string[] = solvers.map(({ name }) => name);

/** Largest P for which a solver with dense matrices is chosen unasked. */
const denseLimit = 300;

/** A solver by name. @throws RangeError with the nearest name for an unknown one. */
export function solver(name: string): Solver {
	const found = solvers.find((each) => each.name === name);
	if (found === undefined) throw new RangeError(unknownName("solver", name, solverNames));
	return found;
}

/** The solver for a target and a number of parameters. */
export function defaultSolver(target: "minima" | "all", parameters: number): Solver {
	const dense = parameters <= denseLimit;
	if (target === "all") return solver(dense ? "newton" : "newton-mr");
	return solver(dense ? "trust-region-newton" : "trust-region-krylov");
}

/** The solver that takes over where one stalls: for the same kind of point, by another method. */
export function successorOf(stalled: Solver, parameters: number): Solver {
	const dense = parameters <= denseLimit;
	if (stalled.finds === "critical-points") return solver(dense ? "newton" : "newton-mr");
	return solver(dense ? "trust-region-newton" : "trust-region-krylov");
}
