import { add, multiply, type Rational, signOf, zero } from "../../rigor/rational.ts";

/** The sign of a symmetric matrix as a quadratic form. */
export type FormSign = "zero" | "positive-semidefinite" | "negative-semidefinite" | "indefinite";

/** S = sum_i e_i x_i x_i^T, n x n, in exact arithmetic. */
export function momentMatrix(
	rows: readonly (readonly Rational[])[],
	weights: readonly Rational[],
): Rational[][] {
	const n = rows[0].length;
	const matrix: Rational[][] = Array.from({ length: n }, () => new Array<Rational>(n).fill(zero));
	rows.forEach((row, i) => {
		for (let a = 0; a < n; a++) {
			if (signOf(row[a]) === 0) continue;
			const weighted = multiply(weights[i], row[a]);
			for (let b = 0; b <= a; b++)
				if (signOf(row[b]) !== 0) matrix[a][b] = add(matrix[a][b], multiply(weighted, row[b]));
		}
	});
	for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) matrix[b][a] = matrix[a][b];
	return matrix;
}

/** Which signs v^T S v takes, by symmetric fraction-free elimination. */
export function formSign(matrix: readonly (readonly Rational[])[]): FormSign {
	if (matrix.every((row) => row.every((entry) => signOf(entry) === 0))) return "zero";
	const diagonal = matrix.map((row, k) => signOf(row[k]));
	const hollow = diagonal.some((sign, k) => sign === 0 && matrix[k].some((entry) => signOf(entry) !== 0));
	const rising = diagonal.includes(1);
	const falling = diagonal.includes(-1);
	if (hollow || (rising && falling)) return "indefinite";
	const whole = integerMatrix(matrix);
	if (rising) return isPositiveSemidefinite(whole) ? "positive-semidefinite" : "indefinite";
	const opposite = whole.map((row) => row.map((entry) => -entry));
	return isPositiveSemidefinite(opposite) ? "negative-semidefinite" : "indefinite";
}

/** The matrix times the least common multiple of its denominators. */
function integerMatrix(matrix: readonly (readonly Rational[])[]): bigint[][] {
	const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));
	let multiple = 1n;
	for (const row of matrix)
		for (const { denominator } of row) multiple = (multiple / divisor(multiple, denominator)) * denominator;
	return matrix.map((row) => row.map(({ numerator, denominator }) => numerator * (multiple / denominator)));
}

/** No pivot (a quotient of principal minors) is negative, and a pivot 0 stands in a row of zeros. */
function isPositiveSemidefinite(matrix: readonly (readonly bigint[])[]): boolean {
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
