import { multiply, negate, type Rational, rational, signOf } from "./rational.ts";

/** What is true of the system A x = b, x >= 0. */
export type Feasibility =
	| { readonly status: "feasible"; readonly solution: readonly Rational[] }
	/** pi A >= 0 in every column and pi b < 0: no x >= 0 solves the system (Farkas). */
	| { readonly status: "infeasible"; readonly multipliers: readonly Rational[] }
	| { readonly status: "undecided"; readonly pivots: number };

/**
 * Decides A x = b, x >= 0 in exact arithmetic: the first phase of the simplex method with Bland's rule, which never
 * cycles, on a tableau of integers over one common denominator (Edmonds 1967). A has m rows of n entries, b m entries.
 * Ends undecided after `limit` pivots.
 *
 * @throws RangeError when a row has another length than the first, or b another than A.
 */
export function decideFeasibility(
	a: readonly (readonly Rational[])[],
	b: readonly Rational[],
	limit = 2000,
): Feasibility {
	const m = a.length;
	const n = a[0]?.length ?? 0;
	if (b.length !== m || a.some((row) => row.length !== n))
		throw new RangeError(`A system of ${m} rows needs ${m} right-hand sides and rows of equal length.`);
	const scales = a.map((row, i) => scaleOf([...row, b[i]], signOf(b[i]) < 0));
	// Columns: x, one artificial variable for each row, the right-hand side.
	const rows = a.map((row, i) => {
		const artificial = Array.from({ length: m }, (_, k) => (k === i ? 1n : 0n));
		return [...row.map((entry) => whole(entry, scales[i])), ...artificial, whole(b[i], scales[i])];
	});
	const last = n + m;
	const costs = Array.from({ length: last + 1 }, (_, j) =>
		j >= n && j < last ? 0n : -rows.reduce((sum, row) => sum + row[j], 0n),
	);
	const basis = Array.from({ length: m }, (_, i) => n + i);
	let denominator = 1n;
	for (let pivots = 0; ; pivots++) {
		const enter = costs.findIndex((cost, j) => j < n && cost < 0n);
		if (enter < 0) break;
		if (pivots >= limit) return { status: "undecided", pivots };
		const leave = leavingRow(rows, basis, enter, last);
		if (leave < 0) break; // cannot be: the sum of artificial variables is bounded below
		const pivot = rows[leave][enter];
		for (const row of [...rows, costs]) {
			if (row === rows[leave]) continue;
			const factor = row[enter];
			for (let j = 0; j <= last; j++) row[j] = (row[j] * pivot - factor * rows[leave][j]) / denominator;
		}
		denominator = pivot;
		basis[leave] = enter;
	}
	if (costs[last] === 0n) {
		const solution: Rational[] = new Array(n).fill(rational(0n));
		basis.forEach((j, i) => {
			if (j < n) solution[j] = rational(rows[i][last], denominator);
		});
		return { status: "feasible", solution };
	}
	// The reduced cost of artificial variable i is 1 - y_i with y A <= 0 and y b > 0.
	const multipliers = scales.map((scale, i) =>
		negate(multiply(rational(denominator - costs[n + i], denominator), scale)),
	);
	return { status: "infeasible", multipliers };
}

/** What makes a row whole, with a right-hand side that is not negative. */
function scaleOf(row: readonly Rational[], flip: boolean): Rational {
	let multiple = 1n;
	for (const { denominator } of row) {
		let x = multiple;
		let y = denominator;
		while (y !== 0n) [x, y] = [y, x % y];
		multiple = (multiple / x) * denominator;
	}
	return rational(flip ? -multiple : multiple);
}

function whole(entry: Rational, scale: Rational): bigint {
	return (entry.numerator * scale.numerator) / entry.denominator;
}

/** The row of least ratio, of equal ones that of the least basic variable; -1 when no entry is positive. */
function leavingRow(
	rows: readonly (readonly bigint[])[],
	basis: readonly number[],
	enter: number,
	last: number,
): number {
	let best = -1;
	for (let i = 0; i < rows.length; i++) {
		if (rows[i][enter] <= 0n) continue;
		if (best < 0) {
			best = i;
			continue;
		}
		const here = rows[i][last] * rows[best][enter];
		const there = rows[best][last] * rows[i][enter];
		if (here < there || (here === there && basis[i] < basis[best])) best = i;
	}
	return best;
}
