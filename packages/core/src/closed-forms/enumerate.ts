import { createObjective } from "../objective/create-objective.ts";
import { InputError } from "../problem/input-error.ts";
import type { Problem } from "../problem/problem.ts";
import { outsideConeScope } from "./cone-scope.ts";
import { enumerateCones } from "./enumerate-cones.ts";
import { enumerateLinear } from "./enumerate-linear.ts";
import type { EnumerateDocument, EnumerateOptions } from "./enumeration.ts";
import { linearNetwork } from "./linear-network.ts";
import { outsideLinearScope } from "./linear-scope.ts";

/** Values listed when nothing else is asked for, and at most. */
const limits = { standard: 1000, greatest: 100_000 } as const;
/** Points written down at most. */
const pointLimit = 10_000;

/**
 * Critical values in closed form, best first, after Zhou & Liang (2018): of a linear network of any depth all of them;
 * of one ReLU layer those in the open cones where all active units share their samples.
 *
 * @throws InputError when the problem is outside both scopes, or an option is out of range.
 * @example
 * const {values, complete} = await enumerate(problem, {limit: 10});
 * values[0].kind; // "minimum"
 */
export async function enumerate(
	problem: Problem,
	options: EnumerateOptions = {},
): Promise<EnumerateDocument> {
	const limit = inRange("limit", options.limit ?? limits.standard, 1, limits.greatest);
	const realize = inRange("realize", options.realize ?? 0, 0, pointLimit);
	const seed = inRange("seed", options.seed ?? 1, 0, Number.MAX_SAFE_INTEGER);
	const settled = { limit, realize, seed, pointLimit };
	const network = linearNetwork(problem);
	if (network !== null) return enumerateLinear(network, settled);
	if (outsideConeScope(problem) === null)
		return enumerateCones(problem, lossOf(problem, options.better), settled);
	const advice =
		"Use the squared loss without weight decay and identity activations, or one ReLU layer without output bias; for other networks, `lossatlas survey` searches.";
	throw new InputError(
		`The critical points of this network have no closed form. ${reason(problem)}`,
		{ field: "network" },
		advice,
	);
}

/** What rules the closed forms out: of the two scopes, that which comes nearer. */
function reason(problem: Problem): string | null {
	const hidden = problem.network.branches[0].layers.slice(0, -1);
	const linear = hidden.every(({ activation }) => activation.properties.affinePieces.length === 1);
	const kinked = hidden.every(({ activation }) => activation.properties.affinePieces.length === 2);
	return kinked && !linear ? outsideConeScope(problem) : outsideLinearScope(problem);
}

function lossOf(problem: Problem, better: ArrayLike<number> | undefined): number {
	if (better === undefined) return Infinity;
	const theta = Float64Array.from(better);
	if (theta.length !== problem.network.parameters)
		throw new InputError(
			`The better point has ${theta.length} numbers; this network has ${problem.network.parameters} parameters.`,
			{ field: "better" },
		);
	const objective = createObjective(problem);
	try {
		return objective.value(theta);
	} finally {
		objective.release();
	}
}

function inRange(name: string, value: number, least: number, most: number): number {
	if (!Number.isSafeInteger(value) || value < least || value > most)
		throw new InputError(`${name} is ${value}; a whole number from ${least} to ${most} was expected.`, {
			field: name,
		});
	return value;
}
