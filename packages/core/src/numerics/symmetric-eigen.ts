import { allocateBytes, floats, kernel, nativeLibrary, release } from "./kernels.ts";
import { leastNativeSize } from "./native/lapack.ts";
import { infinityNorm, powerOfTwoScale } from "./vector.ts";

/** Eigenvalues in ascending order; row k of `vectors` is the unit eigenvector of `values[k]`. */
export interface SymmetricEigen {
	readonly values: Float64Array;
	/** n x n, row by row; null when not asked for. */
	readonly vectors: Float64Array | null;
}

/** Sweeps of rotations kept before they are applied to the vectors. */
const sweepsPerBatch = 16;

/**
 * Eigenvalues, and on request orthonormal eigenvectors, of a real symmetric matrix: A v_k = lambda_k v_k.
 *
 * `matrix` is n x n, row by row, and unchanged; only its lower triangle is read. Householder
 * tridiagonalisation, then implicit QL or QR: |A v - lambda v| is a small multiple of 2^-53 |A|, and
 * the values are the same bits with and without vectors (but for the engine `native`: LAPACK's divide and conquer).
 * @throws RangeError if the length is not n n, or an entry is not finite.
 */
export function symmetricEigen(matrix: Float64Array, n: number, vectors = false): SymmetricEigen {
	if (!Number.isInteger(n) || n < 0 || matrix.length !== n * n)
		throw new RangeError(`A symmetric ${n} x ${n} matrix has ${n * n} entries; ${matrix.length} were given.`);
	const largest = infinityNorm(matrix);
	if (!Number.isFinite(largest)) throw notFinite(matrix, n);
	if (n === 0 || largest === 0) return trivial(n, vectors);

	const scale = powerOfTwoScale(largest);
	const library = nativeLibrary();
	if (library !== null && n >= leastNativeSize) {
		const scaled = matrix.map((x) => x * scale);
		const values = new Float64Array(n);
		library.lapack.symmetricEigen(scaled, n, vectors, values);
		for (let k = 0; k < n; k++) values[k] /= scale;
		return { values, vectors: vectors ? scaled : null };
	}
	const leading = n + (n & 1);
	const width = (n + 7) & -8;
	const turns = vectors ? sweepsPerBatch * n : n;
	const at = {
		diagonal: n * leading,
		couplings: n * (leading + 1),
		factors: n * (leading + 2),
		work: n * (leading + 3),
		panels: n * (leading + 3) + 4 * width + 16,
	};
	const records = at.panels + (vectors ? n * width : 0);
	const base = allocateBytes(8 * (records + (vectors ? 3 * turns : 3 * n)));
	try {
		const address = (offset: number) => base + 8 * offset;
		const lower = floats(base, n * leading);
		for (let i = 0; i < n; i++) {
			for (let j = 0; j <= i; j++) lower[i * leading + j] = matrix[i * n + j] * scale;
		}
		kernel("tridiagonalise")(
			n,
			base,
			leading,
			address(at.diagonal),
			address(at.couplings),
			address(at.factors),
			address(at.work),
		);
		if (vectors)
			kernel("orthogonalPanels")(n, base, leading, address(at.factors), address(at.work), address(at.panels));
		const failed = kernel("diagonalise")(
			n,
			address(at.diagonal),
			address(at.couplings),
			vectors ? address(at.panels) : 0,
			address(records),
			turns,
		);
		if (failed)
			throw new Error(`The eigenvalues of a ${n} x ${n} matrix did not settle within ${60 * n} sweeps.`);
		const found = floats(address(at.diagonal), n);
		const order = ascending(found);
		const values = new Float64Array(n);
		for (let k = 0; k < n; k++) values[k] = found[order[k]] / scale;
		if (!vectors) return { values, vectors: null };
		const panels = floats(address(at.panels), n * width);
		return { values, vectors: gather(panels, order, n) };
	} finally {
		release(base);
	}
}

/** Positions in ascending order of the values, equal ones as they come. The kernel leaves them nearly in order. */
function ascending(values: Float64Array): Int32Array {
	const order = new Int32Array(values.length);
	for (let k = 0; k < order.length; k++) {
		const value = values[k];
		let at = k;
		for (; at > 0 && values[order[at - 1]] > value; at--) order[at] = order[at - 1];
		order[at] = k;
	}
	return order;
}

/** Rows in the given order out of panels of 8 columns. */
function gather(panels: Float64Array, order: Int32Array, n: number): Float64Array {
	const rows = new Float64Array(n * n);
	for (let column = 0; column < n; column += 8) {
		const end = Math.min(8, n - column);
		const panel = column * n;
		for (let k = 0; k < n; k++) {
			const from = panel + order[k] * 8;
			const to = k * n + column;
			for (let c = 0; c < end; c++) rows[to + c] = panels[from + c];
		}
	}
	return rows;
}

function trivial(n: number, vectors: boolean): SymmetricEigen {
	const values = new Float64Array(n);
	if (!vectors) return { values, vectors: null };
	const identity = new Float64Array(n * n);
	for (let i = 0; i < n; i++) identity[i * n + i] = 1;
	return { values, vectors: identity };
}

function notFinite(matrix: Float64Array, n: number): RangeError {
	const k = matrix.findIndex((x) => !Number.isFinite(x));
	return new RangeError(
		`Eigenvalues need finite entries; row ${Math.floor(k / n)}, column ${k % n} is ${matrix[k]}.`,
	);
}
