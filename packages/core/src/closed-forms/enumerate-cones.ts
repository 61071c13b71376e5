import { randomStream } from "../numerics/random.ts";
import { createObjective } from "../objective/create-objective.ts";
import { InputError } from "../problem/input-error.ts";
import type { Problem } from "../problem/problem.ts";
import { checkConePoint } from "./check-cone-point.ts";
import { conePoint } from "./cone-point.ts";
import { idleLoss, lossFactor } from "./cone-problem.ts";
import { alternatives } from "./critical-values.ts";
import { requireFewPoints, type SettledEnumeration } from "./enumerate-linear.ts";
import type { EnumerateDocument, EnumeratedValue, RealizedPoint } from "./enumeration.ts";
import { inertiaRange } from "./inertia-range.ts";
import { type ConeValue, productCones, programLimit, sampleLimit } from "./product-cones.ts";

/** Losses closer than this, relative to that of all outputs 0, do not make a minimum spurious. */
const sameLoss = 1e-9;
/** Losses below this, relative to that of all outputs 0, are 0 up to rounding. */
const zeroLoss = 1e-14;

/**
 * The critical values of one ReLU layer in its open product cones, best first. `better` is the loss of a point that the
 * caller knows. @throws InputError for more than 12 samples.
 */
export async function enumerateCones(
	problem: Problem,
	better: number,
	options: SettledEnumeration,
): Promise<EnumerateDocument> {
	const { samples } = problem.data;
	if (samples > sampleLimit)
		throw new InputError(
			`There are ${samples} samples; the cones of a ReLU layer are listed for at most ${sampleLimit}, since their number doubles with each.`,
			{ field: "data" },
			"Take fewer samples (limit: 12 in the problem file), or search with `lossatlas survey`.",
		);
	const { values, exhausted } = await productCones(problem);
	const sorted = values
		.map((value, place) => ({ value, place }))
		.sort((a, b) => a.value.loss - b.value.loss || a.place - b.place)
		.map(({ value }) => value);
	const listed = sorted.slice(0, options.limit);
	const least = Math.min(better, sorted[0]?.loss ?? Infinity);
	return {
		schema: "lossatlas/enumerate@1",
		sentence: meaning(sorted.length, listed.length, exhausted),
		scope: "product-cones",
		total: exhausted ? String(sorted.length) : null,
		values: listed.map((value) => enumerated(problem, value, least)),
		complete: false,
		points: options.realize === 0 ? null : realizeAll(problem, listed, options),
		seed: options.seed,
	};
}

function meaning(total: number, listed: number, exhausted: boolean): string {
	const what =
		"Critical values of this ReLU layer where all active units share their samples and no preactivation is 0";
	const among = exhausted
		? `${total}`
		: `the ${total} found before the search of cones stopped at ${programLimit} linear programs (lower ones may be missing)`;
	const count =
		listed < total
			? `the best ${listed} of ${among} are listed`
			: `${exhausted ? "all " : ""}${among} are listed, best first`;
	return `${what}; ${count}. Critical points of other activation patterns have no closed form and are not listed.`;
}

function enumerated(problem: Problem, value: ConeValue, least: number): EnumeratedValue {
	const { network, kind, loss } = value;
	const nothing = lossFactor(problem) * idleLoss(problem, [...Array(problem.data.samples).keys()]);
	const exact = loss <= zeroLoss * nothing;
	const above = loss > least + sameLoss * nothing;
	const parameters = problem.network.parameters;
	const pattern = { units: value.units, samples: value.samples, margin: value.active.margin };
	const base = {
		loss,
		gap: Math.max(0, loss - least),
		selection: value.selection,
		counts: value.counts,
		kind,
		global: exact ? ("yes" as const) : above || kind === "saddle" ? ("no" as const) : ("unknown" as const),
		pattern,
	};
	if (network === null)
		return {
			...base,
			alternatives: "1",
			strict: false,
			index: 0,
			nullity: parameters,
			indexRange: [0, 0],
			nullityRange: [parameters, parameters],
			sentence: `All units are dead: the loss is constant nearby${above ? ", and lower elsewhere" : ""}.`,
		};
	const range = inertiaRange(network, value.counts);
	// Weights of dead units are free, and every zero of the linear problem is one here.
	const free = parameters - network.problem.network.parameters;
	const [fewest, most] = range.nullity.map((n) => (n === null ? null : n + free));
	return {
		...base,
		alternatives: String(alternatives(network, value.counts)),
		strict: kind === "saddle",
		index: range.index[0],
		nullity: fewest === most ? fewest : null,
		indexRange: range.index,
		nullityRange: [fewest, most],
		sentence:
			kind === "saddle"
				? "A strict saddle: the Hessian has a negative eigenvalue at each of its points."
				: above
					? "A spurious local minimum: the loss is lower elsewhere."
					: exact
						? "A global minimum: the loss is 0 up to rounding."
						: "A local minimum; no lower loss is known.",
	};
}

function realizeAll(
	problem: Problem,
	listed: readonly ConeValue[],
	options: SettledEnumeration,
): RealizedPoint[] {
	requireFewPoints(listed.length, options);
	const { realize, seed } = options;
	const objective = createObjective(problem);
	try {
		return listed.flatMap((value, k) =>
			Array.from({ length: realize }, (_, copy) => {
				const stream = randomStream(seed, "enumerate", k, copy);
				const point = conePoint(problem, value, () => 2 * stream.uniform() - 1);
				if (point === null) return [];
				return [
					{
						value: k,
						loss: objective.value(point.theta),
						kind: value.kind,
						strict: point.index > 0,
						index: point.index,
						nullity: point.nullity,
						checks: checkConePoint(objective, value, point),
						theta: Array.from(point.theta),
					},
				];
			}).flat(),
		);
	} finally {
		objective.release();
	}
}
