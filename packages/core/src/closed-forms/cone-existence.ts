import { solveLinearProgram } from "../numerics/linear-program.ts";
import { dot, norm } from "../numerics/vector.ts";
import { dot as exactDot, fromNumber, type Rational, signOf } from "../rigor/rational.ts";

/** A weight vector a with a . x > 0 on the active samples and < 0 on the others. */
export interface ConeVector {
	readonly vector: Float64Array;
	/** Least |a . x| / (|a| |x|) over the samples. */
	readonly margin: number;
}

/** Margins below this are not told from an empty cone. */
const leastMargin = 1e-9;

/**
 * The weight vector in the span of `basis` (rows of length d) that keeps farthest from the kink with the given signs,
 * or null if there is none with a margin of 1e-9. The linear program (maximise t with sign_i a . x_i / |x_i| >= t, coordinates at
 * most 1) only proposes it: the strict inequalities are verified in exact rational arithmetic.
 */
export async function coneVector(
	basis: readonly Float64Array[],
	inputs: readonly Float64Array[],
	active: readonly boolean[],
): Promise<ConeVector | null> {
	if (basis.length === 0 || inputs.some((x) => norm(x) === 0)) return null;
	const units = basis.map((row) => {
		const size = norm(row);
		return row.map((x) => x / size);
	});
	const signed = inputs.map((x, i) => {
		const size = (active[i] ? 1 : -1) * norm(x);
		return units.map((row) => dot(row, x) / size);
	});
	const n = units.length;
	const { status, values } = await solveLinearProgram({
		objective: [...units.map(() => 0), 1],
		constraints: signed.map((row) => ({ coefficients: [...row, -1], lower: 0, upper: Infinity })),
		lower: [...units.map(() => -1), -1],
		upper: [...units.map(() => 1), 1],
	});
	if (status !== "optimal" || !(values[n] > leastMargin)) return null;
	const vector = new Float64Array(units[0].length);
	units.forEach((row, k) => {
		for (let j = 0; j < vector.length; j++) vector[j] += values[k] * row[j];
	});
	const margin = marginOf(vector, inputs);
	if (!(margin > leastMargin) || !hasSigns(vector, inputs, active)) return null;
	return { vector, margin };
}

/** Least |a . x| / (|a| |x|). */
export function marginOf(vector: Float64Array, inputs: readonly Float64Array[]): number {
	const size = norm(vector);
	return inputs.reduce((least, x) => Math.min(least, Math.abs(dot(vector, x)) / (size * norm(x))), Infinity);
}

/** Whether a . x > 0 exactly where it should be and < 0 elsewhere, in exact arithmetic on the float64 numbers. */
export function hasSigns(
	vector: Float64Array,
	inputs: readonly Float64Array[],
	active: readonly boolean[],
): boolean {
	const exact = exactly(vector);
	return inputs.every((x, i) => signOf(exactDot(exact, exactly(x))) === (active[i] ? 1 : -1));
}

function exactly(x: Float64Array): Rational[] {
	return Array.from(x, fromNumber);
}
