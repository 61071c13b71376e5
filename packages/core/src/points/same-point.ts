import type { Objective } from "../objective/objective.ts";
import { alignmentDistance } from "./alignment.ts";
import { canonicalForm } from "./canonical-form.ts";
import { symmetriesOf } from "./symmetries.ts";

/**
 * Whether two points (P numbers each) are one modulo the objective's symmetries: some g with
 * |g a - b| <= tolerance (1 + |b|) in the largest component, after continuous symmetries are used up.
 */
export function samePoint(
	objective: Objective,
	a: Float64Array,
	b: Float64Array,
	tolerance: number,
): boolean {
	const symmetries = symmetriesOf(objective);
	const formA = canonicalForm(symmetries, a);
	const formB = canonicalForm(symmetries, b);
	const limit = tolerance * (1 + Math.max(formA.size, formB.size));
	return alignmentDistance(formA, formB, limit) !== null;
}
