/** Matrices with known properties, row by row, and the identities that decompositions must satisfy. */

/** Numbers in (-1, 1) from a linear congruential sequence: the same in every run. */
export function numbers(seed: number): () => number {
	let state = (seed * 2654435761 + 12345) >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2147483648 - 1 || 0.5;
	};
}

export function randomMatrix(rows: number, columns: number, seed: number): Float64Array {
	return new Float64Array(rows * columns).map(numbers(seed));
}

export function randomSymmetric(n: number, seed: number): Float64Array {
	const next = numbers(seed);
	const a = new Float64Array(n * n);
	for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = next();
	return a;
}

/** G G^T + I: positive definite, eigenvalues at least 1. */
export function positiveDefinite(n: number, seed: number): Float64Array {
	const g = randomMatrix(n, n, seed);
	const a = product(g, transpose(g, n, n), n, n, n);
	for (let i = 0; i < n; i++) a[i * (n + 1)] += 1;
	return a;
}

/** Q diag(values) Q^T with Q a product of n reflections. */
export function withEigenvalues(values: readonly number[], seed: number): Float64Array {
	const n = values.length;
	const q = orthogonal(n, seed);
	const a = new Float64Array(n * n);
	for (let i = 0; i < n; i++)
		for (let j = 0; j <= i; j++) {
			let sum = 0;
			for (let k = 0; k < n; k++) sum += q[i * n + k] * values[k] * q[j * n + k];
			a[i * n + j] = a[j * n + i] = sum;
		}
	return a;
}

export function orthogonal(n: number, seed: number): Float64Array {
	const next = numbers(seed);
	const q = identity(n);
	for (let t = 0; t < n; t++) {
		const v = new Float64Array(n).map(next);
		const square = v.reduce((s, x) => s + x * x, 0);
		for (let i = 0; i < n; i++) {
			let along = 0;
			for (let j = 0; j < n; j++) along += q[i * n + j] * v[j];
			for (let j = 0; j < n; j++) q[i * n + j] -= (2 * along * v[j]) / square;
		}
	}
	return q;
}

export function identity(n: number): Float64Array {
	const a = new Float64Array(n * n);
	for (let i = 0; i < n; i++) a[i * n + i] = 1;
	return a;
}

/** a (m x k) times b (k x n). */
export function product(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array {
	const c = new Float64Array(m * n);
	for (let i = 0; i < m; i++)
		for (let t = 0; t < k; t++) for (let j = 0; j < n; j++) c[i * n + j] += a[i * k + t] * b[t * n + j];
	return c;
}

export function transpose(a: Float64Array, m: number, n: number): Float64Array {
	const t = new Float64Array(m * n);
	for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) t[j * m + i] = a[i * n + j];
	return t;
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let largest = a.length === b.length ? 0 : Infinity;
	for (let i = 0; i < a.length; i++) {
		const d = Math.abs(a[i] - b[i]);
		if (!(d <= largest)) largest = d;
	}
	return largest;
}

/** max |V V^T - I| for k rows of n numbers. */
export function orthogonalityDefect(v: Float64Array, k: number, n: number): number {
	return largestDifference(product(v, transpose(v, k, n), k, n, k), identity(k));
}

/** max |A v_k - lambda_k v_k| for rows v_k. */
export function eigenResidual(
	a: Float64Array,
	n: number,
	values: Float64Array,
	vectors: Float64Array,
): number {
	const image = product(vectors, a, n, n, n);
	return largestDifference(
		image,
		vectors.map((x, i) => x * values[Math.floor(i / n)]),
	);
}
