import { solveLinearProgram } from "../../numerics/linear-program.ts";
import { solveExactly } from "../../rigor/exact-elimination.ts";
import { decideFeasibility } from "../../rigor/exact-simplex.ts";
import {
	add,
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
			/** min_i y_i (u.x_i + beta) / (|u| |x_i| + |beta|), in float64: for display. */
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
 * neither is confirmed, small data are decided by the simplex method in fractions.
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
	return (
		(await byLargestMargin(data, scales)) ??
		(await byAlternative(data, scales)) ??
		bySimplex(data) ?? {
			status: "undecided",
			reason:
				"Neither a separating hyperplane nor a proof that there is none could be confirmed in exact arithmetic: the classes nearly touch or are not separable, and the data are too many for exact arithmetic.",
		}
	);
}

/** Powers of two that bring the largest entry of each column into [1/2, 1): an exact change of units. */
function columnScales({ x, samples, inputs }: Classes): Float64Array {
	return Float64Array.from({ length: inputs }, (_, j) => {
		let largest = 0;
		for (let i = 0; i < samples; i++) largest = Math.max(largest, Math.abs(x[i * inputs + j]));
		let scale = 1;
		if (!(largest > 0)) return 1;
		while (largest * scale >= 1) scale /= 2;
		while (largest * scale < 0.5) scale *= 2;
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
	if (!parts(data, direction, beta)) return null;
	return found(data, direction, beta, null);
}

function found(
	data: Classes,
	direction: Float64Array,
	offset: number,
	exact: readonly Rational[] | null,
): Separation {
	return { status: "holds", direction, offset, exact, margin: relativeMargin(data, direction, offset) };
}

/** y_i (u.x_i + beta) > 0 for every i, in exact arithmetic. */
function parts({ x, y, samples, inputs }: Classes, direction: Float64Array, offset: number): boolean {
	const u = Array.from(direction, fromNumber);
	const beta = fromNumber(offset);
	for (let i = 0; i < samples; i++) {
		let sum = beta;
		for (let j = 0; j < inputs; j++)
			if (x[i * inputs + j] !== 0) sum = add(sum, multiply(u[j], fromNumber(x[i * inputs + j])));
		if (signOf(sum) !== Math.sign(y[i])) return false;
	}
	return true;
}

function relativeMargin({ x, y, samples, inputs }: Classes, direction: Float64Array, offset: number): number {
	let size = 0;
	for (const value of direction) size += value * value;
	let least = Infinity;
	for (let i = 0; i < samples; i++) {
		let along = offset;
		let square = 0;
		for (let j = 0; j < inputs; j++) {
			const value = x[i * inputs + j];
			along += direction[j] * value;
			square += value * value;
		}
		least = Math.min(least, (y[i] * along) / (Math.sqrt(size * square) + Math.abs(offset)));
	}
	return least;
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

async function byAlternative(data: Classes, scales: Float64Array): Promise<Separation | null> {
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
	if (status !== "optimal") return null;
	const basis = variables.flatMap((place, i) => (place === "basic" ? [i] : []));
	if (basis.length > vertexLimit) return null;
	const { rows, right } = alternative(data, basis);
	const solution = solveExactly(rows, right);
	return solution === null ? null : refutation(basis, solution);
}

/** The multipliers as a refutation, if all are nonnegative. */
function refutation(samples: readonly number[], weights: readonly Rational[]): Separation | null {
	if (weights.some((weight) => signOf(weight) < 0)) return null;
	const multipliers = samples.flatMap((sample, k) =>
		signOf(weights[k]) > 0 ? [{ sample, weight: weights[k] }] : [],
	);
	return { status: "fails", multipliers };
}

function bySimplex(data: Classes): Separation | null {
	const { samples, inputs, offset } = data;
	if (samples * (inputs + 2) > exactLimit) return null;
	const all = Array.from({ length: samples }, (_, i) => i);
	const { rows, right } = alternative(data, all);
	const decided = decideFeasibility(rows, right);
	if (decided.status === "feasible") return refutation(all, decided.solution);
	if (decided.status === "undecided") return null;
	// pi A >= 0 and pi b < 0: the last multiplier is negative, so y_i (u.x_i + beta) >= -pi_last > 0 for every i.
	const u = decided.multipliers.slice(0, inputs);
	const beta = offset ? decided.multipliers[inputs] : zero;
	const direction = Float64Array.from(u, toNumber);
	if (parts(data, direction, toNumber(beta))) return found(data, direction, toNumber(beta), null);
	return found(data, direction, toNumber(beta), [...u, beta]);
}
