import { allocateFloats, floats, kernel, release } from "./kernels.ts";
import { orthonormalComplement } from "./qr.ts";
import { infinityNorm, norm, powerOfTwoScale } from "./vector.ts";

/** A = sum_k values[k] u_k v_k^T with k < min(rows, columns). */
export interface SingularValues {
	/** min(rows, columns) x rows: ROW k is the left singular vector u_k. */
	readonly u: Float64Array;
	/** Descending. */
	readonly values: Float64Array;
	/** min(rows, columns) x columns: ROW k is the right singular vector v_k. */
	readonly v: Float64Array;
}

const sweepLimit = 60;
const unit = 1 / 4503599627370496; // 2^-52

/**
 * Singular values and orthonormal singular vectors of a rows x columns matrix, by one-sided Jacobi
 * rotations: small singular values are as accurate, relatively, as the columns' scaling allows.
 *
 * `matrix` is given row by row and unchanged. Singular values below 1e-110 times the largest are 0.
 * @throws RangeError if the length is wrong or an entry is not finite.
 */
export function singularValues(matrix: Float64Array, rows: number, columns: number): SingularValues {
	if (matrix.length !== rows * columns)
		throw new RangeError(
			`A ${rows} x ${columns} matrix has ${rows * columns} entries; ${matrix.length} were given.`,
		);
	const largest = infinityNorm(matrix);
	if (!Number.isFinite(largest)) {
		const k = matrix.findIndex((x) => !Number.isFinite(x));
		throw new RangeError(
			`Singular values need finite entries; row ${Math.floor(k / columns)}, column ${k % columns} is ${matrix[k]}.`,
		);
	}
	const tall = rows >= columns;
	const count = tall ? columns : rows;
	const length = tall ? rows : columns;
	const strides = tall ? [1, columns] : [columns, 1];
	const scale = largest === 0 ? 1 : powerOfTwoScale(largest);
	const { long, values, short } = turn(count, length, (vector, entry) => {
		return matrix[vector * strides[0] + entry * strides[1]] * scale;
	});
	for (let k = 0; k < count; k++) values[k] /= scale;
	return tall ? { u: long, values, v: short } : { u: short, values, v: long };
}

/** `count` vectors of `length` >= count entries, made orthogonal: unit vectors, lengths, turns. */
function turn(count: number, length: number, entry: (vector: number, entry: number) => number) {
	const line = length + (length & 1);
	const side = count + (count & 1);
	const base = allocateFloats(count * (line + side + 1) + 2);
	try {
		const memory = floats(base, count * (line + side + 1)).fill(0);
		const turns = count * line;
		for (let i = 0; i < count; i++) {
			for (let j = 0; j < length; j++) memory[i * line + j] = entry(i, j);
			memory[turns + i * side + i] = 1;
		}
		const sweeps = kernel("orthogonalise")(
			count,
			line,
			base,
			base + 8 * turns,
			base + 8 * (turns + count * side),
			sweepLimit,
		);
		if (sweeps === 0) throw new Error(`The singular values did not settle within ${sweepLimit} sweeps.`);
		return collect(memory, count, length, line, side);
	} finally {
		release(base);
	}
}

function collect(memory: Float64Array, count: number, length: number, line: number, side: number) {
	const lengths = new Float64Array(count);
	for (let i = 0; i < count; i++) lengths[i] = norm(memory.subarray(i * line, i * line + length));
	const order = Int32Array.from(lengths.keys()).sort((i, j) => lengths[j] - lengths[i] || i - j);
	const values = new Float64Array(count);
	const long = new Float64Array(count * length);
	const short = new Float64Array(count * count);
	let rank = 0;
	for (let k = 0; k < count; k++) {
		const i = order[k];
		const from = count * line + i * side;
		short.set(memory.subarray(from, from + count), k * count);
		if (lengths[i] <= 1e-110 * lengths[order[0]]) continue;
		values[k] = lengths[i];
		for (let j = 0; j < length; j++) long[k * length + j] = memory[i * line + j] / lengths[i];
		rank++;
	}
	if (rank < count) {
		const rest = orthonormalComplement(long.subarray(0, rank * length), rank, length);
		long.set(rest.subarray(0, (count - rank) * length), rank * length);
	}
	return { long, values, short };
}

/**
 * Number of singular values above `tolerance` (default max(rows, columns) 2^-52) times the largest.
 * @throws RangeError as `singularValues` does.
 */
export function numericalRank(
	matrix: Float64Array,
	rows: number,
	columns: number,
	tolerance = Math.max(rows, columns) * unit,
): number {
	const { values } = singularValues(matrix, rows, columns);
	let rank = 0;
	while (rank < values.length && values[rank] > tolerance * values[0]) rank++;
	return rank;
}
