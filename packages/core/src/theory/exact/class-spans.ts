import { leastSquares } from "../../numerics/qr.ts";
import { exactRank, nullSpace } from "../../rigor/exact-elimination.ts";
import { dot, fromNumber, one, type Rational, signOf } from "../../rigor/rational.ts";

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
			/** The least distance of a sample to the span (hull) of the other class, relative to the sample, in float64: for display. */
			readonly relativeDistance: number;
			/** The sample at that distance. */
			readonly nearest: number;
	  }
	| { readonly status: "fails"; readonly sample: number }
	| { readonly status: "undecided"; readonly reason: string };

/** Multiplications of big integers that are worth the answer. */
const costLimit = 4e7;

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

/**
 * No positive sample lies in the span of the negative ones, and no negative one in that of the positive ones: linear
 * spans of x, or, with trainable inner biases, affine hulls (linear spans of (x, 1)).
 *
 * A sample lies outside the span of the others iff some u with u.x = 0 for all of them has u.x_i != 0: u runs through a
 * basis of their null space, in exact arithmetic.
 */
export function separateSpans(data: Classes, affine: boolean): SpanSeparation {
	const positives = classOf(data, 1);
	const negatives = classOf(data, -1);
	const columns = data.inputs + (affine ? 1 : 0);
	if (data.samples * columns * columns > costLimit)
		return {
			status: "undecided",
			reason: `${data.samples} samples of ${data.inputs} inputs are beyond the limit of the exact elimination; try fewer samples (data.limit).`,
		};
	for (const [own, others] of [
		[positives, negatives],
		[negatives, positives],
	]) {
		const normals = nullSpace(rowsOf(data, others, affine), columns);
		for (const i of own) {
			const [row] = rowsOf(data, [i], affine);
			if (!normals.some((u) => signOf(dot(u, row)) !== 0)) return { status: "fails", sample: i };
		}
	}
	return { status: "holds", ...nearestToOtherClass(data, positives, negatives, affine) };
}

/** Least squares over the full set of the other class, without dropping small singular values beyond rounding. */
function nearestToOtherClass(
	{ x, inputs }: Classes,
	positives: readonly number[],
	negatives: readonly number[],
	affine: boolean,
): { readonly relativeDistance: number; readonly nearest: number } {
	const columns = inputs + (affine ? 1 : 0);
	const entry = (i: number, j: number) => (j < inputs ? x[i * inputs + j] : 1);
	let relativeDistance = Infinity;
	let nearest = positives[0] ?? negatives[0] ?? 0;
	for (const [own, others] of [
		[positives, negatives],
		[negatives, positives],
	]) {
		if (others.length === 0) continue;
		const matrix = new Float64Array(columns * others.length);
		for (let j = 0; j < columns; j++)
			for (let k = 0; k < others.length; k++) matrix[j * others.length + k] = entry(others[k], j);
		for (const i of own) {
			const target = Float64Array.from({ length: columns }, (_, j) => entry(i, j));
			let size = 0;
			for (const value of target) size += value * value;
			const { residual } = leastSquares(matrix, columns, others.length, target);
			const relative = residual / Math.sqrt(size);
			if (relative < relativeDistance) {
				relativeDistance = relative;
				nearest = i;
			}
		}
	}
	return { relativeDistance, nearest };
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
	if (data.samples * data.inputs * data.inputs > costLimit) return null;
	const positive = exactRank(rowsOf(data, classOf(data, 1), false));
	const negative = exactRank(rowsOf(data, classOf(data, -1), false));
	const all = exactRank(rowsOf(data, [...data.y.keys()], false));
	return { positive, negative, all, excess: all - Math.max(positive, negative) };
}

/** Subsets whose rank is worth computing. */
const subsetLimit = 5000;

/**
 * Whether any r_+ positives, and any r_- negatives, are linearly independent, by the ranks of all such subsets; null
 * where there are more than 5000 of them.
 */
export function generalWithinClasses(data: Classes, ranks: ClassRanks): boolean | null {
	for (const [sign, rank] of [
		[1, ranks.positive],
		[-1, ranks.negative],
	]) {
		const members = classOf(data, sign);
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
