import { solveLinearProgram } from "../../numerics/linear-program.ts";
import { infinityNorm, norm } from "../../numerics/vector.ts";
import { solveExactly } from "../../rigor/exact-elimination.ts";
import { decideFeasibility } from "../../rigor/exact-simplex.ts";
import {
	add,
	compare,
	fromNumber,
	multiply,
	negate,
	one,
	type Rational,
	rational,
	signOf,
	toNumber,
	zero,
} from "../../rigor/rational.ts";

/** Whether a hyperplane parts two classes, proved either way. */
export type Separation =
	| {
			readonly status: "holds";
			/** u (d numbers) and beta with y_i (u.x_i + beta) > 0 for every i, checked exactly as they stand. */
			readonly direction: Float64Array;
			readonly offset: number;
			/** u, then beta, as fractions, where no float64 vector near it separates; null where the float64 numbers do. */
			readonly exact: readonly Rational[] | null;
			/** min_i y_i (u.x_i + beta) / (|u| |x_i| + |beta|), positive, rounded from the exact sums: for display. */
			readonly margin: number;
	  }
	| {
			readonly status: "fails";
			/** lambda_i > 0 with sum lambda_i = 1 and sum_i lambda_i y_i (x_i, 1) = 0 exactly; samples left out have 0. */
			readonly multipliers: readonly { readonly sample: number; readonly weight: Rational }[];
	  }
	| { readonly status: "undecided"; readonly reason: string };

/** Data of two classes, x of N rows and d columns, y +1 or -1. */
interface Classes {
	readonly x: Float64Array;
	readonly y: Float64Array;
	readonly samples: number;
	readonly inputs: number;
	/** Whether beta is free; otherwise it is 0. */
	readonly offset: boolean;
}

/** Entries of the exact simplex tableau that are worth the answer where floating point leaves it open. */
const exactLimit = 60000;
/** Exact products x_ij u_j over all rounds of the exact search. */
const productLimit = 2e6;
/** Unknowns of the exact system of a vertex that are worth solving: fractions grow with their number. */
const vertexLimit = 110;
/** Samples times columns of the largest linear program that is tried. */
const programLimit = 2e6;

/**
 * Decides linear separability of the samples as float64 numbers, hence as exact binary fractions.
 *
 * Two linear programs propose: the largest margin in a box, whose vector is checked in exact arithmetic as it stands; and
 * the alternative lambda >= 0, sum lambda = 1, sum lambda_i y_i (x_i, 1) = 0, of whose vertex only the basis is taken,
 * its system solved in fractions and the signs checked. Exactly one of the two has a solution (Gordan 1873). Where
 * neither is confirmed, the simplex method in fractions decides a few samples, which grow by those that its hyperplane
 * puts on the wrong side, until all are right or the few already refute.
 */
export async function separate(
	x: Float64Array,
	y: Float64Array,
	options: { readonly offset: boolean },
): Promise<Separation> {
	const samples = y.length;
	const inputs = x.length / samples;
	const data: Classes = { x, y, samples, inputs, offset: options.offset };
	const oneClass = y.every((label) => label === y[0]);
	if (oneClass && options.offset)
		return { status: "holds", direction: new Float64Array(inputs), offset: y[0], exact: null, margin: 1 };
	if (samples * (inputs + 2) > programLimit)
		return {
			status: "undecided",
			reason: `${samples} samples of ${inputs} inputs are beyond the limit of the exact check; try fewer samples (data.limit).`,
		};
	const scales = columnScales(data);
	const hyperplane = await byLargestMargin(data, scales);
	if (hyperplane !== null) return hyperplane;
	const { refuted, basis } = await byAlternative(data, scales);
	return (
		refuted ??
		bySimplex(data, basis) ?? {
			status: "undecided",
			reason:
				"Neither a separating hyperplane nor a proof that there is none could be confirmed in exact arithmetic: the classes nearly touch or are not separable, and the data are too many for exact arithmetic.",
		}
	);
}

/** 2^1000: what scales a subnormal column is still a number. */
const largestScale = 1.0715086071862673e301;

/** Powers of two that bring the largest entry of each column into [1/2, 1), or near: an exact change of units. */
function columnScales({ x, samples, inputs }: Classes): Float64Array {
	return Float64Array.from({ length: inputs }, (_, j) => {
		let largest = 0;
		for (let i = 0; i < samples; i++) largest = Math.max(largest, Math.abs(x[i * inputs + j]));
		let scale = 1;
		if (largest === 0) return 1;
		while (largest * scale >= 1) scale /= 2;
		while (largest * scale < 0.5 && scale < largestScale) scale *= 2;
		return scale;
	});
}

async function byLargestMargin(data: Classes, scales: Float64Array): Promise<Separation | null> {
	const { x, y, samples, inputs, offset } = data;
	const columns = inputs + 2;
	const constraints = Array.from({ length: samples }, (_, i) => {
		const coefficients = new Float64Array(columns);
		for (let j = 0; j < inputs; j++) coefficients[j] = y[i] * x[i * inputs + j] * scales[j];
		coefficients[inputs] = offset ? y[i] : 0;
		coefficients[inputs + 1] = -1;
		return { coefficients, lower: 0, upper: Infinity };
	});
	const objective = new Float64Array(columns);
	objective[inputs + 1] = 1;
	const bound = new Float64Array(columns).fill(1);
	const { status, values } = await solveLinearProgram({
		objective,
		constraints,
		lower: bound.map((value) => -value),
		upper: bound,
	});
	if (status !== "optimal") return null;
	const direction = Float64Array.from({ length: inputs }, (_, j) => values[j] * scales[j]);
	const beta = offset ? values[inputs] : 0;
	return separated(data, direction, beta, null);
}

/** y_i (u.x_i + beta) for (u, beta) in fractions: positive where a sample is on its side. */
function signedSums({ x, y, samples, inputs }: Classes, hyperplane: readonly Rational[]): Rational[] {
	return Array.from({ length: samples }, (_, i) => {
		let sum = hyperplane[inputs];
		for (let j = 0; j < inputs; j++)
			if (x[i * inputs + j] !== 0) sum = add(sum, multiply(hyperplane[j], fromNumber(x[i * inputs + j])));
		return y[i] > 0 ? sum : negate(sum);
	});
}

/** The verdict, if (u, beta) parts the classes: the float64 numbers as they stand, or `exact` in their place. */
function separated(
	data: Classes,
	direction: Float64Array,
	offset: number,
	exact: readonly Rational[] | null,
): Separation | null {
	const hyperplane = exact ?? [...Array.from(direction, fromNumber), fromNumber(offset)];
	const sums = signedSums(data, hyperplane);
	if (sums.some((sum) => signOf(sum) <= 0)) return null;
	return { status: "holds", direction, offset, exact, margin: relativeMargin(data, direction, offset, sums) };
}

function relativeMargin(
	{ x, samples, inputs }: Classes,
	direction: Float64Array,
	offset: number,
	sums: readonly Rational[],
): number {
	// In units in which the largest of u and beta is near 1, nothing overflows.
	const unit = unitOf(fromNumber(Math.max(infinityNorm(direction), Math.abs(offset))));
	const scaled = (value: number) => toNumber(multiply(fromNumber(value), unit));
	const length = norm(direction.map(scaled));
	const beta = Math.abs(scaled(offset));
	let least = 1;
	for (let i = 0; i < samples; i++) {
		const size = length * norm(x.subarray(i * inputs, (i + 1) * inputs)) + beta;
		// At x_i = 0 only beta counts.
		if (size > 0) least = Math.min(least, toNumber(multiply(sums[i], unit)) / size);
	}
	return Math.max(least, Number.MIN_VALUE);
}

/** A power of two by which `value` comes near 1. */
function unitOf(value: Rational): Rational {
	const bits = (integer: bigint) => integer.toString(2).length - (integer < 0n ? 1 : 0);
	const power = bits(value.numerator) - bits(value.denominator);
	return power < 0 ? rational(1n << BigInt(-power)) : rational(1n, 1n << BigInt(power));
}

/** Rows of the alternative: sum_i lambda_i y_i x_ij = 0 for each j, sum_i lambda_i y_i = 0 with an offset, sum lambda = 1. */
function alternative(
	{ x, y, inputs, offset }: Classes,
	chosen: readonly number[],
): {
	readonly rows: Rational[][];
	readonly right: Rational[];
} {
	const rows: Rational[][] = [];
	for (let j = 0; j < inputs; j++)
		rows.push(
			chosen.map((i) => {
				const entry = fromNumber(x[i * inputs + j]);
				return y[i] > 0 ? entry : negate(entry);
			}),
		);
	if (offset) rows.push(chosen.map((i) => rational(y[i] > 0 ? 1n : -1n)));
	rows.push(chosen.map(() => one));
	return { rows, right: rows.map((_, k) => (k === rows.length - 1 ? one : zero)) };
}

/** A refutation by the vertex that floating point proposes, if it is one, and the samples of its basis. */
async function byAlternative(
	data: Classes,
	scales: Float64Array,
): Promise<{ readonly refuted: Separation | null; readonly basis: readonly number[] }> {
	const { x, y, samples, inputs, offset } = data;
	const constraints = Array.from({ length: inputs }, (_, j) => ({
		coefficients: Float64Array.from({ length: samples }, (_, i) => y[i] * x[i * inputs + j] * scales[j]),
		lower: 0,
		upper: 0,
	}));
	if (offset) constraints.push({ coefficients: Float64Array.from(y), lower: 0, upper: 0 });
	constraints.push({ coefficients: new Float64Array(samples).fill(1), lower: 1, upper: 1 });
	const { status, variables } = await solveLinearProgram({
		objective: new Float64Array(samples),
		constraints,
		lower: new Float64Array(samples),
		upper: new Float64Array(samples).fill(Infinity),
	});
	const basis = variables.flatMap((place, i) => (place === "basic" ? [i] : []));
	if (status !== "optimal" || basis.length > vertexLimit) return { refuted: null, basis };
	const { rows, right } = alternative(data, basis);
	const solution = solveExactly(rows, right);
	return { refuted: solution === null ? null : refutation(basis, solution), basis };
}

/** The multipliers as a refutation, if all are nonnegative. */
function refutation(samples: readonly number[], weights: readonly Rational[]): Separation | null {
	if (weights.some((weight) => signOf(weight) < 0)) return null;
	const multipliers = samples.flatMap((sample, k) =>
		signOf(weights[k]) > 0 ? [{ sample, weight: weights[k] }] : [],
	);
	return { status: "fails", multipliers };
}

/** Decides some samples exactly and adds those on the wrong side of the hyperplane found, the worst first. */
function bySimplex(data: Classes, basis: readonly number[]): Separation | null {
	const { y, samples, inputs, offset } = data;
	const firsts = [1, -1].map((sign) => y.findIndex((label) => Math.sign(label) === sign));
	let chosen = [...new Set([...firsts, ...basis])].filter((i) => i >= 0).sort((a, b) => a - b);
	for (let products = samples * inputs; products <= productLimit; products += samples * inputs) {
		if (chosen.length * (inputs + 2) > exactLimit) return null;
		const { rows, right } = alternative(data, chosen);
		const decided = decideFeasibility(rows, right);
		if (decided.status === "undecided") return null;
		if (decided.status === "feasible") return refutation(chosen, decided.solution);
		// pi A >= 0 and pi b < 0: the last multiplier is negative, so y_i (u.x_i + beta) >= -pi_last > 0 for i chosen.
		const found = decided.multipliers.slice(0, inputs);
		found.push(offset ? decided.multipliers[inputs] : zero);
		const absolute = found.map((value) => (signOf(value) < 0 ? negate(value) : value));
		const unit = unitOf(absolute.reduce((a, b) => (compare(a, b) < 0 ? b : a)));
		const hyperplane = found.map((value) => multiply(value, unit));
		const direction = Float64Array.from(hyperplane.slice(0, inputs), toNumber);
		const beta = toNumber(hyperplane[inputs]) + 0;
		const parts = separated(data, direction, beta, null) ?? separated(data, direction, beta, hyperplane);
		if (parts !== null) return parts;
		const sums = signedSums(data, hyperplane);
		const wrong = [...sums.keys()].filter((i) => signOf(sums[i]) <= 0);
		wrong.sort((a, b) => compare(sums[a], sums[b]) || a - b);
		chosen = [...chosen, ...wrong.slice(0, 2 * (inputs + 2))].sort((a, b) => a - b);
	}
	return null;
}
