import { solveLinearProgram } from "../../numerics/linear-program.ts";
import { symmetricEigen } from "../../numerics/symmetric-eigen.ts";
import {
	add,
	compare,
	fromNumber,
	multiply,
	type Rational,
	rational,
	signOf,
	zero,
} from "../../rigor/rational.ts";

/** Two classes of samples, x of N rows and d columns, y +1 or -1. */
interface Classes {
	readonly x: Float64Array;
	readonly y: Float64Array;
	readonly samples: number;
	readonly inputs: number;
}

/** q(x~) = sum_k c_k (u_k.x~)^2 with c_k >= 0: a positive semidefinite form that is larger on one class than on the other. */
export interface SeparatingForm {
	readonly directions: readonly Float64Array[];
	readonly coefficients: readonly number[];
}

/** Whether S(lambda) = sum lambda_i y_i x~_i x~_i^T is indefinite for all class weights lambda. */
export type Pencil =
	| {
			readonly status: "holds";
			readonly largerOnNegatives: SeparatingForm;
			readonly largerOnPositives: SeparatingForm;
	  }
	/** Semidefinite at the class-uniform weights, exactly: 1 for S >= 0, -1 for S <= 0. */
	| { readonly status: "fails"; readonly sign: 1 | -1 }
	| { readonly status: "undecided"; readonly reason: string };

const mostCuts = 80;
const sampleLimit = 2000;
const columnLimit = 80;

function extended({ x, inputs }: Classes, sample: number, affine: boolean): Float64Array {
	const row = new Float64Array(inputs + (affine ? 1 : 0));
	row.set(x.subarray(sample * inputs, (sample + 1) * inputs));
	if (affine) row[inputs] = 1;
	return row;
}

/**
 * Decides indefiniteness for all lambda >= 0 that sum to 1 over each class. By duality S(lambda) has a negative
 * eigenvalue for every lambda iff a positive semidefinite form is smaller on every positive than on every negative, and a
 * positive one iff another is larger. Forms are found as combinations of squares by linear programs with cuts from the
 * most negative eigenvector, and checked in exact arithmetic as they stand.
 */
export async function pencilOf(data: Classes, affine: boolean): Promise<Pencil> {
	const columns = data.inputs + (affine ? 1 : 0);
	if (columns > columnLimit)
		return {
			status: "undecided",
			reason: `${data.inputs} inputs are beyond the limit of ${columnLimit} of the exact test.`,
		};
	const uniform = semidefiniteSign(data, affine);
	if (uniform !== 0) return { status: "fails", sign: uniform };
	if (data.samples > sampleLimit)
		return {
			status: "undecided",
			reason: `${data.samples} samples are beyond the limit of ${sampleLimit} of the exact test.`,
		};
	const largerOnNegatives = await separatingForm(data, affine, -1);
	const largerOnPositives = largerOnNegatives === null ? null : await separatingForm(data, affine, 1);
	if (largerOnNegatives === null || largerOnPositives === null)
		return {
			status: "undecided",
			reason:
				"No quadratic forms that tell the classes apart in both directions were found and confirmed exactly.",
		};
	return { status: "holds", largerOnNegatives, largerOnPositives };
}

/** A form larger on the class of the given sign; null when none is found or it cannot be confirmed exactly. */
async function separatingForm(data: Classes, affine: boolean, sign: 1 | -1): Promise<SeparatingForm | null> {
	const rows = Array.from({ length: data.samples }, (_, i) => extended(data, i, affine));
	const n = rows[0].length;
	const directions: Float64Array[] = Array.from({ length: n }, (_, k) =>
		Float64Array.from({ length: n }, (_unused, j) => (j === k ? 1 : 0)),
	);
	const square = (u: Float64Array, row: Float64Array) => {
		let along = 0;
		for (let j = 0; j < n; j++) along += u[j] * row[j];
		return along * along;
	};
	for (let cut = 0; cut < mostCuts; cut++) {
		// Variables c_k >= 0, then the level m and the margin t: sign y_i (q(x_i) - m) >= t, sum c = 1.
		const k = directions.length;
		const constraints = rows.map((row, i) => {
			const coefficients = new Float64Array(k + 2);
			const side = sign * data.y[i];
			directions.forEach((u, j) => {
				coefficients[j] = side * square(u, row);
			});
			coefficients[k] = -side;
			coefficients[k + 1] = -1;
			return { coefficients, lower: 0, upper: Infinity };
		});
		const total = new Float64Array(k + 2).fill(1, 0, k);
		constraints.push({ coefficients: total, lower: 1, upper: 1 });
		const objective = new Float64Array(k + 2);
		objective[k + 1] = 1;
		const lower = new Float64Array(k + 2);
		lower[k] = -Infinity;
		lower[k + 1] = -Infinity;
		const solved = await solveLinearProgram({ objective, constraints, lower });
		if (solved.status !== "optimal") return null;
		const coefficients = Array.from(solved.values.subarray(0, k), (value) => Math.max(0, value));
		if (solved.objective > 0 && tellsApart(rows, data.y, sign, directions, coefficients))
			return trimmed(directions, coefficients);
		// The multipliers are the class weights; the most violating direction is an eigenvector.
		const pencil = new Float64Array(n * n);
		rows.forEach((row, i) => {
			const weight = Math.abs(solved.multipliers[i]) * sign * data.y[i];
			for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) pencil[a * n + b] += weight * row[a] * row[b];
		});
		const { values, vectors } = symmetricEigen(pencil, n, true);
		if (vectors === null || !(values[n - 1] > solved.objective + 1e-12 * Math.abs(values[n - 1])))
			return null;
		directions.push(vectors.slice((n - 1) * n, n * n));
	}
	return null;
}

function trimmed(directions: readonly Float64Array[], coefficients: readonly number[]): SeparatingForm {
	const used = coefficients.flatMap((value, k) => (value > 0 ? [k] : []));
	return { directions: used.map((k) => directions[k]), coefficients: used.map((k) => coefficients[k]) };
}

/** Every q on the class of the given sign exceeds every q on the other, in fractions. */
function tellsApart(
	rows: readonly Float64Array[],
	y: Float64Array,
	sign: 1 | -1,
	directions: readonly Float64Array[],
	coefficients: readonly number[],
): boolean {
	const used = coefficients.flatMap((value, k) => (value > 0 ? [k] : []));
	const exactDirections = used.map((k) => Array.from(directions[k], fromNumber));
	const exactCoefficients = used.map((k) => fromNumber(coefficients[k]));
	let least: Rational | null = null;
	let most: Rational | null = null;
	for (const [i, row] of rows.entries()) {
		const exactRow = Array.from(row, fromNumber);
		let value = zero;
		exactDirections.forEach((u, k) => {
			let along = zero;
			for (let j = 0; j < u.length; j++) along = add(along, multiply(u[j], exactRow[j]));
			value = add(value, multiply(exactCoefficients[k], multiply(along, along)));
		});
		if (y[i] === sign) least = least === null || compare(value, least) < 0 ? value : least;
		else most = most === null || compare(value, most) > 0 ? value : most;
	}
	return least !== null && most !== null && compare(least, most) > 0;
}

/**
 * Sign of S at the class-uniform weights if it is semidefinite (1: >= 0, -1: <= 0), 0 if indefinite; in exact arithmetic,
 * of n_+ n_- S, whose entries are binary fractions.
 */
function semidefiniteSign(data: Classes, affine: boolean): 1 | -1 | 0 {
	const n = data.inputs + (affine ? 1 : 0);
	const positives = data.y.filter((y) => y > 0).length;
	const shares = [rational(BigInt(data.samples - positives)), rational(BigInt(-positives))];
	const matrix: Rational[][] = Array.from({ length: n }, () => new Array<Rational>(n).fill(zero));
	for (let i = 0; i < data.samples; i++) {
		const row = Array.from(extended(data, i, affine), fromNumber);
		const weight = data.y[i] > 0 ? shares[0] : shares[1];
		for (let a = 0; a < n; a++) {
			if (signOf(row[a]) === 0) continue;
			const weighted = multiply(weight, row[a]);
			for (let b = 0; b <= a; b++)
				if (signOf(row[b]) !== 0) matrix[a][b] = add(matrix[a][b], multiply(weighted, row[b]));
		}
	}
	let multiple = 1n;
	for (const row of matrix)
		for (const { denominator } of row) if (denominator > multiple) multiple = denominator;
	const whole = matrix.map((_, a) =>
		matrix.map((_unused, b) => {
			const { numerator, denominator } = a >= b ? matrix[a][b] : matrix[b][a];
			return numerator * (multiple / denominator);
		}),
	);
	if (isSemidefinite(whole)) return 1;
	return isSemidefinite(whole.map((row) => row.map((entry) => -entry))) ? -1 : 0;
}

/**
 * Positive semidefiniteness by symmetric fraction-free elimination (pivots are principal minors): no negative pivot, a
 * zero pivot only with a zero row.
 */
function isSemidefinite(matrix: readonly (readonly bigint[])[]): boolean {
	const m = matrix.map((row) => row.slice());
	const n = m.length;
	let before = 1n;
	for (let k = 0; k < n; k++) {
		const pivot = m[k][k];
		if (pivot < 0n) return false;
		if (pivot === 0n) {
			for (let j = k + 1; j < n; j++) if (m[k][j] !== 0n) return false;
			continue;
		}
		for (let i = k + 1; i < n; i++) {
			const factor = m[i][k];
			for (let j = k; j < n; j++) m[i][j] = (m[i][j] * pivot - factor * m[k][j]) / before;
		}
		before = pivot;
	}
	return true;
}
