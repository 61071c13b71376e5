import { exactRank, solveExactly } from "../../rigor/exact-elimination.ts";
import { type IndependentModulo, independentModulo, primes, residueOf } from "../../rigor/rank-modulo.ts";
import { fromNumber, type Rational, signOf } from "../../rigor/rational.ts";

/** Whether vectors can be parted into k linearly independent sets. */
export type MatroidPartition =
	| { readonly status: "holds"; readonly parts: readonly (readonly number[])[] }
	/** |S| > k rank(X_S). */
	| { readonly status: "fails"; readonly violating: readonly number[]; readonly rank: number }
	| { readonly status: "undecided"; readonly reason: string };

/** An independent set of samples. */
interface Part {
	readonly members: readonly number[];
	/** The members whose combination sample i is; null when i is independent of them. */
	circuit(i: number): readonly number[] | null;
	/** With a sample that is independent of the members. */
	grown(i: number): Part;
	without(member: number): Part;
}

/** Multiplications modulo a prime that are worth the answer. */
const moduloLimit = 3e8;
/** Entries of a violating set whose exact rank is worth computing, times its columns. */
const rankLimit = 4e7;
/** Squared samples times columns for which exchanges in fractions are worth the answer. */
const exactLimit = 4e5;

/**
 * Decides |S| <= k rank(X_S) for all sets S of samples, which holds iff the N samples can be parted into k linearly
 * independent sets (Edmonds 1965): samples are added one by one; where one fits into no part, exchanges along a shortest
 * path make room; where there is no such path, the samples that were reached violate the inequality.
 *
 * x: N x d row by row. The search runs modulo a prime. Parts that are independent modulo a prime are independent; a
 * violating set counts only with its rank in exact arithmetic. Where a prime misleads, another is tried, then fractions.
 */
export function partitionIntoIndependent(
	x: Float64Array,
	samples: number,
	inputs: number,
	k: number,
): MatroidPartition {
	const row = (i: number) => x.subarray(i * inputs, (i + 1) * inputs);
	// What the parts cost without any exchange.
	const part = Math.min(inputs, samples / Math.max(1, k));
	if (samples * part * (part + inputs) > moduloLimit)
		return { status: "undecided", reason: tooMany(samples, inputs) };
	for (const p of primes) {
		const found = search(samples, k, emptyModulo(row, samples, inputs, p));
		if (found === null) return { status: "undecided", reason: tooMany(samples, inputs) };
		if (found.status === "holds") return holds(found.parts, k);
		if (found.violating.length * inputs * inputs > rankLimit)
			return { status: "undecided", reason: tooMany(samples, inputs) };
		const rank = exactRank(found.violating.map((i) => Array.from(row(i), fromNumber)));
		if (found.violating.length > k * rank) return { ...found, rank };
	}
	if (samples * samples * inputs > exactLimit)
		return { status: "undecided", reason: tooMany(samples, inputs) };
	const rows = Array.from({ length: samples }, (_, i) => Array.from(row(i), fromNumber));
	const found = search(samples, k, exactPart(rows, []));
	if (found === null) return { status: "undecided", reason: tooMany(samples, inputs) };
	return found.status === "holds"
		? holds(found.parts, k)
		: { ...found, rank: exactRank(found.violating.map((i) => rows[i])) };
}

function tooMany(samples: number, inputs: number): string {
	return `${samples} samples of ${inputs} inputs are beyond the limit of the exact matroid partition; try fewer samples (data.limit).`;
}

function holds(parts: readonly (readonly number[])[], k: number): MatroidPartition {
	const sorted = parts.map((part) => [...part].sort((a, b) => a - b));
	return { status: "holds", parts: Array.from({ length: k }, (_, p) => sorted[p] ?? []) };
}

/** Thrown when the multiplications are used up. */
const spent = new RangeError("The limit of the matroid partition is reached.");

/** The empty part in the field of p elements; its descendants throw `spent` once they have cost too much together. */
function emptyModulo(row: (i: number) => Float64Array, samples: number, inputs: number, p: number): Part {
	const residues = Array.from({ length: samples }, (_, i) =>
		Float64Array.from(row(i), (value) => residueOf(value, p)),
	);
	let left = moduloLimit;
	const pay = (m: number) => {
		left -= m * (m + inputs) + 1;
		if (left < 0) throw spent;
	};
	const partOf = (members: readonly number[], known: IndependentModulo | null): Part => {
		/** The elimination of the members, begun anew where one of them has left. */
		const elimination = (): IndependentModulo => {
			known ??= members.reduce((so, member, m) => {
				pay(m);
				return so.with(residues[member]);
			}, independentModulo(p));
			return known;
		};
		return {
			members,
			circuit(i) {
				pay(members.length);
				return (
					elimination()
						.support(residues[i])
						?.map((place) => members[place]) ?? null
				);
			},
			grown(i) {
				pay(members.length);
				return partOf([...members, i], known === null ? null : known.with(residues[i]));
			},
			without: (member) =>
				partOf(
					members.filter((each) => each !== member),
					null,
				),
		};
	};
	return partOf([], independentModulo(p));
}

/** A part in exact arithmetic. */
function exactPart(rows: readonly (readonly Rational[])[], members: readonly number[]): Part {
	return {
		members,
		circuit(i) {
			if (members.length === 0) return rows[i].some((value) => signOf(value) !== 0) ? null : [];
			const columns = rows[i].map((_, j) => members.map((member) => rows[member][j]));
			const solution = solveExactly(columns, rows[i]);
			return solution === null ? null : members.filter((_, place) => signOf(solution[place]) !== 0);
		},
		grown: (i) => exactPart(rows, [...members, i]),
		without: (member) =>
			exactPart(
				rows,
				members.filter((each) => each !== member),
			),
	};
}

type Found =
	| { readonly status: "holds"; readonly parts: readonly (readonly number[])[] }
	| { readonly status: "fails"; readonly violating: readonly number[] };

/** The partition into k parts that grow from the empty one; null when it costs too much. */
function search(samples: number, k: number, empty: Part): Found | null {
	const parts: Part[] = Array.from({ length: Math.min(k, samples) }, () => empty);
	const partOf = new Array<number>(samples).fill(-1);
	try {
		for (let s = 0; s < samples; s++) {
			const reached = augment(parts, partOf, s);
			if (reached !== null) return { status: "fails", violating: reached };
		}
	} catch (error) {
		if (error === spent) return null;
		throw error;
	}
	return { status: "holds", parts: parts.map(({ members }) => members) };
}

/** Places sample s, moving others where needed; null when it fits, else the samples that were reached. */
function augment(parts: Part[], partOf: number[], s: number): number[] | null {
	const cameFrom = new Map<number, number>([[s, -1]]);
	const queue = [s];
	for (let head = 0; head < queue.length; head++) {
		const i = queue[head];
		for (let p = 0; p < parts.length; p++) {
			if (partOf[i] === p) continue;
			const circuit = parts[p].circuit(i);
			if (circuit === null) {
				move(parts, partOf, cameFrom, i, p);
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

/** Sample i moves to part p, and everyone on the way, back to the new sample, to the part that the one before it left. */
function move(
	parts: Part[],
	partOf: number[],
	cameFrom: ReadonlyMap<number, number>,
	i: number,
	p: number,
): void {
	const way: { readonly sample: number; readonly from: number; readonly to: number }[] = [];
	for (let sample = i, to = p; sample >= 0; sample = cameFrom.get(sample) ?? -1) {
		way.push({ sample, from: partOf[sample], to });
		to = partOf[sample];
	}
	for (const { sample, from } of way) if (from >= 0) parts[from] = parts[from].without(sample);
	for (const { sample, to } of way) {
		parts[to] = parts[to].grown(sample);
		partOf[sample] = to;
	}
}
