import { randomStream } from "../numerics/random.ts";
import { createObjective } from "../objective/create-objective.ts";
import { InputError } from "../problem/input-error.ts";
import { checkRealized } from "./check-realized.ts";
import { alternatives, type CriticalValue, countCriticalValues, criticalValues } from "./critical-values.ts";
import type { EnumerateDocument, EnumeratedValue, RealizedPoint } from "./enumeration.ts";
import { inertiaRange } from "./inertia-range.ts";
import type { LinearNetwork } from "./linear-network.ts";
import { linearMinimum } from "./lower-bound.ts";
import { randomCriticalPoint } from "./random-critical-point.ts";
import { minimumDoubt } from "./selection.ts";

/** Options of `enumerate` with every default filled in. */
export interface SettledEnumeration {
	readonly limit: number;
	readonly realize: number;
	readonly seed: number;
	/** Points written down at most. */
	readonly pointLimit: number;
}

/** The critical values of a linear network: one entry for each (p_1 .. p_q), best first. */
export function enumerateLinear(network: LinearNetwork, options: SettledEnumeration): EnumerateDocument {
	const total = countCriticalValues(network);
	const least = linearMinimum(network);
	const listed: CriticalValue[] = [];
	for (const value of criticalValues(network)) {
		listed.push(value);
		if (listed.length === options.limit) break;
	}
	const complete = BigInt(listed.length) === total && doubtsOf(network) === null;
	return {
		schema: "lossatlas/enumerate@1",
		sentence: meaning(network, listed.length, total),
		scope: "linear-network",
		total: String(total),
		values: listed.map((value) => enumerated(network, value, least.value)),
		complete,
		points: options.realize === 0 ? null : realizeAll(network, listed, options),
		seed: options.seed,
	};
}

function enumerated(network: LinearNetwork, value: CriticalValue, least: number): EnumeratedValue {
	const range = inertiaRange(network, value.counts);
	const same = (pair: readonly [number | null, number | null]) => (pair[0] === pair[1] ? pair[0] : null);
	// Hidden layers leave changes of basis free, so a minimum is isolated only without them.
	const strict = value.kind === "minimum" ? value.strict : range.negative;
	const doubt = value.kind === "minimum" ? minimumDoubt(network, value.counts) : null;
	return {
		loss: value.loss,
		gap: Math.max(0, value.loss - least),
		selection: value.selection,
		counts: value.counts,
		alternatives: String(alternatives(network, value.counts)),
		kind: value.kind,
		global: value.kind === "saddle" ? "no" : doubt === null ? "yes" : "unknown",
		strict,
		index: same(range.index),
		nullity: same(range.nullity),
		indexRange: range.index,
		nullityRange: range.nullity,
		pattern: null,
		sentence: doubt ?? strictnessOf(value.kind, strict),
	};
}

function strictnessOf(kind: CriticalValue["kind"], strict: boolean | null): string {
	if (kind === "minimum")
		return strict ? "The only global minimum." : "A global minimum in a continuum of global minima.";
	if (strict === null)
		return "A saddle: at some of its points the Hessian has a negative eigenvalue, at others (such as those whose free blocks are zero) it has none.";
	return "A strict saddle: the Hessian has a negative eigenvalue at each of its points.";
}

/** What rounding leaves open about the list as a whole, a sentence; null when nothing. */
function doubtsOf({ doubts }: LinearNetwork): string | null {
	if (doubts.droppedInputs > 0)
		return `Directions of the inputs at rounding level were left out; they could lower losses by up to ${doubts.droppedInputs.toPrecision(3)}.`;
	if (doubts.droppedTargets > 0)
		return `${doubts.droppedTargets} singular values of the targets at rounding level were taken as zero.`;
	return null;
}

function meaning(network: LinearNetwork, listed: number, total: bigint): string {
	const layers = network.depth === 1 ? "one layer" : `${network.depth} layers`;
	const what = `Every critical point of this linear network of ${layers} has the loss of a choice of at most ${network.capacity} of ${network.sigma.length} singular values`;
	const count =
		BigInt(listed) === total
			? `all ${total} of them are listed, best first`
			: `the best ${listed} of ${total} are listed`;
	const several = network.groups.some(({ count }) => count > 1)
		? " Equal singular values count once: an entry says how many of each are selected."
		: "";
	const doubt = doubtsOf(network);
	return `${what}; ${count}.${several}${doubt === null ? "" : ` ${doubt}`}`;
}

/** @throws InputError when more points were asked for than are written. */
export function requireFewPoints(values: number, { realize, pointLimit }: SettledEnumeration): void {
	if (values * realize <= pointLimit) return;
	throw new InputError(
		`${realize} points for each of ${values} values are ${values * realize}; at most ${pointLimit} are written.`,
		{ field: "realize" },
		"List fewer values with a smaller limit.",
	);
}

function realizeAll(
	network: LinearNetwork,
	listed: readonly CriticalValue[],
	options: SettledEnumeration,
): RealizedPoint[] {
	requireFewPoints(listed.length, options);
	const { realize, seed } = options;
	const objective = createObjective(network.problem);
	try {
		return listed.flatMap((value, k) =>
			Array.from({ length: realize }, (_, copy) => {
				const stream = randomStream(seed, "enumerate", k, copy);
				const point = randomCriticalPoint(network, value.counts, () => 2 * stream.uniform() - 1);
				return {
					value: k,
					loss: objective.value(point.theta),
					kind: value.kind,
					strict: value.kind === "saddle" ? point.index > 0 : point.nullity === 0,
					index: point.index,
					nullity: point.nullity,
					checks: checkRealized(network, objective, value, point),
					theta: Array.from(point.theta),
				};
			}),
		);
	} finally {
		objective.release();
	}
}
