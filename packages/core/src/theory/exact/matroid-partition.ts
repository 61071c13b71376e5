import { exactRank } from "../../rigor/exact-elimination.ts";
import { fromNumber, type Rational } from "../../rigor/rational.ts";

/** Whether vectors can be parted into k linearly independent sets. */
export type MatroidPartition =
	| { readonly status: "holds"; readonly parts: readonly (readonly number[])[] }
	/** |S| > k rank(X_S). */
	| { readonly status: "fails"; readonly violating: readonly number[]; readonly rank: number }
	| { readonly status: "undecided"; readonly reason: string };

/** Entries of all samples that are worth the exact elimination, which is repeated for every exchange. */
const costLimit = 4e5;

/**
 * Decides |S| <= k rank(X_S) for all sets S of samples, which holds iff the N samples can be parted into k linearly
 * independent sets (Edmonds 1965): samples are added one by one; where one fits into no part, exchanges along a shortest
 * path make room; where there is no such path, the samples that were reached violate the inequality.
 *
 * x: N x d row by row; ranks in exact arithmetic.
 */
export function partitionIntoIndependent(
	x: Float64Array,
	samples: number,
	inputs: number,
	k: number,
): MatroidPartition {
	if (samples * samples * inputs > costLimit)
		return {
			status: "undecided",
			reason: `${samples} samples of ${inputs} inputs are beyond the limit of the exact matroid partition; try fewer samples (data.limit).`,
		};
	const rows = Array.from({ length: samples }, (_, i) =>
		Array.from(x.subarray(i * inputs, (i + 1) * inputs), fromNumber),
	);
	const partOf = new Array<number>(samples).fill(-1);
	for (let s = 0; s < samples; s++) {
		const reached = augment(rows, partOf, s, k);
		if (reached !== null)
			return {
				status: "fails",
				violating: reached,
				rank: exactRank(reached.map((i) => rows[i])),
			};
	}
	const parts = Array.from({ length: k }, (_, p) => [...partOf.keys()].filter((i) => partOf[i] === p));
	return { status: "holds", parts };
}

/** Places sample s, moving others where needed; null when it fits, else the samples that were reached. */
function augment(
	rows: readonly (readonly Rational[])[],
	partOf: number[],
	s: number,
	k: number,
): number[] | null {
	const cameFrom = new Map<number, number>([[s, -1]]);
	const queue = [s];
	for (let head = 0; head < queue.length; head++) {
		const i = queue[head];
		for (let p = 0; p < k; p++) {
			if (partOf[i] === p) continue;
			const members = [...partOf.keys()].filter((j) => partOf[j] === p);
			const circuit = circuitOf(rows, members, i);
			if (circuit === null) {
				// i moves to p, and everyone on the way takes the place of the next.
				let moving = i;
				let target = p;
				while (moving >= 0) {
					const left = partOf[moving];
					partOf[moving] = target;
					target = left;
					moving = cameFrom.get(moving) as number;
				}
				return null;
			}
			for (const j of circuit)
				if (!cameFrom.has(j)) {
					cameFrom.set(j, i);
					queue.push(j);
				}
		}
	}
	return [...cameFrom.keys()].sort((a, b) => a - b);
}

/** The members whose removal makes room for i; null when i is independent of all of them. */
function circuitOf(
	rows: readonly (readonly Rational[])[],
	members: readonly number[],
	i: number,
): number[] | null {
	const all = [...members, i];
	if (exactRank(all.map((j) => rows[j])) === all.length) return null;
	return members.filter((j) => {
		const others = all.filter((each) => each !== j);
		return exactRank(others.map((each) => rows[each])) === others.length;
	});
}
