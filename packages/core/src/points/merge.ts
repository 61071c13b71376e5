import type { Objective } from "../objective/objective.ts";
import { alignmentDistance } from "./alignment.ts";
import { type CanonicalForm, canonicalForm } from "./canonical-form.ts";
import { errorRadius } from "./error-radius.ts";
import { describeFamily, type Family, type FamilyTally, sameLoss, withMember } from "./family.ts";
import { explainedNullDirections, symmetryDimension } from "./null-directions.ts";
import { orbitSize } from "./orbit.ts";
import type { Classification, Tristate } from "./point.ts";
import { type Symmetries, symmetriesOf } from "./symmetries.ts";

/** What one start found. */
export interface Candidate {
	readonly start: number;
	readonly classification: Classification;
}

/** One entry of the list of points: an isolated point or a family. */
export interface PointEntry {
	/** Of its first start. */
	readonly classification: Classification;
	/** The starts that ended in it, ascending. */
	readonly starts: readonly number[];
	/** Copies under exchanges and sign flips, an exact integer. */
	readonly orbit: string;
	readonly isolated: Tristate;
	readonly family: Family | null;
}

/** Points found, each once, in the order of their first starts. */
export interface MergedPoints {
	readonly entries: readonly PointEntry[];
	/** The symmetries that were used, and what was left out. */
	readonly notes: readonly string[];
}

/** Aligned points this near, relative to their size, are one. */
const near = 1e-7;
/** Aligned points farther apart are never one, however badly conditioned. */
const far = 1e-2;

/** Candidates that are one entry: the first, and of the others what the entry tells. */
interface Group {
	readonly first: Classification;
	readonly starts: number[];
	/** Of an isolated point; null for a family. */
	readonly form: CanonicalForm | null;
	/** Of a family; null for an isolated point. */
	tally: FamilyTally | null;
	/** Computed when first needed. */
	radius: number | null;
}

/**
 * Merges what starts have found, in the order of starts: points that are not isolated (nullity larger
 * than symmetry explains) into one family per kind, index and loss within 1e-9 (1 + |loss|); the
 * others with their copies under the objective's symmetries, as near as the conditioning of both can
 * tell. Points of different kind or index are never merged.
 */
export function mergePoints(objective: Objective, candidates: readonly Candidate[]): MergedPoints {
	const merger = new PointMerger(objective);
	for (const candidate of [...candidates].sort((a, b) => a.start - b.start)) merger.add(candidate);
	return merger.merged();
}

/** `mergePoints`, one candidate after another in the order of starts: of each group only the first point is kept. */
export class PointMerger {
	readonly #objective: Objective;
	readonly #symmetries: Symmetries;
	readonly #groups: Group[] = [];

	constructor(objective: Objective) {
		this.#objective = objective;
		this.#symmetries = symmetriesOf(objective);
	}

	/** The next candidate; its start is later than all before. */
	add({ start, classification }: Candidate): void {
		const theta = Float64Array.from(classification.theta);
		const { nullity } = classification;
		const dimension = nullity === null || nullity === 0 ? 0 : symmetryDimension(this.#objective, theta);
		const free = nullity !== null && nullity > dimension;
		const form = free ? null : canonicalForm(this.#symmetries, theta);
		let home =
			form === null
				? this.#groups.find((group) => group.form === null && alike(group.first, classification))
				: nearestGroup(this.#objective, this.#groups, classification, form);
		if (home === undefined) {
			home = { first: classification, starts: [], form, tally: null, radius: null };
			this.#groups.push(home);
		}
		home.starts.push(start);
		if (form === null) home.tally = withMember(home.tally, classification);
	}

	/** The points found so far. */
	merged(): MergedPoints {
		return {
			entries: this.#groups.map((group) => describe(this.#objective, this.#symmetries, group)),
			notes: this.#symmetries.notes,
		};
	}
}

/** Kind, index and loss agree. */
function alike(a: Classification, b: Classification): boolean {
	return a.kind === b.kind && a.index === b.index && sameLoss(a.loss, b.loss);
}

/** The group whose first point is nearest to the candidate's, if near enough to be the same point. */
function nearestGroup(
	objective: Objective,
	groups: readonly Group[],
	candidate: Classification,
	form: CanonicalForm,
): Group | undefined {
	let best: Group | undefined;
	let shortest = Infinity;
	let radius: number | null = null;
	for (const group of groups) {
		if (group.form === null || !alike(group.first, candidate)) continue;
		const size = 1 + Math.max(form.size, group.form.size);
		const distance = alignmentDistance(form, group.form, far * size);
		if (distance === null || distance >= shortest) continue;
		if (distance > near * size) {
			radius ??= radiusOf(objective, candidate);
			group.radius ??= radiusOf(objective, group.first);
			if (distance > radius + group.radius) continue;
		}
		best = group;
		shortest = distance;
	}
	return best;
}

function radiusOf(objective: Objective, { theta, nullity }: Classification): number {
	return errorRadius(objective, Float64Array.from(theta), nullity ?? 0);
}

function describe(objective: Objective, symmetries: Symmetries, group: Group): PointEntry {
	const { first, starts, form, tally } = group;
	const theta = Float64Array.from(first.theta);
	return {
		classification: first,
		starts,
		orbit: orbitSize(theta, symmetries),
		isolated: form === null ? ifFree(objective, theta) : ifTight(first),
		family: tally === null ? null : describeFamily(tally),
	};
}

/** Nullity beyond symmetry: not isolated where a set of critical points through it is known. */
function ifFree(objective: Objective, theta: Float64Array): Tristate {
	return explainedNullDirections(objective, theta).criticalBeyondSymmetry ? "no" : "unknown";
}

/** A critical point all of whose zero eigenvalues are due to symmetry is isolated modulo symmetry. */
function ifTight({ kind, nullity }: Classification): Tristate {
	const critical = kind === "minimum" || kind === "saddle" || kind === "maximum";
	return critical && nullity !== null ? "yes" : "unknown";
}
