import { luFactor, luSolveFactored } from "../numerics/lu.ts";
import { matrixProduct } from "../numerics/matrix-product.ts";
import { singularValues } from "../numerics/singular-values.ts";
import { norm } from "../numerics/vector.ts";
import type { LinearNetwork } from "./linear-network.ts";
import { complement, flip, type SizedMatrix, times } from "./sized-matrix.ts";

/**
 * A critical point in block form: R^(d_j) = T_j + K_j, where T_j carries the end-to-end map W (rank r) and K_j is what
 * W does not see behind layer j; every layer maps T to T and K to K.
 */
export interface BlockForm {
	/** Z_1, ..., Z_l, e_j x e_(j-1), with e_j = d_j - r (e_0 = rho - r): the layers on K, in the bases of `kernels`. */
	readonly z: readonly SizedMatrix[];
	/** N = U_N^T M V_N, e_l x e_0: what is left of M. */
	readonly n: SizedMatrix;
	/** Orthonormal rows that span K_0 = row(W)^perp, K_1, ..., K_l = col(W)^perp. */
	readonly kernels: readonly SizedMatrix[];
	/** Triples of W, values descending: rows of u and v are singular vectors. */
	readonly carried: {
		readonly u: Float64Array;
		readonly v: Float64Array;
		readonly values: Float64Array;
	};
}

/**
 * The block form of factors B, A_2, ..., A_l (balanced) with product W = `map` (d_l x rho) of rank r; null when W, or
 * what a layer carries of it, is too close to a lower rank.
 */
export function blockForm(
	network: LinearNetwork,
	factors: readonly Float64Array[],
	map: Float64Array,
	r: number,
): BlockForm | null {
	const { depth, widths, inputs, matrix } = network;
	const rho = inputs.rank;
	const outputs = widths[depth];
	const svd = singularValues(map, outputs, rho);
	if (r > 0 && !(svd.values[r - 1] > 1e-10 * norm(matrix))) return null;
	const u = svd.u.slice(0, r * outputs);
	const v = svd.v.slice(0, r * rho);
	const kernels: SizedMatrix[] = Array(depth + 1);
	kernels[0] = complement(v, r, rho);
	kernels[depth] = complement(u, r, outputs);
	let seen: Float64Array = u.slice();
	for (let j = depth - 1; j > 0; j--) {
		seen = matrixProduct(seen, factors[j], r, widths[j + 1], widths[j]);
		const directions = singularValues(seen, r, widths[j]);
		if (r > 0 && !(directions.values[r - 1] > 1e-8 * directions.values[0])) return null;
		kernels[j] = complement(directions.v, r, widths[j]);
	}
	const z = factors.map((entries, j) => {
		const factor = { rows: widths[j + 1], columns: j === 0 ? rho : widths[j], entries };
		return times(times(kernels[j + 1], factor), flip(kernels[j]));
	});
	const whole = { rows: outputs, columns: rho, entries: matrix };
	return {
		z,
		n: times(times(kernels[depth], whole), flip(kernels[0])),
		kernels,
		carried: { u, v, values: svd.values.slice(0, r) },
	};
}

/**
 * The functionals that read off the K_j part of a vector of layer j along T_j, e_j x d_j; null when T_j and K_j are
 * too close. In layers 0 and l the two are orthogonal.
 */
export function kernelCoordinates(
	network: LinearNetwork,
	factors: readonly Float64Array[],
	form: BlockForm,
	layer: number,
): SizedMatrix | null {
	const { depth, widths, inputs } = network;
	const kernel = form.kernels[layer];
	if (layer === 0 || layer === depth) return kernel;
	const n = widths[layer];
	const r = n - kernel.rows;
	// Rows t_s = A_j ... A_2 B v_s span T_j.
	let images = matrixTimesRows(factors[0], form.carried.v, r, widths[1], inputs.rank);
	for (let j = 1; j < layer; j++) images = matrixTimesRows(factors[j], images, r, widths[j + 1], widths[j]);
	const basis = new Float64Array(n * n);
	for (let s = 0; s < r; s++) {
		const row = images.subarray(s * n, (s + 1) * n);
		const size = norm(row);
		for (let i = 0; i < n; i++) basis[s * n + i] = row[i] / size;
	}
	basis.set(kernel.entries, r * n);
	// Functionals f_k with f_k . t_s = 0 and f_k . k_m = delta_km: solutions of basis f = unit vector.
	const lu = luFactor(basis, n);
	if (lu === null) return null;
	const functionals = new Float64Array(kernel.rows * n);
	for (let k = 0; k < kernel.rows; k++) {
		const one = new Float64Array(n);
		one[r + k] = 1;
		functionals.set(luSolveFactored(lu, one), k * n);
	}
	return { rows: kernel.rows, columns: n, entries: functionals };
}

/** A applied to each of `count` rows, as rows; A is m x n. */
function matrixTimesRows(a: Float64Array, rows: Float64Array, count: number, m: number, n: number) {
	const out = new Float64Array(count * m);
	for (let s = 0; s < count; s++)
		for (let i = 0; i < m; i++) {
			let sum = 0;
			for (let j = 0; j < n; j++) sum += a[i * n + j] * rows[s * n + j];
			out[s * m + i] = sum;
		}
	return out;
}
