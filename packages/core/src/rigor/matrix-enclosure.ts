import { addUp, multiplyUp } from "./directed.ts";

/**
 * A real matrix known entry by entry: |a_ij - middle_ij| <= radius_ij; rows x columns, row by row. A radius of null is 0.
 */
export interface MatrixEnclosure {
	readonly rows: number;
	readonly columns: number;
	readonly middle: Float64Array;
	readonly radius: Float64Array | null;
}

/** u = 2^-53 */
export const unitRoundoff = 1.1102230246251565e-16;

/** gamma_k = k u / (1 - k u), rounded up; for k < 2^50. */
export function gamma(k: number): number {
	const share = k * unitRoundoff; // exact: a whole number times a power of two
	return multiplyUp(share, 1 + 2 * share + 4 * unitRoundoff);
}

/**
 * The enclosure of sum_i a_i b_i^T (that is A^T B) for A (N x p) and B (N x q), added to `into` (p x q) at a place.
 *
 * Proof. In any order of summation the float64 sum of N products is off by at most gamma_N sum |a||b| + N 2^-1074 (Higham
 * 2002, section 3.1), and |sum (a + da)(b + db) - sum a b| <= sum |a| rb + ra (|b| + rb) for |da| <= ra, |db| <= rb. Both bounds
 * are sums of numbers >= 0, computed with a relative error below gamma_(N+3), which `grow` covers.
 */
export function addTransposedProduct(
	a: MatrixEnclosure,
	b: MatrixEnclosure,
	into: { readonly middle: Float64Array; readonly radius: Float64Array; readonly columns: number },
	row: number,
	column: number,
): void {
	const { rows: n, columns: p } = a;
	const q = b.columns;
	const g = gamma(n + 2);
	const grow = 1 + 4 * gamma(n + 8);
	const tiny = (n + 4) * 5e-324;
	const sums = new Float64Array(q);
	const bounds = new Float64Array(q);
	// (N x q): g |b| + rb, and |b| + rb
	const slack = new Float64Array(n * q);
	const size = new Float64Array(n * q);
	for (let k = 0; k < n * q; k++) {
		const r = b.radius === null ? 0 : b.radius[k];
		const m = Math.abs(b.middle[k]);
		slack[k] = g * m + r;
		size[k] = m + r;
	}
	for (let s = 0; s < p; s++) {
		sums.fill(0);
		bounds.fill(0);
		for (let i = 0; i < n; i++) {
			const am = a.middle[i * p + s];
			const ar = a.radius === null ? 0 : a.radius[i * p + s];
			const start = i * q;
			if (am !== 0) {
				const aa = Math.abs(am);
				for (let t = 0; t < q; t++) {
					sums[t] += am * b.middle[start + t];
					bounds[t] += aa * slack[start + t];
				}
			}
			if (ar !== 0) for (let t = 0; t < q; t++) bounds[t] += ar * size[start + t];
		}
		for (let t = 0; t < q; t++) {
			const place = (row + s) * into.columns + column + t;
			const before = into.middle[place];
			const after = before + sums[t];
			into.middle[place] = after;
			// The sum of the two middles is rounded once more.
			const rounding = Math.abs(after) * 2 * unitRoundoff;
			into.radius[place] = addUp(into.radius[place], addUp(bounds[t] * grow, addUp(rounding, tiny)));
		}
	}
}

/** max_i sum_j r_ij, rounded up: a bound of the norm of every symmetric matrix with |e_ij| <= r_ij. */
export function largestRowSum(radius: Float64Array, n: number): number {
	let largest = 0;
	for (let i = 0; i < n; i++) {
		let sum = 0;
		for (let j = 0; j < n; j++) sum = addUp(sum, radius[i * n + j]);
		largest = Math.max(largest, sum);
	}
	return Number.isNaN(largest) ? Infinity : largest;
}
