import { symmetricEigen } from "../numerics/symmetric-eigen.ts";
import { InputError } from "./input-error.ts";

/** Share of the largest variance below which a component is rounding. */
const negligible = 1e-12;

/**
 * The coordinates of centred samples along the first k principal components, samples x k: Z = (X - 1 mean^T) V, V the eigenvectors of the k largest
 * eigenvalues of the covariance. The sign of each is such that its entry of largest absolute value (the first of equals) is positive.
 *
 * @param x samples x columns, row by row.
 * @throws InputError when the samples vary in fewer than k directions.
 */
export function principalComponents(
	x: Float64Array,
	samples: number,
	columns: number,
	k: number,
): Float64Array {
	const centred = x.slice();
	for (let c = 0; c < columns; c++) {
		let mean = 0;
		for (let i = 0; i < samples; i++) mean += x[i * columns + c] / samples;
		for (let i = 0; i < samples; i++) centred[i * columns + c] -= mean;
	}
	// The smaller of X X^T and X^T X: they have the same nonzero eigenvalues.
	const few = samples <= columns;
	const n = few ? samples : columns;
	const { values, vectors } = symmetricEigen(
		few ? gram(centred, samples, columns) : covariance(centred, samples, columns),
		n,
		true,
	);
	const largest = values[n - 1] ?? 0;
	const rank = values.reduce((count, value) => count + (value > negligible * largest ? 1 : 0), 0);
	if (vectors === null || k > rank || !(largest > 0))
		throw new InputError(
			`${k} principal components were asked for; the ${samples} samples vary in ${largest > 0 ? rank : 0} directions.`,
			{ field: "data.components" },
			"Ask for fewer, or take more samples.",
		);
	const scores = new Float64Array(samples * k);
	for (let j = 0; j < k; j++) {
		const vector = vectors.subarray((n - 1 - j) * n, (n - j) * n);
		const column = few
			? vector.map((v) => v * Math.sqrt(values[n - 1 - j]))
			: projected(centred, samples, columns, vector);
		let peak = 0;
		for (const value of column) if (Math.abs(value) > Math.abs(peak)) peak = value;
		for (let i = 0; i < samples; i++) scores[i * k + j] = peak < 0 ? -column[i] : column[i];
	}
	return scores;
}

function gram(x: Float64Array, samples: number, columns: number): Float64Array {
	const out = new Float64Array(samples * samples);
	for (let i = 0; i < samples; i++)
		for (let j = 0; j <= i; j++) {
			let sum = 0;
			for (let c = 0; c < columns; c++) sum += x[i * columns + c] * x[j * columns + c];
			out[i * samples + j] = sum;
			out[j * samples + i] = sum;
		}
	return out;
}

function covariance(x: Float64Array, samples: number, columns: number): Float64Array {
	const out = new Float64Array(columns * columns);
	for (let i = 0; i < samples; i++)
		for (let a = 0; a < columns; a++)
			for (let b = 0; b <= a; b++) out[a * columns + b] += x[i * columns + a] * x[i * columns + b];
	for (let a = 0; a < columns; a++) for (let b = 0; b < a; b++) out[b * columns + a] = out[a * columns + b];
	return out;
}

function projected(x: Float64Array, samples: number, columns: number, vector: Float64Array): Float64Array {
	return Float64Array.from({ length: samples }, (_, i) => {
		let sum = 0;
		for (let c = 0; c < columns; c++) sum += x[i * columns + c] * vector[c];
		return sum;
	});
}
