import { addUp } from "./directed.ts";
import { type Interval, intervalArithmetic, magnitude, middle } from "./interval.ts";

/**
 * Whether every matrix in an interval matrix (n x n, rows) is shown to be nonsingular: ||I - R A||_inf < 1 with R an approximate inverse of
 * the middle. False says nothing.
 */
export function isNonsingular(a: readonly (readonly Interval[])[]): boolean {
	const n = a.length;
	const inverse = approximateInverse(a.map((row) => row.map(middle)));
	if (inverse === null) return false;
	const { constant, multiply, subtract } = intervalArithmetic;
	for (let i = 0; i < n; i++) {
		let away = 0;
		for (let j = 0; j < n; j++) {
			let entry = constant(i === j ? 1 : 0);
			for (let k = 0; k < n; k++) entry = subtract(entry, multiply(constant(inverse[i][k]), a[k][j]));
			away = addUp(away, magnitude(entry));
		}
		if (!(away < 1)) return false;
	}
	return true;
}

/** Gauss-Jordan elimination in float64 with row pivots; null for a singular matrix. */
function approximateInverse(matrix: readonly (readonly number[])[]): number[][] | null {
	const n = matrix.length;
	const rows = matrix.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))]);
	for (let k = 0; k < n; k++) {
		let pivot = k;
		for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
		[rows[k], rows[pivot]] = [rows[pivot], rows[k]];
		const head = rows[k][k];
		if (head === 0 || !Number.isFinite(head)) return null;
		rows[k] = rows[k].map((x) => x / head);
		for (let i = 0; i < n; i++) {
			const factor = rows[i][k];
			if (i !== k && factor !== 0) rows[i] = rows[i].map((x, j) => x - factor * rows[k][j]);
		}
	}
	return rows.map((row) => row.slice(n));
}
