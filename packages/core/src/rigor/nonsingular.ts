import { addDown, addUp, divideUp } from "./directed.ts";
import { type Interval, intervalArithmetic, magnitude, middle } from "./interval.ts";

/**
 * Whether every matrix in an interval matrix (n x n, rows) is shown to be nonsingular: ||I - R A||_inf < 1 with R an approximate inverse of
 * the middle. False says nothing.
 */
export function isNonsingular(a: readonly (readonly Interval[])[]): boolean {
	const inverse = approximateInverse(a.map((row) => row.map(middle)));
	return inverse !== null && distanceFromIdentity(inverse, a) < 1;
}

/** ||I - R A||_inf at most. */
function distanceFromIdentity(
	r: readonly (readonly number[])[],
	a: readonly (readonly Interval[])[],
): number {
	const { constant, multiply, subtract } = intervalArithmetic;
	const n = a.length;
	let most = 0;
	for (let i = 0; i < n; i++) {
		let away = 0;
		for (let j = 0; j < n; j++) {
			let entry = constant(i === j ? 1 : 0);
			for (let k = 0; k < n; k++) entry = subtract(entry, multiply(constant(r[i][k]), a[k][j]));
			away = addUp(away, magnitude(entry));
		}
		if (!(away <= most)) most = away;
	}
	return Number.isNaN(most) ? Infinity : most;
}

/**
 * A bound, in the largest component, of the distance from m to a zero of F: R^n -> R^n: with F(m) and the (generalised) derivatives of F over
 * X = m + [-r, r]^n enclosed, there is a zero in X if the bound is at most r. Infinity where none was shown.
 *
 * Proof. With q = ||I - R J(X)||_inf < 1, x -> x - R F(x) has the Lipschitz constant q on X, also where F is only Lipschitz (its increments are
 * J d with J in the hull of the derivatives), and moves m by |R F(m)|: it maps the box of |R F(m)| / (1 - q) into itself.
 */
export function distanceToSolution(
	value: readonly Interval[],
	derivative: readonly (readonly Interval[])[],
): number {
	const inverse = approximateInverse(derivative.map((row) => row.map(middle)));
	if (inverse === null) return Infinity;
	const q = distanceFromIdentity(inverse, derivative);
	if (!(q < 1)) return Infinity;
	const { add, constant, multiply } = intervalArithmetic;
	let moved = 0;
	for (const row of inverse) {
		const step = row.reduce((sum, x, k) => add(sum, multiply(constant(x), value[k])), constant(0));
		moved = Math.max(moved, magnitude(step));
	}
	return Number.isNaN(moved) ? Infinity : divideUp(moved, addDown(1, -q));
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
