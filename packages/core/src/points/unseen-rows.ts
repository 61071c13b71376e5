import { applyQ, pivotedQr } from "../numerics/qr.ts";
import { orthonormalise } from "./orthonormal-basis.ts";

/** Columns are scaled to size 1 before; below this they count as dependent. */
const rankTolerance = 1e-12;

/**
 * Orthonormal basis of the rows u with u . h_i = 0 for every sample, or u . (h_i, 1) = 0 `withOne`:
 * changes of a unit's incoming weights (and bias) that no sample sees.
 *
 * `h` is samples x width, row by row; each basis vector has width (+ 1) numbers.
 */
export function unseenRows(
	h: Float64Array,
	samples: number,
	width: number,
	withOne: boolean,
): Float64Array[] {
	const columns = width + (withOne ? 1 : 0);
	const size = new Float64Array(columns).fill(1);
	for (let k = 0; k < width; k++) {
		let largest = 0;
		for (let i = 0; i < samples; i++) largest = Math.max(largest, Math.abs(h[i * width + k]));
		if (largest > 0) size[k] = largest;
	}
	const transposed = new Float64Array(columns * samples);
	for (let k = 0; k < columns; k++)
		for (let i = 0; i < samples; i++)
			transposed[k * samples + i] = k < width ? h[i * width + k] / size[k] : 1;
	const qr = pivotedQr(transposed, columns, samples, rankTolerance);
	const vectors: Float64Array[] = [];
	for (let r = qr.rank; r < columns; r++) {
		const vector = new Float64Array(columns);
		vector[r] = 1;
		applyQ(qr, vector, false);
		for (let k = 0; k < columns; k++) vector[k] /= size[k];
		vectors.push(vector);
	}
	return orthonormalise([], vectors);
}
