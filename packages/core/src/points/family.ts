import { norm } from "../numerics/vector.ts";
import type { Classification } from "./point.ts";

/** A set of points that are not isolated, listed as one entry. */
export interface PointFamily {
	/** Starts that ended in it. */
	readonly members: number;
	readonly nullity: readonly [number, number];
	/** Range of the Euclidean norm of theta. */
	readonly norm: readonly [number, number];
	/** At most 16 further members besides the representative, theta each. */
	readonly further: readonly (readonly number[])[];
	readonly sentence: string;
}

const furtherMembers = 16;

/** Losses of one family, and of copies of one point, differ by at most 1e-9 (1 + |loss|). */
export function sameLoss(a: number, b: number): boolean {
	return Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a));
}

/**
 * Members of one kind, index and loss, in the order of starts, as one family; the first is its
 * representative. That they are connected is not claimed.
 */
export function describeFamily(members: readonly Classification[]): PointFamily {
	const nullities = members.map(({ nullity }) => nullity ?? 0);
	const norms = members.map(({ theta }) => norm(Float64Array.from(theta)));
	const count = members.length;
	return {
		members: count,
		nullity: [Math.min(...nullities), Math.max(...nullities)],
		norm: [Math.min(...norms), Math.max(...norms)],
		further: members.slice(1, 1 + furtherMembers).map(({ theta }) => theta),
		sentence: `${count === 1 ? "One start" : `${count} starts`} ended on points of this kind, index and loss whose Hessian has more zero eigenvalues than symmetry explains. They are listed as one family; that they are connected is not claimed.`,
	};
}
