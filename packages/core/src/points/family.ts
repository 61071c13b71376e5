import { norm } from "../numerics/vector.ts";
import type { Classification } from "./point.ts";

/** A set of points that are not isolated, listed as one entry. */
export interface Family {
	/** Starts that ended in it. */
	readonly members: number;
	readonly nullity: readonly [number, number];
	/** Range of the Euclidean norm of theta. */
	readonly norm: readonly [number, number];
	/** At most 16 further members besides the representative, theta each. */
	readonly further: readonly (readonly number[])[];
	/** Says that connectedness is not claimed. */
	readonly sentence: string;
}

/** What is kept of a family while its members arrive: a representative, ranges, few further points. */
export type FamilyTally = Omit<Family, "sentence">;

const furtherMembers = 16;

/** Losses of one family, and of copies of one point, differ by at most 1e-9 (1 + |loss|). */
export function sameLoss(a: number, b: number): boolean {
	return Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a));
}

/** A family with its next member, in the order of starts; null before the first, its representative. */
export function withMember(family: FamilyTally | null, { theta, nullity }: Classification): FamilyTally {
	const own = nullity ?? 0;
	const length = norm(Float64Array.from(theta));
	if (family === null) return { members: 1, nullity: [own, own], norm: [length, length], further: [] };
	const { members, further } = family;
	return {
		members: members + 1,
		nullity: [Math.min(family.nullity[0], own), Math.max(family.nullity[1], own)],
		norm: [Math.min(family.norm[0], length), Math.max(family.norm[1], length)],
		further: further.length < furtherMembers ? [...further, theta] : further,
	};
}

/** A family with its sentence for people. */
export function describeFamily(family: FamilyTally): Family {
	const { members } = family;
	const sentence =
		members === 1
			? "One start ended on a point whose Hessian has more zero eigenvalues than the symmetries of the loss explain. It stands for a family of such points; that they are connected is not claimed."
			: `${members} starts ended on points of this kind, index and loss whose Hessian has more zero eigenvalues than the symmetries of the loss explain. They are listed as one family; that they are connected is not claimed.`;
	return { ...family, sentence };
}
