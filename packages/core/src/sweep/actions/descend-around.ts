import type { Constructed } from "../../constructions/construct.ts";
import { randomStream } from "../../numerics/random.ts";
import { norm } from "../../numerics/vector.ts";
import { createObjective } from "../../objective/create-objective.ts";
import { unknownName } from "../../problem/formula/nearest-name.ts";
import { InputError } from "../../problem/input-error.ts";
import { run } from "../../search/driver.ts";
import { initialPoint, parseInit } from "../../search/initialisers.ts";
import { solver, solverNames, successorOf } from "../../search/solvers.ts";
import { requireWhole } from "./action.ts";

/** From where descents begin. */
export interface DescentOptions {
	/** Distance of the starts from the point, relative to 1 + |theta|; or ... */
	readonly distance?: number;
	/** ... a law of starts that knows nothing of the point: glorot, he, normal:SCALE. */
	readonly init?: string;
	/** Default 10. */
	readonly starts?: number;
	/** Default gradient-flow: it follows the steepest descent. */
	readonly solver?: string;
	/** Evaluations of a descent; default 5000. */
	readonly budget?: number;
}

/** Where descents ended. */
export interface Descent {
	readonly starts: number;
	/** At the loss of the constructed point, within 1e-7 (1 + loss). */
	readonly returned: number;
	/** Below it. */
	readonly lower: number;
	/** Above it: stopped elsewhere, drifting or out of budget. */
	readonly higher: number;
	readonly evaluations: number;
	readonly lowestLoss: number;
}

const margin = 1e-7;
const names = ["distance", "init", "starts", "solver", "budget"];

/** @throws InputError for options that are unknown or not admissible. */
export function requireDescent(options: DescentOptions): void {
	const field = "descend";
	if (typeof options !== "object" || options === null)
		throw new InputError(`descend is ${JSON.stringify(options)}; options of descents were expected.`, {
			field,
		});
	for (const name of Object.keys(options))
		if (!names.includes(name)) throw new InputError(unknownName("option of descend", name, names), { field });
	const { distance, init, solver: name } = options;
	const near = distance === undefined || (Number.isFinite(distance) && distance > 0);
	const known = init === undefined || parseInit(init) !== null;
	if (!near || !known || (init === undefined) === (distance === undefined))
		throw new InputError("descend takes either a positive distance or an init (glorot, he, normal:SCALE).", {
			field,
		});
	requireWhole("descend.starts", options.starts, 1);
	requireWhole("descend.budget", options.budget, 1);
	if (name !== undefined && !solverNames.includes(name))
		throw new InputError(unknownName("solver", name, solverNames), { field });
}

/** Runs descents from points around a constructed one, or from anywhere, and counts where they end. */
export function descendAround(
	{ problem, construct: { theta } }: Constructed,
	options: DescentOptions,
	seed: number,
): Descent {
	const { distance, init, starts = 10, solver: name = "gradient-flow", budget = 5000 } = options;
	requireDescent(options);
	const law = init === undefined ? null : parseInit(init);
	const objective = createObjective(problem);
	try {
		const level = objective.value(theta);
		const found = { starts, returned: 0, lower: 0, higher: 0, evaluations: 0, lowestLoss: Infinity };
		const chosen = solver(name);
		for (let start = 0; start < starts; start++) {
			const first =
				law === null ? onSphere(theta, distance ?? 0, seed, start) : initialPoint(problem, law, seed, start);
			const { value, evaluations } = run(objective, first, {
				solver: chosen,
				successor: successorOf(chosen, objective.parameters),
				target: "minima",
				budget,
				tolerance: 1e-10,
				seed,
				start,
			});
			const difference = value - level;
			const close = margin * (1 + Math.abs(level));
			if (Math.abs(difference) <= close) found.returned++;
			else if (difference < 0) found.lower++;
			else found.higher++;
			found.evaluations += evaluations;
			found.lowestLoss = Math.min(found.lowestLoss, value);
		}
		return found;
	} finally {
		objective.release();
	}
}

function onSphere(theta: Float64Array, distance: number, seed: number, start: number): Float64Array {
	const random = randomStream(seed, "descend-around", start);
	const direction = theta.map(() => random.normal());
	const length = (distance * (1 + norm(theta))) / norm(direction);
	return theta.map((x, k) => x + length * direction[k]);
}
