import { symmetricEigen } from "../../numerics/symmetric-eigen.ts";
import { createObjective } from "../../objective/create-objective.ts";
import type { Objective } from "../../objective/objective.ts";
import { parseProblem } from "../../problem/parse.ts";
import type { Problem } from "../../problem/problem.ts";
import { type Run, run } from "../../search/driver.ts";
import { initialPoint } from "../../search/initialisers.ts";
import { defaultSolver, successorOf } from "../../search/solvers.ts";
import { splittingMatrix } from "./splitting-matrix.ts";

const starts = 8;
const budget = 400;
/** Parameters of the whole network up to which it is searched for a lower loss too. */
const wholeLimit = 300;
const wholeStarts = 2;
/** A smallest eigenvalue above this share of the largest counts as positive, in floating point. */
const doubt = 1e-10;
/** Losses closer than this are the same minimum. */
const sameLoss = 1e-9;

/** What floating point sees of a local minimum of the network with one unit that may split. */
export interface CoreCandidate {
	readonly loss: number;
	/** Parameters of the network with one unit. */
	readonly theta: readonly number[];
	/** Smallest and largest eigenvalue of its Hessian. */
	readonly hessian: readonly [number, number];
	/** Smallest and largest eigenvalue of its splitting matrix S. */
	readonly splitting: readonly [number, number];
	/** `positive`: every split into positive shares is a local minimum; `negative`: every split with exactly one positive share. */
	readonly shares: "positive" | "one-positive";
}

export interface CoreSearch {
	readonly runs: number;
	/** Runs that ended at a point of positive definite Hessian. */
	readonly regularMinima: number;
	/** Different ones whose splitting matrix is definite, lowest loss first. */
	readonly candidates: readonly CoreCandidate[];
	/** The lowest loss that any run reached, with one unit or with all. */
	readonly lowest: number;
	/** Where it was reached: parameters of the network with one unit, or with all; null without a finite loss. */
	readonly lowestAt: readonly number[] | null;
}

/**
 * Local minima of the network with one hidden unit (a few runs with a fixed seed and budget) whose Hessian is positive
 * definite and whose splitting matrix is definite, up to rounding: candidates, nothing is proved.
 */
export async function coreCandidates(problem: Problem): Promise<CoreSearch> {
	const objective = createObjective(await withOneUnit(problem));
	try {
		const candidates: CoreCandidate[] = [];
		let regularMinima = 0;
		let lowest = nowhere;
		for (let k = 0; k < starts; k++) {
			const ended = runFrom(objective, k);
			lowest = lower(lowest, ended);
			if (ended.outcome.kind !== "converged") continue;
			const { values } = symmetricEigen(objective.hessian(ended.theta), objective.parameters, false);
			const last = values[values.length - 1];
			if (!(values[0] > doubt * last)) continue;
			regularMinima++;
			const { eigenvalues, definite } = splittingMatrix(objective, ended.theta, 0);
			if (definite === "neither") continue;
			if (candidates.some(({ loss }) => Math.abs(loss - ended.value) <= sameLoss * (1 + Math.abs(loss))))
				continue;
			candidates.push({
				loss: ended.value,
				theta: Array.from(ended.theta),
				hessian: [values[0], last],
				splitting: [eigenvalues[0], eigenvalues[eigenvalues.length - 1]],
				shares: definite === "positive" ? "positive" : "one-positive",
			});
		}
		candidates.sort((a, b) => a.loss - b.loss);
		return {
			runs: starts,
			regularMinima,
			candidates,
			...lowestOfWhole(problem, lowest),
		};
	} finally {
		objective.release();
	}
}

type Lowest = Pick<CoreSearch, "lowest" | "lowestAt">;

const nowhere: Lowest = { lowest: Infinity, lowestAt: null };

function lower(known: Lowest, { value, theta }: Run): Lowest {
	return value < known.lowest ? { lowest: value, lowestAt: Array.from(theta) } : known;
}

/** The same problem with one hidden unit. */
export function withOneUnit(problem: Problem): Promise<Problem> {
	const file = structuredClone(problem.canonical) as { network: { layers: { width: number }[] } };
	file.network.layers[0].width = 1;
	return parseProblem(file);
}

function lowestOfWhole(problem: Problem, known: Lowest): Lowest {
	if (problem.network.parameters > wholeLimit) return known;
	const objective = createObjective(problem);
	try {
		let lowest = known;
		for (let k = 0; k < wholeStarts; k++) lowest = lower(lowest, runFrom(objective, k));
		return lowest;
	} finally {
		objective.release();
	}
}

function runFrom(objective: Objective, k: number): Run {
	const solver = defaultSolver("minima", objective.parameters);
	return run(objective, initialPoint(objective.problem, { kind: "normal", scale: 1 }, 1, k), {
		solver,
		successor: successorOf(solver, objective.parameters),
		target: "minima",
		budget,
		tolerance: 1e-10,
	});
}
