/** Matrix products with twice the digits of float64 (Dekker 1971), so that a residual is not its own rounding. */

/** Each entry is the unevaluated sum high + low. */
export interface Precise {
	readonly high: Float64Array;
	readonly low: Float64Array;
}

const splitter = 134217729; // 2^27 + 1

export function precise(high: Float64Array): Precise {
	return { high, low: new Float64Array(high.length) };
}

/** a (m x k) times b (k x n), each entry to about 2^-100 of the sum of its terms' sizes. */
export function preciseProduct(a: Precise, b: Precise, m: number, k: number, n: number): Precise {
	const high = new Float64Array(m * n);
	const low = new Float64Array(m * n);
	for (let i = 0; i < m; i++)
		for (let t = 0; t < k; t++) {
			const x = a.high[i * k + t];
			const rest = a.low[i * k + t];
			if (x === 0) continue;
			const xh = upper(x);
			const xl = x - xh;
			for (let j = 0; j < n; j++) {
				const y = b.high[t * n + j];
				const yh = upper(y);
				const yl = y - yh;
				const p = x * y;
				const error = xl * yl - (p - xh * yh - xl * yh - xh * yl);
				const at = i * n + j;
				const sum = high[at] + p;
				const back = sum - high[at];
				low[at] += high[at] - (sum - back) + (p - back) + error + (x * b.low[t * n + j] + rest * y);
				high[at] = sum;
			}
		}
	return { high, low };
}

/** The leading 26 bits of x. */
function upper(x: number): number {
	const t = splitter * x;
	return t - (t - x);
}

/** p - a, rounded once more. */
export function gap(p: Precise, a: ArrayLike<number>): Float64Array {
	return p.high.map((x, i) => x - a[i] + p.low[i]);
}

/** sqrt(sum of squares), entries scaled so that none overflows. */
export function frobenius(a: ArrayLike<number>): number {
	let largest = 0;
	for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]));
	if (!(largest > 0)) return largest;
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += (a[i] / largest) ** 2;
	return largest * Math.sqrt(sum);
}

/** |residual| in units of n 2^-53 |a|, Frobenius norms; an exact 0 is 0, anything else against a = 0 is infinite. */
export function inRoundings(residual: ArrayLike<number>, a: ArrayLike<number>, n: number): number {
	const size = frobenius(residual);
	return size === 0 ? 0 : size / (n * 2 ** -53 * frobenius(a));
}
