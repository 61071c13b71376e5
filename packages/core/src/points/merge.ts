import type { Objective } from "../objective/objective.ts";
import { alignmentDistance } from "./alignment.ts";
import { type CanonicalForm, canonicalForm } from "./canonical-form.ts";
import { errorRadius } from "./error-radius.ts";
import { describeFamily, type PointFamily, sameLoss } from "./family.ts";
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
	readonly family: PointFamily | null;
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

/** Candidates that are one entry, and what is computed of the first only when needed. */
interface Group {
	readonly members: Candidate[];
	readonly form: CanonicalForm | null;
	radius: number | null;
}

/**
 * Merges what starts have found, in the order of starts: points that are not isolated (nullity larger
 * than symmetry explains) into one family per kind, index and loss within 1e-9 (1 + |loss|); the
 * others with their copies under the objective's symmetries, as near as the conditioning of both can
 * tell. Points of different kind or index are never merged.
 */
export function mergePoints(objective: Objective, candidates: readonly Candidate[]): MergedPoints {
	const symmetries = symmetriesOf(objective);
	const groups: Group[] = [];
	for (const candidate of [...candidates].sort((a, b) => a.start - b.start)) {
		const theta = Float64Array.from(candidate.classification.theta);
		const { nullity } = candidate.classification;
		const dimension = nullity === null || nullity === 0 ? 0 : symmetryDimension(objective, theta);
		const free = nullity !== null && nullity > dimension;
		const form = free ? null : canonicalForm(symmetries, theta);
		const home =
			form === null
				? groups.find((group) => group.form === null && alike(group, candidate))
				: nearestGroup(objective, groups, candidate, form);
		if (home !== undefined) home.members.push(candidate);
		else
			groups.push({
				members: [candidate],
				form,
				radius: null,
			});
	}
	return {
		entries: groups.map((group) => describe(objective, symmetries, group)),
		notes: symmetries.notes,
	};
}

/** Kind, index and loss agree. */
function alike({ members: [first] }: Group, { classification }: Candidate): boolean {
	const { kind, index, loss } = first.classification;
	return (
		kind === classification.kind && index === classification.index && sameLoss(loss, classification.loss)
	);
}

/** The group whose first point is nearest to the candidate's, if near enough to be the same point. */
function nearestGroup(
	objective: Objective,
	groups: readonly Group[],
	candidate: Candidate,
	form: CanonicalForm,
): Group | undefined {
	let best: Group | undefined;
	let shortest = Infinity;
	let radius: number | null = null;
	for (const group of groups) {
		if (group.form === null || !alike(group, candidate)) continue;
		const size = 1 + Math.max(form.size, group.form.size);
		const distance = alignmentDistance(form, group.form, far * size);
		if (distance === null || distance >= shortest) continue;
		if (distance > near * size) {
			radius ??= radiusOf(objective, candidate);
			group.radius ??= radiusOf(objective, group.members[0]);
			if (distance > radius + group.radius) continue;
		}
		best = group;
		shortest = distance;
	}
	return best;
}

function radiusOf(objective: Objective, { classification }: Candidate): number {
	return errorRadius(objective, Float64Array.from(classification.theta), classification.nullity ?? 0);
}

function describe(objective: Objective, symmetries: Symmetries, group: Group): PointEntry {
	const { members, form } = group;
	const { classification } = members[0];
	const theta = Float64Array.from(classification.theta);
	return {
		classification,
		starts: members.map(({ start }) => start),
		orbit: orbitSize(theta, symmetries),
		isolated: form === null ? ifFree(objective, theta) : ifTight(classification),
		family: form === null ? describeFamily(members.map((member) => member.classification)) : null,
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
