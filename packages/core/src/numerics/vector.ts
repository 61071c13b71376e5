/** x . y, summed in order; both of one length. */
export function dot(x: Float64Array, y: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
	return sum;
}

/** max_i |x_i|; 0 for an empty vector, NaN if an entry is NaN. */
export function infinityNorm(x: Float64Array): number {
	let largest = 0;
	for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]));
	return largest;
}

/** sqrt(sum_i x_i^2), without overflow or harmful underflow of the squares; NaN if an entry is NaN. */
export function norm(x: Float64Array): number {
	const largest = infinityNorm(x);
	if (largest === 0 || largest === Infinity) return largest;
	const scale = powerOfTwoScale(largest);
	let sum = 0;
	for (let i = 0; i < x.length; i++) {
		const t = x[i] * scale;
		sum += t * t;
	}
	return Math.sqrt(sum) / scale;
}

/** y <- y + factor x; returns y. */
export function axpy(factor: number, x: Float64Array, y: Float64Array): Float64Array {
	for (let i = 0; i < x.length; i++) y[i] += factor * x[i];
	return y;
}

/** x <- factor x; returns x. */
export function scale(factor: number, x: Float64Array): Float64Array {
	for (let i = 0; i < x.length; i++) x[i] *= factor;
	return x;
}

/** x - y as a new vector. */
export function difference(x: Float64Array, y: Float64Array): Float64Array {
	const out = new Float64Array(x.length);
	for (let i = 0; i < x.length; i++) out[i] = x[i] - y[i];
	return out;
}

/** Whether every entry is a finite number. */
export function isFiniteVector(x: Float64Array): boolean {
	for (let i = 0; i < x.length; i++) if (!Number.isFinite(x[i])) return false;
	return true;
}

const big = 1.2676506002282294e30; // 2^100
const small = 1 / big;

/**
 * A power of two s with 2^-100 <= s magnitude <= 2^100 (1 if it is so already), so that squares of
 * scaled numbers neither overflow nor underflow. `magnitude` is positive and finite.
 */
export function powerOfTwoScale(magnitude: number): number {
	let s = 1;
	while (magnitude * s > big) s *= small;
	while (magnitude * s < small) s *= big;
	return s;
}
