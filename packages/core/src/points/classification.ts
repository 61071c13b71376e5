import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { difference, infinityNorm } from "../numerics/vector.ts";
import type { Objective } from "../objective/objective.ts";
import { whyNotAttained } from "./attainment.ts";
import { closedFormVerdict } from "./closed-form-verdict.ts";
import { type Criticality, criticality } from "./criticality.ts";
import { type Inertia, inertiaOf } from "./inertia.ts";
import { classifyIteratively } from "./iterative-classification.ts";
import { kinkTest } from "./kink-test.ts";
import { kinkContacts } from "./kinks.ts";
import { knownLowerBound, meetsLowerBound } from "./lower-bound.ts";
import { absoluteRowSums, denseLimit, probedRowSums } from "./newton-step.ts";
import { explainedNullDirections, type NullDirections, noNullDirections } from "./null-directions.ts";
import type { Classification, Tristate } from "./point.ts";
import { type Polished, polish } from "./polish.ts";
import { trainingError } from "./training-error.ts";
import { unsettledCurvature } from "./unsettled-curvature.ts";

/** Above this many parameters only extreme eigenvalues are computed. */
export const denseClassificationLimit = 4000;

/** Contact with a kink: preactivations this close, relative to their unit's size. */
const exactContact = 1e-14;
/** A degenerate critical point is known to this distance, relative to 1 + max |theta|. */
const sameDistance = 1e-8;

type Verdict = Pick<
	Classification,
	"kind" | "strict" | "strictModuloSymmetry" | "global" | "reason" | "method"
> &
	Partial<
		Pick<Classification, "index" | "nullity" | "nullityExplained" | "spectrum" | "closedForm" | "descent">
	>;

/** What has been computed at theta before, and need not be again. */
export interface KnownAtPoint {
	readonly criticality?: Criticality;
	/** P x P. */
	readonly hessian?: Float64Array | null;
}

/**
 * Classifies theta (P numbers) as minimum, saddle, maximum, not critical, or undecided, with index,
 * nullity and how much of it symmetry explains.
 *
 * The gradient must vanish within its own rounding error; the inertia is that of the float64
 * Hessian with a cut-off at its rounding; a zero eigenvalue that nothing explains makes the point
 * undecided, never a minimum. Linear networks are decided by their closed form.
 */
export function classifyPoint(
	objective: Objective,
	theta: Float64Array,
	known: KnownAtPoint = {},
): Classification {
	const state = known.criticality ?? criticality(objective, theta);
	const labels = trainingError(objective, theta);
	const boundary = kinkContacts(objective, theta, exactContact).length;
	const verdict = decide(objective, theta, state, boundary, known.hessian ?? null);
	return {
		schema: "lossatlas/classify@1",
		kind: verdict.kind,
		strict: verdict.strict,
		strictModuloSymmetry: verdict.strictModuloSymmetry,
		global: verdict.global,
		reason: verdict.reason,
		method: verdict.method,
		loss: state.value,
		gradientNorm: state.gradientNorm,
		index: verdict.index ?? null,
		nullity: verdict.nullity ?? null,
		nullityExplained: verdict.nullityExplained ?? null,
		spectrum: verdict.spectrum ?? null,
		trainingError: labels?.error ?? null,
		boundary,
		ties: labels?.ties ?? null,
		closedForm: verdict.closedForm ?? null,
		descent: verdict.descent ?? null,
		theta: Array.from(theta),
	};
}

const unknown = {
	strict: "unknown",
	strictModuloSymmetry: "unknown",
	global: "unknown",
} as const;

function decide(
	objective: Objective,
	theta: Float64Array,
	state: Criticality,
	boundary: number,
	known: Float64Array | null,
): Verdict {
	if (state.overflow)
		return {
			...unknown,
			kind: "undecided",
			method: "dense",
			reason: `The gradient cannot be resolved at this scale of weights: its rounding error is about ${state.resolution.toPrecision(2)}.`,
		};
	if (boundary > 0) {
		const found = kinkTest(objective, theta, kinkContacts(objective, theta, exactContact));
		return {
			...found,
			method: "kink-test",
			strictModuloSymmetry: found.strict === "yes" ? "yes" : "unknown",
			descent: found.descent === null ? null : Array.from(found.descent),
		};
	}
	const n = objective.parameters;
	if (n > denseClassificationLimit)
		return state.vanishes || state.vanishesUpTo(probedRowSums(objective, theta))
			? classifyIteratively(objective, theta, state)
			: notCritical(objective, state, null);
	const hessian = known ?? objective.hessian(theta);
	if (!state.vanishes && !state.vanishesUpTo(absoluteRowSums(hessian, n))) {
		const polished = polish(objective, theta);
		const distance = displacement(polished.theta, theta);
		if (polished.verdict !== "converged" || distance > sameDistance)
			return notCritical(
				objective,
				state,
				polished.verdict === "converged" ? { ...polished, distance } : null,
			);
	}
	return decideByInertia(objective, theta, state, hessian);
}

/** Largest component of a - b, relative to 1 + max |b|. */
function displacement(a: Float64Array, b: Float64Array): number {
	return infinityNorm(difference(a, b)) / (1 + infinityNorm(b));
}

function notCritical(
	objective: Objective,
	state: Criticality,
	near: (Polished & { readonly distance: number }) | null,
): Verdict {
	const descent = state.gradient.map((g) => -g / state.gradientNorm);
	const nearby =
		near === null
			? ""
			: ` Newton steps from here lead to a critical point at distance ${near.distance.toPrecision(2)} (largest component, relative), with loss ${near.criticality.value.toPrecision(8)}.`;
	return {
		kind: "not-critical",
		strict: "no",
		strictModuloSymmetry: "no",
		global: "no",
		method: objective.parameters > denseClassificationLimit ? "iterative" : "dense",
		reason: `The gradient is not zero: its largest component ${state.gradientNorm.toPrecision(3)} is up to ${state.ratio.toPrecision(2)} times its rounding error. A small step along "descent" lowers the loss.${nearby}`,
		descent: Array.from(descent),
	};
}

function decideByInertia(
	objective: Objective,
	theta: Float64Array,
	state: Criticality,
	hessian: Float64Array,
): Verdict {
	const n = objective.parameters;
	const eigen = symmetricEigen(hessian, n, n <= denseLimit);
	const unsettled = unsettledCurvature(objective, theta, state.gradient, hessian, eigen);
	const regular = inertiaOf(eigen.values, unsettled);
	// Where no eigenvalue is small there is nothing to explain.
	const explained = isRegular(regular) ? noNullDirections : explainedNullDirections(objective, theta);
	const found = explained.noise > unsettled ? inertiaOf(eigen.values, explained.noise) : regular;
	const bound = knownLowerBound(objective.problem);
	const atBound = meetsLowerBound(objective.problem, state.value);
	const common = {
		method: "dense" as const,
		index: found.index,
		nullity: found.nullity,
		nullityExplained: Math.min(explained.directions.length, found.nullity),
		spectrum: {
			min: found.eigenvalues[0],
			max: found.eigenvalues[n - 1],
		},
	};
	const closed = closedFormVerdict(objective.problem, theta);
	if (closed !== null) return { ...common, ...closed, method: "closed-form" };
	const doubt = atBound ? whyNotAttained(objective, theta) : null;
	if (doubt !== null)
		return {
			...unknown,
			...common,
			kind: "undecided",
			reason: `The loss cannot be told from the lower bound given by ${bound.source}, but ${doubt}.`,
		};
	return {
		...common,
		...fromInertia(found, explained, n, atBound ? bound.source : null),
	};
}

/** Every eigenvalue is far above any rounding. */
function isRegular({ nullity, eigenvalues }: Inertia): boolean {
	let smallest = Infinity;
	let largest = 0;
	for (const value of eigenvalues) {
		smallest = Math.min(smallest, Math.abs(value));
		largest = Math.max(largest, Math.abs(value));
	}
	return nullity === 0 && smallest > 1e-6 * largest;
}

function fromInertia(
	found: Inertia,
	explained: NullDirections,
	n: number,
	boundSource: string | null,
): Omit<Verdict, "method"> {
	const { index, nullity, eigenvalues, cut } = found;
	const positive = n - index - nullity;
	const clear = eigenvalues[0] < -100 * cut;
	const global: Tristate = boundSource === null ? "unknown" : "yes";
	const because = boundSource === null ? "" : ` Its loss meets the lower bound given by ${boundSource}.`;
	if (index > 0 && boundSource === null) {
		if (!clear)
			return {
				...unknown,
				kind: "undecided",
				reason: `The lowest eigenvalue ${eigenvalues[0].toPrecision(3)} is negative but within a factor 100 of the rounding of the Hessian.`,
			};
		if (positive === 0 && nullity === 0)
			return {
				kind: "maximum",
				strict: "yes",
				strictModuloSymmetry: "yes",
				global: "no",
				reason: `All ${n} eigenvalues of the Hessian are negative.`,
			};
		if (positive === 0)
			return {
				...unknown,
				kind: "undecided",
				reason: `${index} eigenvalues are negative and the other ${nullity} are zero: a maximum or a saddle.`,
			};
		return {
			kind: "saddle",
			strict: "yes",
			strictModuloSymmetry: "yes",
			global: "no",
			reason: `The Hessian has ${index} negative and ${positive} positive eigenvalues.`,
		};
	}
	if (nullity === 0)
		return {
			kind: "minimum",
			strict: found.doubtful > 0 ? "unknown" : "yes",
			strictModuloSymmetry: found.doubtful > 0 ? "unknown" : "yes",
			global,
			reason: `All eigenvalues of the Hessian are positive, the smallest is ${eigenvalues[0].toPrecision(3)}.${because}`,
		};
	const bySymmetry = explained.alongSymmetry;
	if (boundSource !== null)
		return {
			kind: "minimum",
			strict: explained.movable ? "no" : "unknown",
			strictModuloSymmetry: nullity === bySymmetry ? "yes" : explained.movable ? "no" : "unknown",
			global: "yes",
			reason: `The loss meets the lower bound given by ${boundSource}; ${nullity} of the ${n} eigenvalues are zero.`,
		};
	if (explained.directions.length >= nullity && explained.critical)
		return {
			kind: "minimum",
			strict: explained.movable ? "no" : "unknown",
			strictModuloSymmetry: nullity === bySymmetry ? "yes" : "unknown",
			global,
			reason: `${positive} eigenvalues are positive; the ${nullity} zero ones are explained by ${explained.sentence}, along which the loss is constant.`,
		};
	return {
		...unknown,
		kind: "undecided",
		reason: `No eigenvalue is negative, but ${nullity} are zero and only ${Math.min(explained.directions.length, nullity)} of them are explained${explained.sentence === "" ? "" : ` (${explained.sentence})`}: the Hessian does not decide.`,
	};
}
