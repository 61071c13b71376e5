import { applyQ, pivotedQr } from "../../numerics/qr.ts";
import { norm } from "../../numerics/vector.ts";
import { basisRows, exactRank, nullSpace, solveExactly } from "../../rigor/exact-elimination.ts";
import { squaredProjections } from "../../rigor/exact-projection.ts";
import { independentModulo, primes, residueOf } from "../../rigor/rank-modulo.ts";
import {
	divide,
	dot,
	fromNumber,
	one,
	type Rational,
	signOf,
	subtract,
	toNumber,
} from "../../rigor/rational.ts";

/** Two classes of samples, x of N rows and d columns, y +1 or -1. */
interface Classes {
	readonly x: Float64Array;
	readonly y: Float64Array;
	readonly samples: number;
	readonly inputs: number;
}

/** Whether no sample lies in the span of the other class. */
export type SpanSeparation =
	| {
			readonly status: "holds";
			/** The least distance of a sample to the span (hull) of the other class, relative to the sample: for display. */
			readonly relativeDistance: number;
			/** The sample at that distance. */
			readonly nearest: number;
			/** Whether the distance was computed in exact arithmetic and rounded once, or in float64. */
			readonly distance: "exact" | "rounded";
	  }
	| {
			readonly status: "fails";
			readonly sample: number;
			/** The sample is this combination of samples of the other class, exactly; with inner biases the weights sum to 1. */
			readonly combination: readonly { readonly sample: number; readonly weight: Rational }[];
	  }
	| { readonly status: "undecided"; readonly reason: string };

/** Multiplications modulo a prime, and of 64-bit words in exact arithmetic, that are worth the answer. */
const moduloLimit = 3e8;
const wordLimit = 1e10;
/** Multiplications of fractions for the distances, which are only shown. */
const distanceLimit = 1e7;

const tooMany = ({ samples, inputs }: Classes): string =>
	`${samples} samples of ${inputs} inputs are beyond the limit of the exact elimination; try fewer samples (data.limit).`;

/** What fraction-free elimination of n rows of this rank costs: its numbers have as many words as the rank. */
function wordsOf(n: number, columns: number, rank: number): number {
	return columns * rank * (rank * rank * rank + n * Math.max(0, Math.min(n, columns) - rank));
}

/** Rows (x, 1) with inner biases, x without. */
function rowsOf({ x, inputs }: Classes, chosen: readonly number[], affine: boolean): Rational[][] {
	return chosen.map((i) => {
		const row = Array.from(x.subarray(i * inputs, (i + 1) * inputs), fromNumber);
		return affine ? [...row, one] : row;
	});
}

function classOf({ y }: Classes, sign: number): number[] {
	return Array.from(y.keys()).filter((i) => Math.sign(y[i]) === sign);
}

/** The samples without repetitions, and without 0 where it adds nothing to the span. */
function distinctOf({ x, inputs }: Classes, chosen: readonly number[], affine: boolean): number[] {
	const seen = new Set<string>(affine ? [] : [new Array(inputs).fill("0").join(" ")]);
	return chosen.filter((i) => {
		// Adding 0 turns -0 into 0.
		const row = x.subarray(i * inputs, (i + 1) * inputs);
		const key = Array.from(row, (value) => String(value + 0)).join(" ");
		return !seen.has(key) && seen.add(key);
	});
}

/**
 * No positive sample lies in the span of the negative ones, and no negative one in that of the positive ones: linear
 * spans of x, or, with trainable inner biases, affine hulls (linear spans of (x, 1)).
 *
 * Where the others are independent modulo a prime, a sample that is independent of them modulo the prime is outside. In
 * general it is outside iff some u with u.x = 0 for all of them has u.x_i != 0: u runs through a basis of their null
 * space, in exact arithmetic.
 */
export function separateSpans(data: Classes, affine: boolean): SpanSeparation {
	const positives = classOf(data, 1);
	const negatives = classOf(data, -1);
	const columns = data.inputs + (affine ? 1 : 0);
	if (data.samples * columns * Math.min(data.samples, columns) > moduloLimit)
		return { status: "undecided", reason: tooMany(data) };
	let least: Nearest = { relativeDistance: Infinity, nearest: 0, distance: "exact" };
	for (const [own, other] of [
		[positives, negatives],
		[negatives, positives],
	]) {
		if (own.length === 0) continue;
		const others = distinctOf(data, other, affine);
		const known = basisModulo(data, others, affine);
		const proved = known.members.length === others.length && own.every((i) => known.outside(i));
		if (!proved && wordsOf(others.length, columns, known.members.length) > wordLimit)
			return { status: "undecided", reason: tooMany(data) };
		const rows = rowsOf(data, own, affine);
		const spanning = rowsOf(data, others, affine);
		if (!proved) {
			const normals = nullSpace(spanning, columns);
			const inside = rows.findIndex((row) => !normals.some((u) => signOf(dot(u, row)) !== 0));
			if (inside >= 0) {
				const places = basisRows(spanning);
				const coefficients = combinationOf(
					rows[inside],
					places.map((place) => spanning[place]),
				);
				const combination = places.flatMap((place, k) =>
					signOf(coefficients[k]) === 0 ? [] : [{ sample: others[place], weight: coefficients[k] }],
				);
				return { status: "fails", sample: own[inside], combination };
			}
		}
		const basis = proved ? spanning : basisRows(spanning).map((place) => spanning[place]);
		const found = nearestOf(own, rows, basis);
		if (found.relativeDistance < least.relativeDistance) least = found;
	}
	return { status: "holds", ...least };
}

/** Samples that are independent modulo a prime, hence independent, and span the others modulo the prime. */
function basisModulo(
	{ x, inputs }: Classes,
	chosen: readonly number[],
	affine: boolean,
): { readonly members: readonly number[]; outside(i: number): boolean } {
	const [p] = primes;
	const residues = (i: number) => {
		const row = new Float64Array(inputs + (affine ? 1 : 0)).fill(1);
		for (let j = 0; j < inputs; j++) row[j] = residueOf(x[i * inputs + j], p);
		return row;
	};
	let independent = independentModulo(p);
	const outside = (i: number) => independent.support(residues(i)) === null;
	const members = chosen.filter((i) => {
		if (!outside(i)) return false;
		independent = independent.with(residues(i));
		return true;
	});
	return { members, outside };
}

/** c with row = sum_k c_k basis_k, which is known to exist. */
function combinationOf(row: readonly Rational[], basis: readonly (readonly Rational[])[]): Rational[] {
	if (basis.length === 0) return [];
	const found = solveExactly(
		row.map((_, j) => basis.map((vector) => vector[j])),
		row,
	);
	if (found === null) throw new Error("A sample in a span is a combination.");
	return found;
}

type Nearest = Omit<Extract<SpanSeparation, { readonly status: "holds" }>, "status">;

/** The row nearest to the span of independent vectors, relative to its length; `own` names the rows. */
function nearestOf(
	own: readonly number[],
	rows: readonly (readonly Rational[])[],
	basis: readonly (readonly Rational[])[],
): Nearest {
	const rank = basis.length;
	const exact = rank * (rank + 1) * (rank + rows.length) * (rank + (rows[0]?.length ?? 0)) <= distanceLimit;
	const relative = exact ? exactDistances(basis, rows) : roundedDistances(basis, rows);
	let nearest: Nearest = { relativeDistance: Infinity, nearest: 0, distance: exact ? "exact" : "rounded" };
	rows.forEach((_, i) => {
		const relativeDistance = relative(i);
		if (relativeDistance < nearest.relativeDistance)
			nearest = { ...nearest, relativeDistance, nearest: own[i] };
	});
	return nearest;
}

function exactDistances(
	basis: readonly (readonly Rational[])[],
	rows: readonly (readonly Rational[])[],
): (i: number) => number {
	const inside = squaredProjections(basis, rows);
	return (i) => {
		const square = dot(rows[i], rows[i]);
		return Math.sqrt(toNumber(divide(subtract(square, inside[i]), square)));
	};
}

/** Relative distances of rows to the span of independent ones by a QR factorisation in float64, at full rank. */
function roundedDistances(
	basis: readonly (readonly Rational[])[],
	rows: readonly (readonly Rational[])[],
): (i: number) => number {
	const columns = rows[0].length;
	const matrix = new Float64Array(columns * basis.length);
	basis.forEach((vector, k) => {
		for (let j = 0; j < columns; j++) matrix[j * basis.length + k] = toNumber(vector[j]);
	});
	const qr = pivotedQr(matrix, columns, basis.length, 0);
	return (i) => {
		const turned = Float64Array.from(rows[i], toNumber);
		const length = norm(turned);
		applyQ(qr, turned, true);
		return norm(turned.subarray(basis.length)) / length;
	};
}

/** Ranks of the positives, the negatives and all samples (linear spans of x), exactly. */
export interface ClassRanks {
	readonly positive: number;
	readonly negative: number;
	readonly all: number;
	/** r - max(r_+, r_-) */
	readonly excess: number;
}

/** The three ranks; null where the elimination would cost too much. */
export function classRanks(data: Classes): ClassRanks | null {
	if (data.samples * data.inputs * Math.min(data.samples, data.inputs) > moduloLimit) return null;
	const ranks: number[] = [];
	for (const members of [classOf(data, 1), classOf(data, -1), [...data.y.keys()]]) {
		const chosen = distinctOf(data, members, false);
		const { length } = basisModulo(data, chosen, false).members;
		const full = length === Math.min(chosen.length, data.inputs);
		if (!full && wordsOf(chosen.length, data.inputs, length) > wordLimit) return null;
		ranks.push(full ? length : exactRank(rowsOf(data, chosen, false)));
	}
	const [positive, negative, all] = ranks;
	return { positive, negative, all, excess: all - Math.max(positive, negative) };
}

/** Subsets whose rank is worth computing. */
const subsetLimit = 5000;

/**
 * Whether any r_+ positives, and any r_- negatives, are linearly independent, by the ranks of all such subsets; null
 * where there are more than 5000 of them, unless a repeated sample refutes it.
 */
export function generalWithinClasses(data: Classes, ranks: ClassRanks): boolean | null {
	for (const [sign, rank] of [
		[1, ranks.positive],
		[-1, ranks.negative],
	]) {
		const members = classOf(data, sign);
		if (rank >= 2 && distinctOf(data, members, true).length < members.length) return false;
		if (countSubsets(members.length, rank) > subsetLimit) return null;
		for (const chosen of subsets(members, rank))
			if (exactRank(rowsOf(data, chosen, false)) < rank) return false;
	}
	return true;
}

function countSubsets(n: number, k: number): number {
	let count = 1;
	for (let j = 0; j < k && count <= subsetLimit * 64; j++) count = (count * (n - j)) / (j + 1);
	return count;
}

function* subsets(members: readonly number[], size: number, from = 0): Generator<number[]> {
	if (size === 0) {
		yield [];
		return;
	}
	for (let k = from; k <= members.length - size; k++)
		for (const rest of subsets(members, size - 1, k + 1)) yield [members[k], ...rest];
}
