import {
	add,
	divide,
	multiply,
	negate,
	type Rational,
	signOf,
	subtract,
	zero,
} from "../../rigor/rational.ts";

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

/** Which signs v^T S v takes, by symmetric elimination in fractions. */
export function formSign(matrix: readonly (readonly Rational[])[]): FormSign {
	if (matrix.every((row) => row.every((entry) => signOf(entry) === 0))) return "zero";
	if (isPositiveSemidefinite(matrix)) return "positive-semidefinite";
	return isPositiveSemidefinite(matrix.map((row) => row.map(negate)))
		? "negative-semidefinite"
		: "indefinite";
}

/** No pivot is negative, and a pivot 0 stands in a row of zeros. */
function isPositiveSemidefinite(matrix: readonly (readonly Rational[])[]): boolean {
	const m = matrix.map((row) => row.slice());
	const n = m.length;
	for (let k = 0; k < n; k++) {
		const pivot = signOf(m[k][k]);
		if (pivot < 0) return false;
		if (pivot === 0) {
			for (let j = k + 1; j < n; j++) if (signOf(m[k][j]) !== 0) return false;
			continue;
		}
		for (let i = k + 1; i < n; i++) {
			if (signOf(m[i][k]) === 0) continue;
			const factor = divide(m[i][k], m[k][k]);
			for (let j = k; j < n; j++) m[i][j] = subtract(m[i][j], multiply(factor, m[k][j]));
		}
	}
	return true;
}
