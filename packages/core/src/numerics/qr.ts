import { dot, infinityNorm, norm, powerOfTwoScale } from "./vector.ts";

/** A P = Q R with R's diagonal of decreasing absolute value: Householder QR with column exchanges. */
export interface PivotedQr {
	readonly rows: number;
	readonly columns: number;
	/** columns x rows: line j holds R's column j down to the diagonal, then the reflector's tail. */
	readonly packed: Float64Array;
	/** Factors of the reflectors I - factor v v^T, v_j = 1 at the diagonal. */
	readonly factors: Float64Array;
	/** Column k of A P is column `order[k]` of A. */
	readonly order: Int32Array;
	/** Diagonal entries above tolerance times the first. */
	readonly rank: number;
}

const unit = 1 / 4503599627370496; // 2^-52

/**
 * QR with column pivoting of a rows x columns matrix (row by row, unchanged).
 *
 * `tolerance` (default max(rows, columns) 2^-52) decides the rank: |R_kk| > tolerance |R_00|.
 * @throws RangeError if the length is wrong or an entry is not finite.
 */
export function pivotedQr(
	matrix: Float64Array,
	rows: number,
	columns: number,
	tolerance = Math.max(rows, columns) * unit,
): PivotedQr {
	if (matrix.length !== rows * columns)
		throw new RangeError(
			`A ${rows} x ${columns} matrix has ${rows * columns} entries; ${matrix.length} were given.`,
		);
	const largest = infinityNorm(matrix);
	if (!Number.isFinite(largest)) throw new RangeError("A QR factorisation needs finite entries.");
	const packed = new Float64Array(rows * columns);
	for (let i = 0; i < rows; i++)
		for (let j = 0; j < columns; j++) packed[j * rows + i] = matrix[i * columns + j];
	const order = Int32Array.from({ length: columns }, (_, j) => j);
	const steps = Math.min(rows, columns);
	const factors = new Float64Array(steps);
	for (let k = 0; k < steps; k++) {
		bringLongestForward(packed, rows, columns, k, order);
		const line = packed.subarray(k * rows + k, (k + 1) * rows);
		const factor = reflect(line);
		factors[k] = factor;
		if (factor === 0) continue;
		for (let j = k + 1; j < columns; j++)
			applyReflector(line, factor, packed.subarray(j * rows + k, (j + 1) * rows));
	}
	let rank = 0;
	while (rank < steps && Math.abs(packed[rank * rows + rank]) > tolerance * Math.abs(packed[0])) rank++;
	return { rows, columns, packed, factors, order, rank };
}

/** Of the columns k, k + 1, ... the one with the longest remaining part comes to place k. */
function bringLongestForward(
	packed: Float64Array,
	rows: number,
	columns: number,
	k: number,
	order: Int32Array,
): void {
	let best = k;
	let longest = -1;
	for (let j = k; j < columns; j++) {
		const length = norm(packed.subarray(j * rows + k, (j + 1) * rows));
		if (length > longest) {
			longest = length;
			best = j;
		}
	}
	if (best === k) return;
	const held = packed.slice(k * rows, (k + 1) * rows);
	packed.copyWithin(k * rows, best * rows, (best + 1) * rows);
	packed.set(held, best * rows);
	const place = order[k];
	order[k] = order[best];
	order[best] = place;
}

/** x becomes (beta, tail of v) with (I - factor v v^T) x = beta e_0, v_0 = 1; returns factor. */
function reflect(x: Float64Array): number {
	const tail = norm(x.subarray(1));
	if (tail === 0) return 0;
	const s = powerOfTwoScale(Math.max(tail, Math.abs(x[0])));
	const a = x[0] * s;
	const b = tail * s;
	const length = Math.sqrt(a * a + b * b);
	const beta = a > 0 ? -length : length;
	const pivot = a - beta;
	for (let i = 1; i < x.length; i++) x[i] = (x[i] * s) / pivot;
	x[0] = beta / s;
	return -pivot / beta;
}

/** y <- (I - factor v v^T) y with v = (1, line[1..]). */
function applyReflector(line: Float64Array, factor: number, y: Float64Array): void {
	let along = y[0];
	for (let i = 1; i < line.length; i++) along += line[i] * y[i];
	along *= factor;
	y[0] -= along;
	for (let i = 1; i < line.length; i++) y[i] -= along * line[i];
}

/** y <- Q y, or Q^T y when `transposed`; y has `rows` entries. */
export function applyQ(qr: PivotedQr, y: Float64Array, transposed: boolean): void {
	const steps = qr.factors.length;
	for (let t = 0; t < steps; t++) {
		const k = transposed ? t : steps - 1 - t;
		if (qr.factors[k] !== 0)
			applyReflector(qr.packed.subarray(k * qr.rows + k, (k + 1) * qr.rows), qr.factors[k], y.subarray(k));
	}
}

/**
 * The x of least norm that minimises |A x - b|, with |A x - b| and the rank of A that was used.
 *
 * `matrix` is rows x columns, row by row; b has `rows` entries; both are unchanged. Columns beyond the
 * numerical rank (see `pivotedQr`) are treated as dependent.
 * @throws RangeError if a length is wrong or an entry is not finite.
 */
export function leastSquares(
	matrix: Float64Array,
	rows: number,
	columns: number,
	b: Float64Array,
	tolerance?: number,
): { solution: Float64Array; residual: number; rank: number } {
	if (b.length !== rows)
		throw new RangeError(`The right-hand side has ${b.length} entries; the matrix has ${rows} rows.`);
	const qr = pivotedQr(matrix, rows, columns, tolerance);
	const { rank, packed, order } = qr;
	const right = Float64Array.from(b);
	applyQ(qr, right, true);
	const residual = norm(right.subarray(rank));
	const z = rank === columns ? backSubstitute(qr, right) : leastNorm(qr, right);
	const solution = new Float64Array(columns);
	for (let j = 0; j < columns; j++) solution[order[j]] = z[j];
	return { solution, residual, rank };

	function backSubstitute(of: PivotedQr, c: Float64Array): Float64Array {
		const x = c.slice(0, of.rank);
		for (let k = of.rank - 1; k >= 0; k--) {
			x[k] /= packed[k * of.rows + k];
			for (let i = 0; i < k; i++) x[i] -= x[k] * packed[k * of.rows + i];
		}
		return x;
	}
}

/** The least-norm z with [R11 R12] z = c: QR of the transpose, then a triangular solve and Q. */
function leastNorm(qr: PivotedQr, c: Float64Array): Float64Array {
	const { rank, columns, rows } = qr;
	const z = new Float64Array(columns);
	if (rank === 0) return z;
	const transposed = new Float64Array(columns * rank);
	for (let j = 0; j < columns; j++)
		for (let i = 0; i <= Math.min(j, rank - 1); i++) transposed[j * rank + i] = qr.packed[j * rows + i];
	const other = pivotedQr(transposed, columns, rank, 0);
	for (let k = 0; k < rank; k++) {
		const column = other.packed.subarray(k * columns, k * columns + k);
		const sum = c[other.order[k]] - dot(column, z.subarray(0, k));
		z[k] = sum / other.packed[k * columns + k];
	}
	applyQ(other, z, false);
	return z;
}

/**
 * An orthonormal basis, (n - k) x n row by row, of the complement of k independent vectors (k x n,
 * row by row) in R^n.
 * @throws RangeError if the vectors are dependent.
 */
export function orthonormalComplement(vectors: Float64Array, k: number, n: number): Float64Array {
	const columns = new Float64Array(n * k);
	for (let i = 0; i < k; i++) for (let j = 0; j < n; j++) columns[j * k + i] = vectors[i * n + j];
	const qr = pivotedQr(columns, n, k);
	if (qr.rank < k) throw new RangeError(`Of the ${k} vectors only ${qr.rank} are independent.`);
	const basis = new Float64Array((n - k) * n);
	for (let i = 0; i < n - k; i++) {
		const row = basis.subarray(i * n, (i + 1) * n);
		row[k + i] = 1;
		applyQ(qr, row, false);
	}
	return basis;
}
