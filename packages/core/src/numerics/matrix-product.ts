/** C = A B for A (m x k) and B (k x n), row by row; every entry is summed in order of k. */
export function matrixProduct(
	a: Float64Array,
	b: Float64Array,
	m: number,
	k: number,
	n: number,
): Float64Array {
	const c = new Float64Array(m * n);
	for (let i = 0; i < m; i++) {
		for (let t = 0; t < k; t++) {
			const factor = a[i * k + t];
			if (factor === 0) continue;
			for (let j = 0; j < n; j++) c[i * n + j] += factor * b[t * n + j];
		}
	}
	return c;
}

/** C = A B^T for A (m x k) and B (n x k), row by row. */
export function matrixTimesTransposed(
	a: Float64Array,
	b: Float64Array,
	m: number,
	k: number,
	n: number,
): Float64Array {
	const c = new Float64Array(m * n);
	for (let i = 0; i < m; i++) {
		for (let j = 0; j < n; j++) {
			let sum = 0;
			for (let t = 0; t < k; t++) sum += a[i * k + t] * b[j * k + t];
			c[i * n + j] = sum;
		}
	}
	return c;
}

/** A^T (n x m) of A (m x n), row by row. */
export function transposed(a: Float64Array, m: number, n: number): Float64Array {
	const t = new Float64Array(m * n);
	for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) t[j * m + i] = a[i * n + j];
	return t;
}
